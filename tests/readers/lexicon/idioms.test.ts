/** Sentences that mean something else than their words, beside plain ones that look like them. */
import { describe, expect, it } from 'vitest';
import { createLemmas } from '../../../src/readers/lexicon/lemmas.ts';
import { createWordReader } from '../../../src/readers/lexicon/read-words.ts';

const HAPPY = [
  "I couldn't be happier tonight",
  'We could not be prouder of our little girl',
  "I've never been better",
  'I have never felt so alive',
  'She had never looked more beautiful',
  "It doesn't get any better than this",
  "It can't get better than this, you and me on the porch",
  'Life has never been sweeter',
  "I'm dying to see you",
  'I was dying to hear her laugh again',
  'A cake to die for',
  'She has a smile to die for',
  'The band is killing it tonight',
  'You killed it on the dance floor',
  'We laughed till we cried',
  'He is crying with laughter at the table',
  "Tears of joy on my mother's cheeks",
  'They were crying happy tears at the wedding',
  'The kids are screaming with delight',
  'The crowd went wild',
  "That's a wicked good party",
  'I am insanely happy',
  "I'm madly in love with you",
  'I am terribly fond of him',
  'It was awfully kind of you',
  'You look devastatingly beautiful',
  "It's crazy how much I love you",
  'I love you to death',
  'Nothing can stop me now',
  'Nobody can bring me down',
  "Nothing's gonna break us",
  'No one could ever hurt us here',
  "Ain't nothing gonna hold me back",
  "They'll never break my spirit",
  "He can't believe his luck",
  "I can't believe you're mine",
  "I can't stop smiling",
  "We can't stop dancing",
  "I can't get enough of your love",
  "I can't wait for summer",
  "I can't help falling in love with you",
  'We danced without a care in the world',
  'Not a cloud in the sky',
  'No more tears, no more pain',
  'A view that is hard to beat',
  "You can't beat a day at the beach",
  "I don't mind the rain when I'm with you",
  "I don't have a worry in the world",
  "There's nothing to fear",
  'No worries, the sun is out',
  'Nothing beats a cold lemonade',
  "I've never been less afraid",
  "I wouldn't trade this for anything",
  'My new life begins today',
  'The dance begins and everybody beams',
  'It blew me away',
  'This song is the bomb',
  'You light me up',
  "I'm over the moon",
  "I'm on cloud nine",
  'Mum could not have been more delighted',
  "We've never laughed so hard",
  'There has never been a better day',
  'She is dying to dance',
  'Those shoes are to die for',
  'Our team crushed it today',
  'He wept with happiness',
  'She burst into tears of happiness',
  'He jumped up and down, shrieking with joy',
  "I'm ridiculously happy",
  "I'm crazy about you",
  'Nothing can tear us apart',
  "No one's going to ruin my day",
  "I can't stop laughing",
  "She can't wait to see the sea",
  "I can't believe how lucky I am",
  'Never a dull moment with you',
  'No clouds, no wind, just the warm sea',
  "I couldn't care less about the rain, I am dancing",
  "You can't help smiling at these puppies",
  'No more fear, no more lonely nights',
  'A fearless little girl jumps into the pool',
  "I'm not afraid any more",
  'We had an awful lot of fun',
  'The evening begins with singing in the garden',
];

const SAD = [
  'He is dying',
  'My father is dying in a hospital bed',
  'They are killing people in the streets',
  'The war is killing our sons',
  "I couldn't be there when you fell",
  "I couldn't be lonelier",
  'I have never felt so alone',
  "I've never been sadder",
  "It couldn't be worse",
  'Things have never been worse',
  "It can't get any worse",
  "I can't stop crying",
  "She can't stop shaking",
  'Nothing can help him',
  'Nobody can save me now',
  'Nothing can bring you back',
  'No one can heal this wound',
  'No tears left to cry, only an empty bed',
  'I was scared to death',
  "I'm bored to death",
  'Worried sick about my son',
  "I'm sick to death of this town",
  'I am dead tired and broke',
  'She cried herself to sleep',
  'He drank himself to death',
  "I can't take it anymore",
  "I can't go on without you",
  "I can't live without you since you left",
  "I can't believe you're gone",
  "I can't believe she lied to me",
  'Without you I am lost',
  'Without love there is nothing',
  'There is no hope for us',
  'No joy left in this house',
  'The love we had is gone',
  "You don't love me any more",
  'I used to be happy',
  'I wish I could be happy',
  'The laughter has died',
  'No more laughter in these rooms',
  'Nobody loves me',
  'Nothing makes me smile',
  'I will never be happy again',
  'She will never smile again',
  'I begged you to stay',
  'Beggars sleep in the cold doorway',
  "It's hard to smile",
  'Too tired to dance',
  'I forgot how to laugh',
  'She pretended to be happy',
  'The party is over',
  'He lost his smile',
  'They took away my joy',
  'Love kills slowly',
  'Love hurts',
  'I hate to love you',
  'Crying alone in the dark',
  'Screaming in terror',
  'They beat him on the street',
  "I couldn't be more miserable",
  "I've never been so scared",
  'I am dying without you',
  'The cold is killing me',
  "He couldn't smile",
  'Nobody can love me now',
  'Nothing can ease the pain',
  "She can't stop weeping",
  "I can't believe he is dead",
  "I couldn't stop the bleeding",
  'The old dog is dying on the rug',
  'Nothing is fun any more',
  'He never once made her happy',
  'Frightened to death by the bombs',
  'Tears of grief at the grave',
  'Screaming with pain',
  'Lonely without my love',
  "I can't bear another night like this",
  "I don't feel alive",
  "There's no love here",
  "I can't sleep, I can't eat, I miss you",
  'Her smile is fake',
  'He begged for bread at the station',
];

const words = createWordReader();

describe.each(['lyrics', 'summary'] as const)('idioms in %s', (kind) => {
  it.each(HAPPY)('hears the good in "%s"', (sentence) => {
    expect(words.read(sentence, kind).valence).toBeGreaterThan(0);
  });

  it.each(SAD)('hears the bad in "%s"', (sentence) => {
    expect(words.read(sentence, kind).valence).toBeLessThan(0);
  });
});

describe('the forms of words', () => {
  const formsOf = createLemmas();
  const lemmas = (word: string): string[] => formsOf(word).map(({ lemma }) => lemma);

  it('take a dropped g for what it is, and no other word for one', () => {
    expect(lemmas('lovin')).toContain('love');
    expect(lemmas('begin')).toEqual(['begin']);
    expect(lemmas('raisin')).toEqual(['raisin']);
    expect(lemmas('robin')).toEqual(['robin']);
  });

  it.each([
    ['hating', 'hate', 'hat'],
    ['hoped', 'hope', 'hop'],
    ['robed', 'robe', 'rob'],
    ['taping', 'tape', 'tap'],
    ['waging', 'wage', 'wag'],
    ['begging', 'beg', 'bege'],
    ['hopping', 'hop', 'hope'],
  ])('read %s as %s, not as %s', (word, lemma, other) => {
    expect(lemmas(word)).toContain(lemma);
    expect(lemmas(word)).not.toContain(other);
  });

  it.each('during being thing string ceiling evening morning darling king wing wedding'.split(' '))(
    'leave %s alone',
    (word) => {
      const hits = words.hits(`the ${word}`, 'lyrics').map(({ hit }) => hit.entry.lemma);
      expect(hits.filter((lemma) => lemma !== word)).toEqual([]);
    },
  );
});

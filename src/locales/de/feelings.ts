/** Words for feelings, and what was understood of a person's wish. */
import type { Texts } from '../words.ts';
import { listed } from './common.ts';

export const moods = {
  joyful: 'fröhlich',
  playful: 'verspielt',
  tender: 'zärtlich',
  romantic: 'romantisch',
  peaceful: 'friedlich',
  dreamy: 'verträumt',
  nostalgic: 'nostalgisch',
  hopeful: 'hoffnungsvoll',
  triumphant: 'triumphal',
  powerful: 'kraftvoll',
  wistful: 'wehmütig',
  melancholic: 'melancholisch',
  lonely: 'einsam',
  dark: 'düster',
  tense: 'angespannt',
  angry: 'wütend',
  restless: 'rastlos',
  sensual: 'sinnlich',
} satisfies Texts['moods'];

/** English words that people are told about; others stay as they are, in quotation marks. */
const adjectives: Readonly<Record<string, string>> = {
  ...moods,
  sad: 'traurig',
  happy: 'glücklich',
  calm: 'ruhig',
  dark: 'dunkel',
  bright: 'hell',
  slow: 'langsam',
  fast: 'schnell',
  quiet: 'leise',
  loud: 'laut',
  soft: 'sanft',
  warm: 'warm',
  cold: 'kalt',
  heavy: 'schwer',
  lively: 'lebhaft',
  gentle: 'behutsam',
  deep: 'tief',
  wild: 'wild',
};
/** Where it is not the adjective and "er". */
const comparatives: Readonly<Record<string, string>> = {
  dark: 'dunkler',
  quiet: 'leiser',
  warm: 'wärmer',
  cold: 'kälter',
};

const known = (name: string): string => adjectives[name] ?? `„${name}“`;

function more(name: string): string {
  const adjective = adjectives[name];
  return comparatives[name] ?? (adjective === undefined ? `mehr „${name}“` : `${adjective}er`);
}

const changes: Readonly<Record<string, string>> = {
  sadder: 'trauriger',
  brighter: 'heiterer',
  calmer: 'ruhiger',
  livelier: 'lebhafter',
};

/** "much sadder" */
function changed(words: string): string {
  const change = words.replace(/^much /, '');
  return `${change === words ? '' : 'viel '}${changes[change] ?? `„${change}“`}`;
}

export const tookThatAs: Texts['notices']['tookThatAs'] = (changes, moods, themes) =>
  `So habe ich es verstanden: ${listed([
    ...changes.map(changed),
    ...moods.map(more),
    ...themes.map((theme) => `über „${theme}“`),
  ])}.`;

type Phrase = Parameters<Texts['wish']['understood']>[0][number];

function subject({ direction, name }: Phrase): string {
  if (direction === 'none') return `nichts über „${name}“`;
  return direction === 'less' ? `weniger über „${name}“` : `über „${name}“`;
}

function feeling({ direction, degree, name }: Phrase): string {
  const much = degree > 1 ? 'viel ' : degree < 1 ? 'etwas ' : '';
  if (direction === 'more') return `${much}${more(name)}`;
  if (direction === 'less') return `${much}weniger ${known(name)}`;
  return direction === 'none' ? `nicht ${known(name)}` : known(name);
}

const tryThis = 'Probier „hoffnungsvoller“, „weniger hektisch“ oder „keine Liebeslieder“.';

const torn = {
  valence: 'Heiterer und trauriger widersprechen sich, darum habe ich das so gelassen.',
  energy: 'Lebhafter und ruhiger widersprechen sich, darum habe ich das so gelassen.',
};

export const wish = {
  empty: `Du hast nichts geschrieben, also bleibt alles so. ${tryThis}`,
  nothingFound: `In diesen Worten habe ich kein Gefühl und kein Thema gefunden, also bleibt alles, wie es ist. ${tryThis}`,
  understood: (wanted, isCut, tornAxes) => {
    const phrases = wanted.map((one) => (one.kind === 'subject' ? subject(one) : feeling(one)));
    return [
      `So habe ich es verstanden: ${listed([...new Set(phrases)].slice(0, 6))}.`,
      ...(isCut ? ['Ich habe nur den Anfang gelesen.'] : []),
      ...tornAxes.map((axis) => torn[axis]),
    ].join(' ');
  },
} satisfies Texts['wish'];

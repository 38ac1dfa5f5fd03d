import { describe, expect, it } from 'vitest';
import type { Mood } from '../../../src/model/reading.ts';
import { explainPlainly } from '../../../src/pipeline/explain/feature-writer.ts';
import { aScene } from '../songs.ts';

const photo = aScene(-0.4, -0.6, ['wistful'], ['rain']).reading;

type Given = { reasons?: string[]; score?: number; valence?: number; energy?: number; moods?: Mood[] };

const entry = (title: string, given: Given = {}) => {
  const { reasons = [], score = 0.5, valence = -0.4, energy = -0.6, moods = [] } = given;
  const reading = { summary: '', valence, energy, moods, themes: [] };
  return { title, artists: title === 'Nameless' ? [] : ['Ada', 'Bo'], reading, score, reasons };
};

const explain = (...top: ReturnType<typeof entry>[]) =>
  explainPlainly({ scene: { caption: 'rain on a window', reading: photo }, top });
const explanation = async (...top: ReturnType<typeof entry>[]) => (await explain(...top)).explanation;

const winner = entry('Near', {
  reasons: ['both quiet and a little sad', 'the same wistful mood'],
  score: 0.9,
});
const opening =
  'The photo feels quiet and a little sad, and “Near” by Ada comes closest: ' +
  'both are quiet and a little sad, and they have the same wistful mood.';

describe('the explanation', () => {
  it('compares the winner with the runners-up in three sentences', async () => {
    expect(
      await explanation(
        winner,
        entry('Loud', { energy: 0.7 }),
        entry('Bright', { valence: 0.7, energy: 0.8 }),
      ),
    ).toBe(
      `${opening} “Loud” by Ada comes next, but it is much livelier than this moment. ` +
        '“Bright” by Ada follows, though it is much brighter than this moment.',
    );
    expect((await explain(winner)).order).toBeNull();
  });

  it('has something to say of no song, one and two', async () => {
    expect(await explanation()).toBe('There was no song to compare.');
    expect(await explanation(winner)).toBe(`${opening} It is the only song there was to choose from.`);
    expect(await explanation(winner, entry('Nameless'))).toBe(
      `${opening} “Nameless” comes next and would do almost as well.`,
    );
    expect(await explanation(winner, entry('Loud'), entry('Third'))).toMatch(
      /“Third” by Ada follows in much the same spirit\.$/,
    );
  });

  it('says how close the second is', async () => {
    const second = async (score: number) =>
      (await explanation(winner, entry('Second', { score }))).slice(opening.length);
    expect(await second(0.86)).toBe(' “Second” by Ada is almost as close and would do almost as well.');
    expect(await second(0.84)).toBe(' “Second” by Ada comes next and would do almost as well.');
  });

  it.each([
    ['both on the dark side', 'both are on the dark side'],
    ['both touch on water', 'both touch on water'],
    ['neither is clearly happy or sad', 'neither is clearly happy or sad'],
    ['its story is close to what the photo shows', 'its story is close to what the photo shows'],
    [
      'of the songs with this feeling, its story fits best',
      'of the songs with this feeling, its story fits best',
    ],
    ['the same dark mood', 'they have the same dark mood'],
    ['shares rain', 'it shares rain'],
    ["suits the photo's light and colour", "it suits the photo's light and colour"],
    ["tender, close to the photo's peaceful mood", "it is tender, close to the photo's peaceful mood"],
    ['sadder than the photo', 'it is sadder than the photo'],
  ])('puts “%s” in a sentence', async (reason, clause) => {
    expect(await explanation(entry('Near', { reasons: [reason] }))).toContain(
      ` comes closest: ${clause}. It is`,
    );
  });

  it('gives two reasons at most, a difference only without any other, and none where there is none', async () => {
    const given = (...reasons: string[]) => explanation(entry('Near', { reasons }));
    expect(await given('shares a', 'shares b', 'shares c')).toContain(
      ': it shares a, and it shares b. It is',
    );
    expect(await given('sadder than the photo', 'shares a')).toContain(': it shares a. It is');
    expect(await given('sadder than the photo', 'calmer than the photo')).toContain(
      ': it is sadder than the photo. It is',
    );
    expect(await given('the closest of the rest')).toContain(' comes closest. It is');
  });

  it('tells a runner-up apart by feeling, subject or mood, and not twice in the same words', async () => {
    const rainy = entry('Near', { reasons: ['shares rain'], moods: ['dark'], score: 0.9 });
    const afterRainy = async (...rest: ReturnType<typeof entry>[]) =>
      (await explanation(rainy, ...rest)).replace(/^.*it shares rain\. /, '');
    expect(await afterRainy(entry('Dry', { moods: ['joyful'] }))).toBe(
      '“Dry” by Ada comes next, but it has nothing of rain.',
    );
    const wet = (moods: Mood[], valence?: number) =>
      entry('Wet', { reasons: ['shares rain'], moods, ...(valence === undefined ? {} : { valence }) });
    expect(await afterRainy(wet(['dark', 'wistful', 'joyful']), wet(['joyful', 'tender']))).toBe(
      '“Wet” by Ada comes next, but its mood is rather joyful. “Wet” by Ada follows, though its mood is rather tender.',
    );
    expect(await afterRainy(wet(['joyful']), wet(['joyful']))).toMatch(
      /follows, and its mood is rather joyful too\.$/,
    );
    expect(await afterRainy(wet([], 0.5), wet([], 0.6))).toMatch(
      /follows, and is much brighter than this moment too\.$/,
    );
  });

  it('does not call a runner-up different in what the winner differs in as well', async () => {
    const sad = entry('Near', { reasons: ['shares rain'], valence: -0.9, score: 0.9 });
    expect(await explanation(sad, entry('Sad', { reasons: ['shares rain'], valence: -0.9 }))).toMatch(
      /comes next and would do almost as well\.$/,
    );
  });

  it('does not put a title in quotation marks twice', async () => {
    expect(await explanation(entry('“Heroes”'))).toContain(', and “Heroes” by Ada ');
  });
});

describe('the lines of reason', () => {
  it('differ as long as there is something else to say', async () => {
    const reasons = ['both quiet', 'shares rain', 'the same wistful mood', 'sadder than the photo'];
    const lines = (await explain(...Array.from({ length: 8 }, () => entry('Same', { reasons })))).reasons;
    expect(lines).toEqual([
      'Both quiet; shares rain.',
      'Both quiet; shares rain; the same wistful mood.',
      'Both quiet; the same wistful mood.',
      'Both quiet; a little sadder than the photo.',
      'Shares rain; the same wistful mood.',
      'Both quiet.',
      'Sadder than the photo.',
      'Both quiet; shares rain.',
    ]);
  });

  it('are there for every song', async () => {
    const { reasons } = await explain(
      entry('A'),
      entry('B', { reasons: ['much sadder than the photo'] }),
      entry('C', { reasons: ['both quiet', 'much sadder than the photo'] }),
      entry('D', { reasons: ['both quiet', 'much sadder than the photo'] }),
    );
    expect(reasons).toEqual([
      'The closest of the rest.',
      'Much sadder than the photo.',
      'Both quiet.',
      'Both quiet; much sadder than the photo.',
    ]);
  });
});

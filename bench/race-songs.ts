/** The songs of the race, and how long services take for one. */

/** Milliseconds. */
export const latency = { artist: 150, search: 300, page: 700, lrclib: 2000, gemini: 1500, geminiSong: 60 };

/** Of an answer to a question about so many songs. */
export const geminiMs = (text: string): number =>
  latency.gemini + latency.geminiSong * (text.match(/"i":\d/g)?.length ?? 0);

export type RaceSong = { title: string; artist: string; words: string };

const firsts = [
  'Paper',
  'Silver',
  'Broken',
  'Golden',
  'Quiet',
  'Winter',
  'Neon',
  'Hollow',
  'Burning',
  'Last',
];
const seconds = [
  'Rivers',
  'Letters',
  'Engines',
  'Gardens',
  'Harbours',
  'Mirrors',
  'Lanterns',
  'Roads',
  'Kites',
  'Bells',
];
const feelings = [
  'I walk alone along the empty shore and every light is gone',
  'we dance until the morning and the street is ours',
  'hold my hand, the evening is warm and slow',
  'they shut the gates and I am shouting at the wall',
  'I count the miles of rain between your house and mine',
  'the children laugh and run between the apple trees',
];

/** A hundred songs that nobody wrote before: a title, a band, and a page of words each. */
export function madeUp(count: number): RaceSong[] {
  return Array.from({ length: count }, (_, at) => {
    const title = `${firsts[at % 10]} ${seconds[Math.floor(at / 10) % 10]}`;
    const lines = Array.from({ length: 24 }, (_, line) => {
      const feeling = feelings[(at + Math.floor(line / 6)) % feelings.length] ?? '';
      return `${feeling}, ${title.toLowerCase()} ${line + 1}`;
    });
    return {
      title,
      artist: `The ${seconds[(at * 3) % 10]} of ${firsts[(at * 7) % 10]}`,
      words: lines.join('\n'),
    };
  });
}

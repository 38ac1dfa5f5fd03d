/** The explanation that is always there: sentences built from the features, without any model. */
import { differences, listed, planeWords } from './feeling-words.ts';
import type { ExplainInput, Explanation, Writer } from './ports.ts';

type Entry = ExplainInput['top'][number];

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;

/** Title and artist as plain text; escaping is the business of whoever shows it. */
function named({ title, artists }: Entry): string {
  const [artist] = artists;
  return artist === undefined ? `“${title}”` : `“${title}” by ${artist}`;
}

const isDifference = (reason: string): boolean => reason.endsWith('than the photo');

/** A line for each song: its two strongest reasons, or the next ones where the same line has been said already. */
function reasonLines(top: readonly Entry[]): string[] {
  const said = new Set<string>();
  return top.map(({ because }) => {
    const shared = because.filter((reason) => !isDifference(reason));
    const apart = because.filter(isDifference);
    const [first, second, third] = shared;
    const [difference] = apart;
    const lines = [
      [first, second],
      [first, second, third],
      [first, third],
      [
        first,
        difference === undefined ? undefined : `a little ${difference}`.replace('a little much', 'much'),
      ],
      [second, third],
      [first],
      [difference],
    ]
      .map((parts) => parts.filter((part) => part !== undefined).join('; '))
      .filter((line) => line !== '');
    const line =
      lines.find((words) => !said.has(words)) ?? lines[0] ?? 'the nearest in feeling of what is left';
    said.add(line);
    return sentence(line);
  });
}

/** What a runner-up lacks beside the winner, from the readings alone. */
function shortfall(photo: ExplainInput['scene']['reading'], song: Entry, winner: Entry): string {
  const beyond = differences(photo, song.reading).filter(
    (words) => !differences(photo, winner.reading).includes(words),
  );
  const [difference] = beyond;
  if (difference !== undefined) return `is ${difference} than this moment`;
  const theirs = new Set(song.because);
  const missing = winner.because.find((reason) => reason.startsWith('shares ') && !theirs.has(reason));
  if (missing !== undefined) return `has nothing of ${missing.slice('shares '.length)}`;
  const [mood] = song.reading.moods;
  const photosMoods = photo.moods;
  if (mood !== undefined && !photosMoods.includes(mood)) return `leans more towards ${mood}`;
  return 'sits a touch further from it on the whole';
}

function explanationOf({ scene, top }: ExplainInput): string {
  const [winner, second, third] = top;
  if (winner === undefined) return 'There was no song to compare.';
  const reasons = winner.because.filter((reason) => !isDifference(reason)).slice(0, 2);
  const why = reasons.length > 0 ? reasons : winner.because.slice(0, 1);
  const opening = `The photo feels ${planeWords(scene.reading)}, and ${named(winner)} comes nearest to that: ${listed(why)}.`;
  if (second === undefined) return `${opening} It is the only song there was to choose from.`;
  const close = second.score >= winner.score - 0.05 ? 'is almost as near, but' : 'comes next, but';
  const runnerUp = `${named(second)} ${close} ${shortfall(scene.reading, second, winner)}.`;
  if (third === undefined) return `${opening} ${runnerUp}`;
  return `${opening} ${runnerUp} ${named(third)} follows: it ${shortfall(scene.reading, third, winner)}.`;
}

/** The writer behind every other writer: no service, no wait, never fails. */
export function createFeatureWriter(): Writer {
  return {
    id: 'features',
    version: '1',
    explain: (input): Promise<Explanation> =>
      Promise.resolve({ explanation: explanationOf(input), reasons: reasonLines(input.top), order: null }),
  };
}

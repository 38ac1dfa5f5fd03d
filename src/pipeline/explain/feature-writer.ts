/** The explanation that is always there: sentences built from the features, without any model. */

import { quoted } from '../../model/clean-text.ts';
import type { Explanation } from '../../model/explanation.ts';
import { differences, planeWords } from '../../model/feeling-words.ts';
import type { ExplainInput, Writer } from '../ports.ts';

type Entry = ExplainInput['top'][number];

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;

/** Title and artist as plain text; escaping is the business of whoever shows it. */
function named({ title, artists }: Entry): string {
  const [artist] = artists;
  return artist === undefined ? quoted(title) : `${quoted(title)} by ${artist}`;
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

/** A reason as a clause of a sentence. */
function clause(reason: string): string {
  if (reason.startsWith('both touch')) return reason;
  if (reason.startsWith('both ')) return `both are ${reason.slice('both '.length)}`;
  if (reason.startsWith('the same ')) return `they have ${reason}`;
  if (reason.startsWith('shares ')) return `it ${reason}`;
  if (reason.startsWith('its ')) return reason;
  return `it is ${reason}`;
}

/** What sets a runner-up apart from the winner, from the readings alone, but for what was said; null for nothing. */
function difference(
  photo: ExplainInput['scene']['reading'],
  song: Entry,
  winner: Entry,
  said: string | null,
): string | null {
  const winners = differences(photo, winner.reading);
  const beyond = differences(photo, song.reading)
    .filter((words) => !winners.includes(words))
    .map((words) => `it is ${words} than this moment`);
  const fresh = beyond.find((words) => words !== said) ?? beyond[0];
  if (fresh !== undefined) return fresh;
  const shared = winner.because.find((reason) => reason.startsWith('shares '));
  if (shared !== undefined && !song.because.some((reason) => reason.startsWith('shares '))) {
    return `it has nothing of ${shared.slice('shares '.length)}`;
  }
  const strays = song.reading.moods
    .filter((mood) => !photo.moods.includes(mood) && !winner.reading.moods.includes(mood))
    .map((mood) => `it leans more towards the ${mood}`);
  return strays.find((words) => words !== said) ?? strays[0] ?? null;
}

function explanationOf({ scene, top }: ExplainInput): string {
  const [winner, second, third] = top;
  if (winner === undefined) return 'There was no song to compare.';
  const reasons = winner.because.filter((reason) => !isDifference(reason)).slice(0, 2);
  const why = (reasons.length > 0 ? reasons : winner.because.slice(0, 1)).map(clause);
  const feeling = planeWords(scene.reading);
  const opening = `The photo feels ${feeling}, and ${named(winner)} comes nearest: ${why.join(', and ')}.`;
  if (second === undefined) return `${opening} It is the only song there was to choose from.`;
  const apart = difference(scene.reading, second, winner, null);
  const isClose = second.score >= winner.score - 0.05;
  const standing = isClose ? 'is almost as near' : 'comes next';
  const runnerUp =
    apart === null
      ? `${named(second)} ${standing} and would do nearly as well.`
      : `${named(second)} ${standing}, but ${apart}.`;
  if (third === undefined) return `${opening} ${runnerUp}`;
  const last = difference(scene.reading, third, winner, apart);
  const alike = last?.replace(/^it /, 'and ');
  const ending =
    last === null
      ? 'follows in much the same spirit'
      : last === apart
        ? `follows, ${alike} too`
        : `follows, though ${last}`;
  return `${opening} ${runnerUp} ${named(third)} ${ending}.`;
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

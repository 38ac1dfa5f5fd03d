/** The explanation that is always there: sentences built from the features, without any model. */
import { quoted } from '../../model/clean-text.ts';
import { differences, planeWords } from '../../model/feeling-words.ts';
import type { SceneReading } from '../../model/reading.ts';
import type { ExplainInput } from '../ports.ts';
import { CLOSEST_OF_THE_REST, sentence } from './reasons.ts';

type Entry = ExplainInput['top'][number];

/** Title and artist as plain text; the caller escapes them for where they are shown. */
function named({ title, artists: [artist] }: Entry): string {
  return artist === undefined ? quoted(title) : `${quoted(title)} by ${artist}`;
}

const isDifference = (reason: string): boolean => reason.endsWith('than the photo');

/** A line for each song: its strongest reasons in a combination that no song above it has. */
function reasonLines(top: readonly Entry[]): string[] {
  const used = new Set<string>();
  return top.map(({ reasons }) => {
    const [first = '', second = '', third = ''] = reasons.filter((reason) => !isDifference(reason));
    const [difference = ''] = reasons.filter(isDifference);
    const little = difference === '' || difference.startsWith('much') ? difference : `a little ${difference}`;
    const combinations = [
      [first, second],
      [first, second, third],
      [first, third],
      [first, little],
      [second, third],
      [first],
      [difference],
    ];
    const lines = combinations
      .map((phrases) => phrases.filter((phrase) => phrase !== '').join('; '))
      .filter((line) => line !== '');
    const line = lines.find((words) => !used.has(words)) ?? lines[0] ?? CLOSEST_OF_THE_REST;
    used.add(line);
    return sentence(line);
  });
}

/** A reason as a clause of a sentence: "both quiet" → "both are quiet". */
function clause(reason: string): string {
  if (/^(both touch|neither|its|of the songs) /.test(reason)) return reason;
  if (reason.startsWith('both ')) return `both are ${reason.slice('both '.length)}`;
  if (reason.startsWith('the same ')) return `they have ${reason}`;
  return /^(shares|suits) /.test(reason) ? `it ${reason}` : `it is ${reason}`;
}

/** Why the winner is the closest: its two strongest reasons, or how it differs; empty for none. */
function reasonsOfWinner({ reasons }: Entry): string {
  const known = reasons.filter((reason) => reason !== CLOSEST_OF_THE_REST);
  const shared = known.filter((reason) => !isDifference(reason)).slice(0, 2);
  const clauses = (shared.length > 0 ? shared : known.slice(0, 1)).map(clause);
  return clauses.length > 0 ? `: ${clauses.join(', and ')}` : '';
}

/** What sets a runner-up apart from the winner, if possible not what was `said` before; null for nothing. */
function difference(photo: SceneReading, song: Entry, winner: Entry, said: string | null): string | null {
  const fresh = (clauses: readonly string[]): string | null =>
    clauses.find((words) => words !== said) ?? clauses[0] ?? null;
  const ofWinner = differences(photo, winner.reading);
  const beyond = differences(photo, song.reading).filter((words) => !ofWinner.includes(words));
  if (beyond.length > 0) return fresh(beyond.map((words) => `it is ${words} than this moment`));
  const isShared = (reason: string): boolean => reason.startsWith('shares ');
  const shared = winner.reasons.find(isShared);
  if (shared !== undefined && !song.reasons.some(isShared)) {
    return `it has nothing of ${shared.slice('shares '.length)}`;
  }
  const moods = [...photo.moods, ...winner.reading.moods];
  const strays = song.reading.moods.filter((mood) => !moods.includes(mood));
  return fresh(strays.map((mood) => `its mood is rather ${mood}`));
}

/** From this score on, less than the winner's, a runner-up is called almost as close. */
const ALMOST = 0.05;

/** At most three sentences: the winner, and how the second and the third differ from it. */
function explanationOf({ scene: { reading }, top }: ExplainInput): string {
  const [winner, second, third] = top;
  if (winner === undefined) return 'There was no song to compare.';
  const opening = `The photo feels ${planeWords(reading)}, and ${named(winner)} comes closest${reasonsOfWinner(winner)}.`;
  if (second === undefined) return `${opening} It is the only song there was to choose from.`;
  const apart = difference(reading, second, winner, null);
  const standing = second.score >= winner.score - ALMOST ? 'is almost as close' : 'comes next';
  const rest = apart === null ? 'and would do almost as well' : `but ${apart}`;
  const runnerUp = `${named(second)} ${standing}${apart === null ? '' : ','} ${rest}.`;
  if (third === undefined) return `${opening} ${runnerUp}`;
  const last = difference(reading, third, winner, apart);
  const also = last?.replace(/^it /, '');
  const ending =
    last === null
      ? 'follows in much the same spirit'
      : last === apart
        ? `follows, and ${also} too`
        : `follows, though ${last}`;
  return `${opening} ${runnerUp} ${named(third)} ${ending}.`;
}

/** Needs no service and no time, and never fails. */
export function explainPlainly(input: ExplainInput) {
  const by = 'features' as const;
  return { explanation: explanationOf(input), reasons: reasonLines(input.top), order: null, by };
}

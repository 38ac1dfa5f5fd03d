/** The explanation that is always there: sentences built from the features, without any model. */
import { quoted } from '../../model/clean-text.ts';
import { isGuess } from '../../model/evidence.ts';
import { differences, leaning, planeWords } from '../../model/feeling-words.ts';
import type { SceneReading } from '../../model/reading.ts';
import type { ExplainInput } from '../ports.ts';
import { CLOSEST, CLOSEST_OF_THE_REST, sentence } from './reasons.ts';

type Entry = ExplainInput['top'][number];

/** Title and artist as plain text; the caller escapes them for where they are shown. */
function named({ title, artists: [artist] }: Entry): string {
  return artist === undefined ? quoted(title) : `${quoted(title)} by ${artist}`;
}

const isDifference = (reason: string): boolean => reason.endsWith('than the photo');
const isNoReason = (reason: string): boolean => reason === CLOSEST || reason === CLOSEST_OF_THE_REST;

/** A line for each song: its strongest reasons in a combination that no song above it has. */
function reasonLines(top: readonly Entry[]): string[] {
  const used = new Set<string>();
  return top.map(({ reasons }, place) => {
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
    const line =
      lines.find((words) => !used.has(words)) ?? lines[0] ?? (place === 0 ? CLOSEST : CLOSEST_OF_THE_REST);
    used.add(line);
    return sentence(line);
  });
}

/** A reason as a clause of a sentence: "both quiet" → "both are quiet". */
function clause(reason: string): string {
  if (/^(both touch|its|it is) /.test(reason)) return reason;
  if (reason.startsWith('both ')) return `both are ${reason.slice('both '.length)}`;
  return reason.startsWith('the same ') ? `they have ${reason}` : `it is ${reason}`;
}

/** The winner's two strongest reasons, or how it differs; empty for none. */
function reasonsOfWinner({ reasons }: Entry): string {
  const shared = reasons.filter((reason) => !isDifference(reason) && !isNoReason(reason));
  const named = shared.length > 0 ? shared.slice(0, 2) : reasons.filter(isDifference).slice(0, 1);
  return named.length > 0 ? `: ${named.map(clause).join(', and ')}` : '';
}

/** What sets a runner-up apart from the winner: how it differs from the photo, or a mood of its own; null for nothing. */
function difference(photo: SceneReading, { reading }: Entry, winner: Entry): string | null {
  const ofWinner = differences(photo, winner.reading);
  const [beyond] = differences(photo, reading).filter((words) => !ofWinner.includes(words));
  if (beyond !== undefined) return `is ${beyond} than the photo`;
  const moods = [...photo.moods, ...winner.reading.moods];
  const stray = reading.moods.find((mood) => !moods.includes(mood));
  return stray === undefined ? null : `has something ${stray} about it`;
}

/** Below this score people would rather disagree. */
const UNLIKELY = 0.4;
/** From this score on most people would agree that the song fits. */
const LIKELY = 0.6;

/** Whether nothing fits, as far as anything is known: said of the first song of a ranking. */
export const isUnlikely = ({ score, isGuess: isGuessed }: { score: number; isGuess: boolean }): boolean =>
  !isGuessed && score < UNLIKELY;

/** Photo and winner, with no more certainty than there is. */
function openingOf(photo: SceneReading, winner: Entry): string {
  if (isGuess(photo)) {
    const side = leaning(photo.valence);
    const could = side === null ? 'could be anything' : `could be a ${side} one`;
    const known = photo.evidence.includes('words')
      ? 'its light, its colours and your words'
      : 'its light and colours alone';
    return `From ${known} the photo ${could}, so ${named(winner)} is a guess.`;
  }
  const feels = `The photo feels ${planeWords(photo)}`;
  if (isGuess(winner.reading)) {
    const isGuessed = (reason: string): boolean => reason.startsWith('a guess');
    const about = winner.reasons.find((reason) => !isGuessed(reason) && !isDifference(reason));
    const guess = winner.reasons.find(isGuessed) ?? 'a guess';
    return `${feels}. ${named(winner)} is ${guess}${about === undefined ? '' : `; ${clause(about)}`}.`;
  }
  if (isUnlikely({ ...winner, isGuess: false })) {
    const apart = winner.reasons.find(isDifference);
    return `${feels}. Nothing in this playlist really fits; the nearest is ${named(winner)}${apart === undefined ? '' : `, which is ${apart}`}.`;
  }
  const reasons = reasonsOfWinner(winner);
  const howItFits = reasons === '' || winner.score < LIKELY ? 'comes nearest' : 'fits it best';
  return `${feels}, and ${named(winner)} ${howItFits}${reasons}.`;
}

/** At most three sentences: the photo and the winner, and how the second differs from it. */
function explanationOf({ scene: { reading }, top }: ExplainInput): string {
  const [winner, second] = top;
  if (winner === undefined) return 'There was no song to compare.';
  const opening = openingOf(reading, winner);
  if (second === undefined) return `${opening} It is the only song there was to choose from.`;
  if (isGuess(reading)) return `${opening} ${named(second)} would be another.`;
  const apart = isGuess(second.reading)
    ? 'is known by little more than its title'
    : difference(reading, second, winner);
  return `${opening} ${named(second)} comes next${apart === null ? '' : `, but ${apart}`}.`;
}

/** Needs no service and no time, and never fails. */
export function explainPlainly(input: ExplainInput) {
  const by = 'features' as const;
  return { explanation: explanationOf(input), reasons: reasonLines(input.top), order: null, by };
}

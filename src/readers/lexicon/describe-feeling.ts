/** A reading in one plain sentence. The same reading and seed always give the same sentence. */
import { z } from 'zod';
import { energyStep, valenceStep } from '../../model/feeling-words.ts';
import { MOOD_PLACES } from '../../model/mood-plane.ts';
import { type Basis, type Mood, moodSchema } from '../../model/reading.ts';
import { readPackaged } from '../../package-path.ts';

export type Feeling = {
  valence: number | null;
  energy: number | null;
  moods: readonly Mood[];
  /** Only words that can stand in a sentence as they are: "night", "home", not "table". */
  themes: readonly string[];
};

const MAX_CHARS = 200;
/** So near to the middle of both axes a title says nothing. */
const FLAT = 0.05;

const choices = z.array(z.string()).min(1);

/** The phrases are ours; none quotes a song. */
const phrasesSchema = z.object({
  /** Five steps of valence (dark, sad, between, warm, bright), each with three of energy (still, even, lively). */
  openings: z.array(z.array(choices).length(3)).length(5),
  /** What lies beneath the first impression. */
  undertones: z.record(moodSchema, choices),
  /** One theme or two ("night and home") replace the braces. */
  themeClauses: choices,
  /** When nothing is known. */
  unknown: choices,
});
const phrases = readPackaged(phrasesSchema, 'assets', 'lexicon', 'phrases.json');

/** FNV-1a, 32 bits: spreads names over phrases evenly, the same on every machine. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

function pick<T>(items: readonly T[], seed: string, salt: string): T | undefined {
  return items[hashOf(`${salt}:${seed}`) % Math.max(1, items.length)];
}

/** A mood far from the place of the whole would contradict the opening. */
function agrees(mood: Mood, { valence, energy }: Feeling): boolean {
  const place = MOOD_PLACES[mood];
  const isNear = (value: number | null, other: number): boolean =>
    value === null || Math.abs(value - other) < 0.7;
  return isNear(valence, place.valence) && isNear(energy, place.energy);
}

/**
 * "Warm and slow, with longing under it; it circles around night and home." At most 200 characters.
 * `seed` (a title, a caption) varies the words; with `basis` `title` the sentence says so.
 */
export function describeFeeling(feeling: Feeling, seed: string, basis?: Basis): string {
  const { valence, energy, moods, themes } = feeling;
  // Words that feel like nothing are no news of the song.
  const isFlat = Math.abs(valence ?? 0) < FLAT && Math.abs(energy ?? 0) < FLAT && themes.length === 0;
  if ((valence === null && energy === null) || (basis === 'title' && isFlat))
    return pick(phrases.unknown, seed, 'unknown') ?? '';
  const openings = phrases.openings[valenceStep(valence ?? 0)]?.[energyStep(energy ?? 0)];
  const opening = pick(openings ?? [], seed, 'opening') ?? '';
  const first =
    basis === 'title' ? `By its title, ${opening.charAt(0).toLowerCase()}${opening.slice(1)}` : opening;
  const mood = pick(moods.filter((one) => agrees(one, feeling)).slice(0, 2), seed, 'mood');
  const undertone = mood ? `, ${pick(phrases.undertones[mood], seed, 'undertone')}` : '';
  const named = themes.slice(0, 2).join(' and ');
  // Without its lyrics, only its title or genre can have named them.
  const clauses =
    basis === undefined || basis === 'lyrics'
      ? phrases.themeClauses
      : [`its title ${basis === 'title' ? '' : 'or genre '}speaks of {}`];
  const clause = named === '' ? '' : `; ${pick(clauses, seed, 'themes')?.replace('{}', named)}`;
  const sentence = `${first}${undertone}${clause}.`;
  return sentence.length <= MAX_CHARS ? sentence : `${first}.`;
}

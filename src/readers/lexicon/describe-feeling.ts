/** A reading in one plain sentence. The same reading and seed always give the same sentence. */
import { MOOD_PLACES } from '../../model/mood-plane.ts';
import type { Basis, Mood } from '../../model/reading.ts';

export type Feeling = {
  valence: number | null;
  energy: number | null;
  moods: readonly Mood[];
  /** Only words that can stand in a sentence as they are: "night", "home", not "table". */
  themes: readonly string[];
};

const MAX_CHARS = 200;

/** Phrases to choose from, separated by `|`. */
const choices = (text: string): string[] => text.split('|');

/** The phrases are ours; none quotes a song. Five steps of valence, each with three of energy (still, even, lively). */
const OPENINGS: readonly (readonly (readonly string[])[])[] = [
  // dark
  [
    choices('Heavy and slow|Bleak and very still|Worn down and quiet|Sunk deep in sorrow|Low and desolate'),
    choices('Dark and weighed down|Raw and hurting|Grim and unsparing|Bruised to the core|Stark and heavy'),
    choices(
      'Furious and loud|Harsh and at full tilt|Dark, hard and driven|All rage and noise|Fierce and bitter',
    ),
  ],
  // sad
  [
    choices('Sad and hushed|Slow and heavy-hearted|Quiet and shadowed|Low and subdued|Sorrowful and spare'),
    choices(
      'Troubled and sore|Uneasy at heart|Sombre and a little raw|Clouded and unsettled|Rueful and restless',
    ),
    choices(
      'Tense and driven|Sharp-edged and urgent|Restless and bitter|Loud and scowling|Edgy and wound up',
    ),
  ],
  // between
  [
    choices('Still and thoughtful|Quiet and a little distant|Slow and inward|Hushed and hard to pin down'),
    choices(
      'Between light and shade|Even-tempered and open|In two minds|Plain-spoken and level|Neither up nor down',
    ),
    choices(
      'Restless and on the move|Quick and full of nerve|Loud and headlong|Urgent and hard to read|All drive',
    ),
  ],
  // warm
  [
    choices('Gentle and calm|Soft and at ease|Warm and slow|Quietly content|Kind and unhurried'),
    choices('Warm and open|Easy and good-natured|Light and friendly|Mellow and sunny|Bright and relaxed'),
    choices(
      'Lively and bright|Brisk and good-humoured|Upbeat and light on its feet|Spirited and warm|Buoyant and quick',
    ),
  ],
  // bright
  [
    choices(
      'Deeply peaceful|Serene and full of warmth|Tender and wholly at rest|Blissfully calm|Sweet and still',
    ),
    choices(
      'Glad and glowing|Happy and warm-hearted|Full of light|Openly delighted|Warm through and through',
    ),
    choices(
      'Joyful and full of drive|Bright, loud and happy|Jubilant from end to end|Overflowing with joy|Gloriously alive',
    ),
  ],
];

/** What lies beneath the first impression. */
const UNDERTONES: Readonly<Record<Mood, readonly string[]>> = {
  joyful: choices('with real gladness in it|with a smile never far off|with joy close to the surface'),
  playful: choices('with a wink in it|with mischief in its eye|with a playful streak'),
  tender: choices('with great tenderness|with a gentle hand|with something soft at its heart'),
  romantic: choices('with romance in the air|with the warmth of love|with a tender flame in it'),
  peaceful: choices('with a deep calm|with all the time in the world|with peace settling over it'),
  dreamy: choices('with its head in the clouds|with a dreamlike haze|with the edges softly blurred'),
  nostalgic: choices(
    'with a look back over the shoulder|with old memories in it|with the glow of former days',
  ),
  hopeful: choices('with hope showing through|with light ahead|with the sense that things may turn'),
  triumphant: choices('with the lift of a victory|with arms raised|with its head held high'),
  powerful: choices('with great force behind it|with real weight and strength|with power to spare'),
  wistful: choices('with longing under it|with a quiet ache|with a sigh held back'),
  melancholic: choices('with sorrow running through|with a lasting sadness|with a heavy heart'),
  lonely: choices('with a lonely air|with solitude all around|with the ache of being alone'),
  dark: choices('with darkness closing in|with something ominous beneath|with long shadows in it'),
  tense: choices('with nerves stretched tight|with unease beneath|with danger in the air'),
  angry: choices('with anger at the core|with fists clenched|with fire in its voice'),
  restless: choices('with no wish to sit still|with an itch to be gone|with a restless pulse'),
  sensual: choices('with a slow-burning heat|with desire in it|with warmth on the skin'),
};

/** One theme or two ("night and home") replace the braces. */
const THEME_CLAUSES = choices(
  'it circles around {}|it keeps coming back to {}|its thoughts are on {}|never far from {}|it speaks of {}',
);

/** When nothing is known. */
const UNKNOWN = choices(
  'Hard to tell from its name alone.|Its name gives little away.|Little is known of how it feels.',
);

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

const step = (value: number | null, edges: readonly number[]): number =>
  edges.filter((edge) => (value ?? 0) > edge).length;

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
  if (valence === null && energy === null) return pick(UNKNOWN, seed, 'unknown') ?? '';
  const openings = OPENINGS[step(valence, [-0.5, -0.14, 0.14, 0.5])]?.[step(energy, [-0.2, 0.25])];
  const opening = pick(openings ?? [], seed, 'opening') ?? '';
  const first =
    basis === 'title' ? `By its title, ${opening.charAt(0).toLowerCase()}${opening.slice(1)}` : opening;
  const mood = pick(moods.filter((one) => agrees(one, feeling)).slice(0, 2), seed, 'mood');
  const undertone = mood ? `, ${pick(UNDERTONES[mood], seed, 'undertone')}` : '';
  const named = themes.slice(0, 2).join(' and ');
  const clause = named === '' ? '' : `; ${pick(THEME_CLAUSES, seed, 'themes')?.replace('{}', named)}`;
  const sentence = `${first}${undertone}${clause}.`;
  return sentence.length <= MAX_CHARS ? sentence : `${first}.`;
}

/** Feelings and subjects in Spanish, and what was understood of a wish. They agree with "foto" and "canción". */
import type { Texts } from '../words.ts';
import { listed } from './common.ts';

export const moods = {
  joyful: 'alegre',
  playful: 'juguetona',
  tender: 'tierna',
  romantic: 'romántica',
  peaceful: 'apacible',
  dreamy: 'soñadora',
  nostalgic: 'nostálgica',
  hopeful: 'esperanzada',
  triumphant: 'triunfal',
  powerful: 'poderosa',
  wistful: 'añorante',
  melancholic: 'melancólica',
  lonely: 'solitaria',
  dark: 'oscura',
  tense: 'tensa',
  angry: 'furiosa',
  restless: 'inquieta',
  sensual: 'sensual',
} satisfies Texts['moods'];

/** The lexicon's words that wishes are mostly made of, `assets/wish-words.json` among them. */
const feelings: Readonly<Record<string, string>> = {
  ...moods,
  sad: 'triste',
  sadness: 'triste',
  happy: 'feliz',
  cheerful: 'alegre',
  joy: 'alegre',
  fun: 'divertida',
  hope: moods.hopeful,
  calm: 'tranquila',
  gloomy: 'sombría',
  bright: 'luminosa',
  slow: 'lenta',
  fast: 'rápida',
  quiet: 'callada',
  loud: 'fuerte',
  soft: 'suave',
  warm: 'cálida',
  cold: 'fría',
  heavy: 'pesada',
  lively: 'animada',
  energy: 'enérgica',
  energetic: 'enérgica',
  gentle: 'delicada',
  deep: 'profunda',
  wild: 'salvaje',
};

/** By what people write, which may be the name of a property that every object has. */
const subjects: ReadonlyMap<string, string> = new Map(
  Object.entries({
    love: 'amor',
    lake: 'lago',
    sea: 'mar',
    people: 'gente',
    death: 'muerte',
    war: 'guerra',
    grandmother: 'abuela',
    family: 'familia',
  }),
);

const feelingOf = (name: string): string => feelings[name] ?? `«${name}»`;
const subjectOf = (name: string): string => `«${subjects.get(name) ?? name}»`;

const comparatives: Readonly<Record<string, string>> = {
  sadder: 'más triste',
  brighter: 'más luminosa',
  calmer: 'más tranquila',
  livelier: 'más animada',
};

/** "much calmer" */
function changed(words: string): string {
  const name = words.replace(/^much /, '');
  return `${name === words ? '' : 'mucho '}${comparatives[name] ?? `«${name}»`}`;
}

/** "Lo entendí así: …", with English words for what changed. */
export const tookThatAs: Texts['notices']['tookThatAs'] = (changes, newMoods, themes) => {
  const all = [
    ...changes.map(changed),
    ...(newMoods.length > 0 ? [`más ${listed(newMoods.map(feelingOf))}`] : []),
    ...themes.map((theme) => `sobre ${subjectOf(theme)}`),
  ];
  return `Lo entendí así: ${listed(all)}.`;
};

type Phrase = Parameters<Texts['wish']['understood']>[0][number];

function subject({ direction, name }: Phrase): string {
  if (direction === 'none') return `nada sobre ${subjectOf(name)}`;
  return direction === 'less' ? `menos sobre ${subjectOf(name)}` : `sobre ${subjectOf(name)}`;
}

function feeling({ direction, degree, name }: Phrase): string {
  const much = degree > 1 ? 'mucho ' : degree < 1 ? 'un poco ' : '';
  if (direction === 'more') return `${much}más ${feelingOf(name)}`;
  if (direction === 'less') return `${much}menos ${feelingOf(name)}`;
  return direction === 'none' ? `nada ${feelingOf(name)}` : feelingOf(name);
}

const tryThis = 'Prueba con «más esperanza», «menos triste» o «sin canciones de amor».';

const torn = {
  valence: 'Más luminosa y más triste se contradicen, así que eso lo dejé como estaba.',
  energy: 'Más animada y más tranquila se contradicen, así que eso lo dejé como estaba.',
};

export const wish = {
  empty: `Lo dejaste vacío, así que no cambió nada. ${tryThis}`,
  nothingFound: `No encontré en esas palabras ni un sentimiento ni un tema, así que no cambió nada. ${tryThis}`,
  understood: (wanted, isCut, tornAxes) => {
    const phrases = wanted.map((one) => (one.kind === 'subject' ? subject(one) : feeling(one)));
    const told = listed([...new Set(phrases)].slice(0, 6));
    const rest = [...(isCut ? ['Leí solo el principio.'] : []), ...tornAxes.map((axis) => torn[axis])];
    return [`Lo entendí así: ${told}.`, ...rest].join(' ');
  },
} satisfies Texts['wish'];

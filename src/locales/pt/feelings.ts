/** Feelings and subjects in Portuguese, and what was understood of a wish. They agree with "foto" and "música". */
import type { Texts } from '../words.ts';
import { listed } from './common.ts';

export const moods = {
  joyful: 'alegre',
  playful: 'brincalhona',
  tender: 'terna',
  romantic: 'romântica',
  peaceful: 'serena',
  dreamy: 'sonhadora',
  nostalgic: 'nostálgica',
  hopeful: 'esperançosa',
  triumphant: 'triunfante',
  powerful: 'poderosa',
  wistful: 'saudosa',
  melancholic: 'melancólica',
  lonely: 'solitária',
  dark: 'sombria',
  tense: 'tensa',
  angry: 'furiosa',
  restless: 'agitada',
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
  calm: 'calma',
  gloomy: 'sombria',
  bright: 'luminosa',
  slow: 'lenta',
  fast: 'rápida',
  quiet: 'silenciosa',
  loud: 'barulhenta',
  soft: 'suave',
  warm: 'calorosa',
  cold: 'fria',
  heavy: 'pesada',
  lively: 'animada',
  energy: 'enérgica',
  energetic: 'enérgica',
  gentle: 'delicada',
  deep: 'profunda',
  wild: 'selvagem',
};

/** By what people write, which may be the name of a property that every object has. */
const subjects: ReadonlyMap<string, string> = new Map(
  Object.entries({
    love: 'amor',
    lake: 'lago',
    sea: 'mar',
    people: 'pessoas',
    death: 'morte',
    war: 'guerra',
    grandmother: 'avó',
    family: 'família',
  }),
);

const feelingOf = (name: string): string => feelings[name] ?? `“${name}”`;
const subjectOf = (name: string): string => `“${subjects.get(name) ?? name}”`;

const comparatives: Readonly<Record<string, string>> = {
  sadder: 'mais triste',
  brighter: 'mais luminosa',
  calmer: 'mais calma',
  livelier: 'mais animada',
};

/** "much calmer" */
function changed(words: string): string {
  const name = words.replace(/^much /, '');
  return `${name === words ? '' : 'bem '}${comparatives[name] ?? `“${name}”`}`;
}

/** "Entendi assim: …", with English words for what changed. */
export const tookThatAs: Texts['notices']['tookThatAs'] = (changes, newMoods, themes) => {
  const all = [
    ...changes.map(changed),
    ...(newMoods.length > 0 ? [`mais ${listed(newMoods.map(feelingOf))}`] : []),
    ...themes.map((theme) => `sobre ${subjectOf(theme)}`),
  ];
  return `Entendi assim: ${listed(all)}.`;
};

type Phrase = Parameters<Texts['wish']['understood']>[0][number];

function subject({ direction, name }: Phrase): string {
  if (direction === 'none') return `nada sobre ${subjectOf(name)}`;
  return direction === 'less' ? `menos sobre ${subjectOf(name)}` : `sobre ${subjectOf(name)}`;
}

function feeling({ direction, degree, name }: Phrase): string {
  const much = degree > 1 ? 'bem ' : degree < 1 ? 'um pouco ' : '';
  if (direction === 'more') return `${much}mais ${feelingOf(name)}`;
  if (direction === 'less') return `${much}menos ${feelingOf(name)}`;
  return direction === 'none' ? `nada ${feelingOf(name)}` : feelingOf(name);
}

const tryThis = 'Tente “mais esperança”, “menos agitada” ou “sem músicas de amor”.';

const torn = {
  valence: 'Mais luminosa e mais triste se contradizem, então isso deixei como estava.',
  energy: 'Mais animada e mais calma se contradizem, então isso deixei como estava.',
};

export const wish = {
  empty: `Você deixou vazio, então nada mudou. ${tryThis}`,
  nothingFound: `Não achei nem um sentimento nem um assunto nessas palavras, então nada mudou. ${tryThis}`,
  understood: (wanted, isCut, tornAxes) => {
    const phrases = wanted.map((one) => (one.kind === 'subject' ? subject(one) : feeling(one)));
    const told = listed([...new Set(phrases)].slice(0, 6));
    const rest = [...(isCut ? ['Li só o começo.'] : []), ...tornAxes.map((axis) => torn[axis])];
    return [`Entendi assim: ${told}.`, ...rest].join(' ');
  },
} satisfies Texts['wish'];

/** Words for feelings, and what was understood of a person's wish. */
import type { Texts } from '../words.ts';
import { listed } from './common.ts';

/** Of a photo, so in the feminine. */
export const moods = {
  joyful: 'joyeuse',
  playful: 'espiègle',
  tender: 'tendre',
  romantic: 'romantique',
  peaceful: 'paisible',
  dreamy: 'rêveuse',
  nostalgic: 'nostalgique',
  hopeful: 'pleine d’espoir',
  triumphant: 'triomphante',
  powerful: 'puissante',
  wistful: 'songeuse',
  melancholic: 'mélancolique',
  lonely: 'solitaire',
  dark: 'sombre',
  tense: 'tendue',
  angry: 'en colère',
  restless: 'agitée',
  sensual: 'sensuelle',
} satisfies Texts['moods'];

/** English words that people are told about, in the masculine ("something more joyful"); others stay as they are, in quotation marks. */
const adjectives: Readonly<Record<string, string>> = {
  ...moods,
  joyful: 'joyeux',
  dreamy: 'rêveur',
  hopeful: 'plein d’espoir',
  triumphant: 'triomphant',
  powerful: 'puissant',
  wistful: 'songeur',
  tense: 'tendu',
  restless: 'agité',
  sensual: 'sensuel',
  sad: 'triste',
  happy: 'heureux',
  calm: 'calme',
  bright: 'lumineux',
  slow: 'lent',
  fast: 'rapide',
  quiet: 'silencieux',
  loud: 'fort',
  soft: 'doux',
  warm: 'chaleureux',
  cold: 'froid',
  heavy: 'lourd',
  lively: 'vif',
  gentle: 'délicat',
  deep: 'profond',
  wild: 'sauvage',
};

const known = (name: string): string => adjectives[name] ?? `« ${name} »`;

const than = (much: string, step: 'plus' | 'moins', name: string): string =>
  `${much}${step} ${name === 'hopeful' ? 'd’espoir' : known(name)}`;

const changes: Readonly<Record<string, string>> = {
  sadder: 'plus triste',
  brighter: 'plus lumineux',
  calmer: 'plus calme',
  livelier: 'plus vif',
};

/** "much sadder" */
function changed(words: string): string {
  const change = words.replace(/^much /, '');
  return `${change === words ? '' : 'bien '}${changes[change] ?? `« ${change} »`}`;
}

export const tookThatAs: Texts['notices']['tookThatAs'] = (changes, moods, themes) =>
  `Voici ce que j’ai compris : ${listed([
    ...changes.map(changed),
    ...moods.map((mood) => than('', 'plus', mood)),
    ...themes.map((theme) => `sur « ${theme} »`),
  ])}.`;

type Phrase = Parameters<Texts['wish']['understood']>[0][number];

function subject({ direction, name }: Phrase): string {
  if (direction === 'none') return `rien sur « ${name} »`;
  return direction === 'less' ? `moins sur « ${name} »` : `sur « ${name} »`;
}

function feeling({ direction, degree, name }: Phrase): string {
  const much = degree > 1 ? 'bien ' : degree < 1 ? 'un peu ' : '';
  if (direction === 'more') return than(much, 'plus', name);
  if (direction === 'less') return than(much, 'moins', name);
  return direction === 'none' ? `pas ${known(name)}` : known(name);
}

const tryThis = 'Essaie « plus d’espoir », « moins agité » ou « pas de chansons d’amour ».';

const torn = {
  valence: '« Plus lumineux » et « plus triste » se contredisent, je n’y ai donc pas touché.',
  energy: '« Plus vif » et « plus calme » se contredisent, je n’y ai donc pas touché.',
};

export const wish = {
  empty: `Tu n’as rien écrit, rien n’a donc changé. ${tryThis}`,
  nothingFound: `Je n’ai trouvé ni émotion ni sujet dans ces mots, rien n’a donc changé. ${tryThis}`,
  understood: (wanted, isCut, tornAxes) => {
    const phrases = wanted.map((one) => (one.kind === 'subject' ? subject(one) : feeling(one)));
    return [
      `Voici ce que j’ai compris : ${listed([...new Set(phrases)].slice(0, 6))}.`,
      ...(isCut ? ['Je n’ai lu que le début.'] : []),
      ...tornAxes.map((axis) => torn[axis]),
    ].join(' ');
  },
} satisfies Texts['wish'];

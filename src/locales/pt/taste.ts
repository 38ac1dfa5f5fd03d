/** What ratings have taught, in words. */
import type { FeatureName } from '../../model/ranking.ts';
import type { Texts } from '../words.ts';
import { counting, listed } from './common.ts';

const ratings = counting({ one: 'avaliação', other: 'avaliações' });

const cares: Readonly<Record<FeatureName, string>> = {
  valence: 'se uma música é alegre ou triste',
  energy: 'a energia de uma música',
  moods: 'o clima de uma música',
  themes: 'do que uma música fala',
  words: 'a história que uma música conta',
};

const named = (parts: readonly FeatureName[]): string => listed(parts.map((part) => cares[part]));

const sureness = {
  soFar: ' até agora',
  first: '; é só uma primeira impressão',
  fairly: '; tenho quase certeza disso',
  sure: '; tenho certeza disso',
};

export const learnedTaste: Texts['learnedTaste'] = {
  unknown: 'Ainda não conheço o seu gosto. Me diga quais músicas combinam e quais não, e eu aprendo.',
  more: (parts) => `Você liga mais do que a maioria para isto: ${named(parts)}.`,
  less: (parts) => `Você liga menos do que a maioria para isto: ${named(parts)}.`,
  moreAndLess: (more, less) =>
    `Você liga mais do que a maioria para isto: ${named(more)}; e menos para isto: ${named(less)}.`,
  contrast: 'Você gosta de contraste: músicas que vão contra o clima de uma foto, em vez de acompanhar.',
  contrastInEnergy:
    'Você gosta de contraste na energia: algo animado para uma foto tranquila, algo calmo para uma agitada.',
  tooEarly: 'Ainda é cedo para dizer do que você gosta.',
  seldomMet: 'Muitas vezes não acerto o seu gosto, e ainda estou descobrindo o que você prefere ouvir.',
  agrees: 'Quase sempre você concorda com o que eu escolheria de qualquer jeito.',
  noPattern: 'Ainda não encontrei um padrão no que você gosta.',
  from: (count, how) => `Aprendi com ${ratings(count)}${sureness[how]}.`,
};

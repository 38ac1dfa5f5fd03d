/** What ratings have taught, in words. */
import type { FeatureName } from '../../model/ranking.ts';
import type { Texts } from '../words.ts';
import { counting, listed } from './common.ts';

const ratings = counting({ one: 'valoración', other: 'valoraciones' });

const cares: Readonly<Record<FeatureName, string>> = {
  valence: 'lo alegre o triste que es una canción',
  energy: 'la energía de una canción',
  moods: 'el ánimo de una canción',
  themes: 'de qué habla una canción',
  words: 'la historia que cuenta una canción',
};

const named = (parts: readonly FeatureName[]): string => listed(parts.map((part) => cares[part]));

const sureness = {
  soFar: ' hasta ahora',
  first: '; es solo una primera impresión',
  fairly: '; lo tengo bastante claro',
  sure: '; lo tengo claro',
};

export const learnedTaste: Texts['learnedTaste'] = {
  unknown: 'Aún no conozco tus gustos. Dime qué canciones encajan y cuáles no, y los aprenderé.',
  more: (parts) => `Te importa más que a la mayoría ${named(parts)}.`,
  less: (parts) => `Te importa menos que a la mayoría ${named(parts)}.`,
  moreAndLess: (more, less) => `Te importa más que a la mayoría ${named(more)}, y menos ${named(less)}.`,
  contrast: 'Te gusta el contraste: canciones que van contra lo que transmite una foto, no con ello.',
  contrastInEnergy:
    'Te gusta el contraste de energía: algo animado para una foto tranquila, algo tranquilo para una movida.',
  tooEarly: 'Es pronto para decir qué te gusta.',
  seldomMet: 'Muchas veces no acierto con tus gustos, y sigo averiguando qué preferirías oír.',
  agrees: 'Casi siempre coincides con lo que yo elegiría de todos modos.',
  noPattern: 'Aún no he encontrado un patrón en lo que te gusta.',
  from: (count, how) => `Aprendido de ${ratings(count)}${sureness[how]}.`,
};

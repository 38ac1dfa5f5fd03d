/** What ratings have taught, in words. */
import type { FeatureName } from '../../model/ranking.ts';
import type { Texts } from '../words.ts';
import { counting, listed } from './common.ts';

const ratings = counting({ one: 'avis', other: 'avis' });

const cares: Readonly<Record<FeatureName, string>> = {
  valence: 'la gaieté ou la tristesse d’une chanson',
  energy: 'l’énergie d’une chanson',
  moods: 'l’humeur d’une chanson',
  themes: 'ce dont parle une chanson',
  words: 'l’histoire que raconte une chanson',
};

const named = (parts: readonly FeatureName[]): string => listed(parts.map((part) => cares[part]));

const sureness = {
  soFar: ' pour l’instant',
  first: ' ; ce n’est qu’une première impression',
  fairly: ' ; j’en suis presque sûr',
  sure: ' ; j’en suis sûr',
};

export const learnedTaste: Texts['learnedTaste'] = {
  unknown:
    'Je ne connais pas encore tes goûts. Dis-moi quelles chansons conviennent ou non, et je les apprendrai.',
  more: (parts) => `Plus que la plupart des gens, tu fais attention à ceci : ${named(parts)}.`,
  less: (parts) => `Moins que la plupart des gens, tu fais attention à ceci : ${named(parts)}.`,
  moreAndLess: (more, less) =>
    `Plus que la plupart des gens, tu fais attention à ceci : ${named(more)} ; et moins à cela : ${named(less)}.`,
  contrast:
    'Tu aimes le contraste : des chansons qui prennent une photo à contre-pied plutôt que d’aller dans son sens.',
  contrastInEnergy:
    'Tu aimes le contraste d’énergie : du vif pour une photo calme, du calme pour une photo animée.',
  tooEarly: 'C’est trop tôt pour dire ce que tu aimes.',
  seldomMet: 'Je tombe souvent à côté de tes goûts, et je cherche encore ce que tu préfères entendre.',
  agrees: 'Le plus souvent, tu aimes ce que j’aurais choisi de toute façon.',
  noPattern: 'Je n’ai pas encore trouvé de fil conducteur dans ce que tu aimes.',
  from: (count, how) => `Appris de ${ratings(count)}${sureness[how]}.`,
};

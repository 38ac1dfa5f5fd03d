/** What ratings have taught, in words. */
import type { FeatureName } from '../../model/ranking.ts';
import type { Texts } from '../words.ts';
import { counting, listed } from './common.ts';

const ratings = counting({ one: 'Bewertung', other: 'Bewertungen' });

const cares: Readonly<Record<FeatureName, string>> = {
  valence: 'wie heiter oder traurig ein Lied ist',
  energy: 'wie viel Energie ein Lied hat',
  moods: 'welche Stimmung ein Lied hat',
  themes: 'wovon ein Lied handelt',
  words: 'welche Geschichte ein Lied erzählt',
};

const named = (parts: readonly FeatureName[]): string => listed(parts.map((part) => cares[part]));

const sureness = {
  soFar: ' bisher',
  first: '; das ist nur ein erster Eindruck',
  fairly: '; ich bin mir ziemlich sicher',
  sure: '; ich bin mir sicher',
};

export const learnedTaste: Texts['learnedTaste'] = {
  unknown:
    'Ich kenne deinen Geschmack noch nicht. Sag mir, welche Lieder passen und welche nicht, dann lerne ich ihn.',
  more: (parts) => `Dir ist wichtiger als den meisten, ${named(parts)}.`,
  less: (parts) => `Dir ist weniger wichtig als den meisten, ${named(parts)}.`,
  moreAndLess: (more, less) =>
    `Dir ist wichtiger als den meisten, ${named(more)}, und weniger wichtig, ${named(less)}.`,
  contrast: 'Du magst Kontrast: Lieder, die gegen das Gefühl eines Fotos gehen statt mit ihm.',
  contrastInEnergy:
    'Du magst Kontrast in der Energie: etwas Lebhaftes zu einem stillen Foto, etwas Ruhiges zu einem bewegten.',
  tooEarly: 'Es ist noch zu früh, um zu sagen, was du magst.',
  seldomMet: 'Ich treffe deinen Geschmack oft nicht und finde noch heraus, was du lieber hörst.',
  agrees: 'Meist gefällt dir, was ich ohnehin wählen würde.',
  noPattern: 'Ich habe in dem, was du magst, noch kein Muster gefunden.',
  from: (count, how) => `Gelernt aus ${ratings(count)}${sureness[how]}.`,
};

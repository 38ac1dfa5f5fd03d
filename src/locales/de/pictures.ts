/** Why a photo cannot be used; what stands on pictures, and their alt texts. */
import type { Texts } from '../words.ts';
import { counting, quoted } from './common.ts';

export const photos = {
  tooLarge: (megabytes: number, maxMegabytes: number) =>
    `Dieses Foto hat ${megabytes} MB, und ich nehme höchstens ${maxMegabytes} MB; schick bitte eine kleinere Kopie.`,
  tooManyPixels: (megapixels: number, maxMegapixels: number) =>
    `Dieses Foto hat ${megapixels} Megapixel, und ich nehme höchstens ${maxMegapixels}; schick bitte eine kleinere Kopie.`,
  tooMuchMemory:
    'Dieses Foto zu öffnen bräuchte zu viel Speicher; schick es bitte als einfaches JPEG oder kleiner.',
  tookTooLong: 'Dieses Foto zu öffnen dauert zu lange; schick bitte eine kleinere Kopie.',
  unknownFormat:
    'Diese Datei ist kein Foto, das ich lesen kann; schick bitte ein JPEG, PNG, WebP, AVIF, GIF oder TIFF.',
  svg: 'Das ist eine SVG-Zeichnung, die lese ich nicht; speicher sie bitte als PNG oder JPEG.',
  heic: 'Das ist ein HEIC-Foto, das dieser Rechner nicht öffnen kann; speicher oder teil es bitte als JPEG.',
  damaged:
    'Dieses Foto scheint beschädigt: Ich konnte es nicht öffnen. Speicher es bitte noch mal, oder schick ein anderes.',
} satisfies Texts['photos'];

const dots = counting({
  one: 'weiteres Lied ist ein kleiner Punkt',
  other: 'weitere Lieder sind kleine Punkte',
});

export const pictures = {
  untitled: 'Ohne Titel',
  photo: 'dein Foto',
  corners: {
    tense: 'angespannt & stürmisch',
    bright: 'heiter & lebhaft',
    sad: 'traurig & still',
    calm: 'ruhig & zärtlich',
  },
  feeling: { bright: 'heiter', gloomy: 'düster', lively: 'lebhaft', calm: 'ruhig', middle: 'in der Mitte' },
  noFeeling: 'kein Gefühl erkannt',
  song: (title: string, artists: string) =>
    artists === '' ? quoted(title) : `${quoted(title)} von ${artists}`,
  mapAlt: (photoFeeling: string, songs: readonly string[], others: number) =>
    `Stimmungskarte, von links nach rechts düster bis heiter, von unten nach oben ruhig bis lebhaft. Das Foto ist der Stern: ${photoFeeling}. Am besten passen: ${songs.join('; ')}.${others > 0 ? ` ${dots(others)}.` : ''}`,
  cardAlt: (song: string, vibe: string) =>
    `Story-Karte: das Foto und das Lied ${song}.${vibe === '' ? '' : ` ${vibe}`}`,
} satisfies Texts['pictures'];

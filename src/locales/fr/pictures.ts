/** Why a photo cannot be used; what stands on pictures, and their alt texts. */
import type { Texts } from '../words.ts';
import { counting, quoted } from './common.ts';

export const photos = {
  tooLarge: (megabytes: number, maxMegabytes: number) =>
    `Cette photo fait ${megabytes} Mo et j’en accepte ${maxMegabytes} ; envoie une copie plus petite.`,
  tooManyPixels: (megapixels: number, maxMegapixels: number) =>
    `Cette photo fait ${megapixels} mégapixels et j’en accepte ${maxMegapixels} ; envoie une copie plus petite.`,
  tooMuchMemory:
    'Cette photo demanderait trop de mémoire ; envoie-la en simple JPEG, ou une copie plus petite.',
  tookTooLong: 'Cette photo met trop de temps à s’ouvrir ; envoie une copie plus petite.',
  unknownFormat:
    'Ce fichier n’est pas une photo que je sais lire ; envoie un JPEG, PNG, WebP, AVIF, GIF ou TIFF.',
  svg: 'C’est un dessin SVG, que je ne lis pas ; enregistre-le en PNG ou en JPEG.',
  heic: 'C’est une photo HEIC, que cette machine ne sait pas ouvrir ; enregistre ou partage-la en JPEG.',
  damaged:
    'Cette photo semble abîmée : je n’ai pas pu l’ouvrir. Enregistre-la de nouveau ou envoies-en une autre.',
} satisfies Texts['photos'];

const dots = counting({
  one: 'autre chanson est un petit point',
  other: 'autres chansons sont de petits points',
});

export const pictures = {
  untitled: 'Sans titre',
  photo: 'ta photo',
  corners: {
    tense: 'tendue & orageuse',
    bright: 'lumineuse & vive',
    sad: 'triste & silencieuse',
    calm: 'calme & tendre',
  },
  feeling: { bright: 'lumineuse', gloomy: 'sombre', lively: 'vive', calm: 'calme', middle: 'au milieu' },
  noFeeling: 'aucune émotion lue',
  song: (title: string, artists: string) =>
    artists === '' ? quoted(title) : `${quoted(title)} par ${artists}`,
  mapAlt: (photoFeeling: string, songs: readonly string[], others: number) =>
    `Carte des humeurs, de gauche à droite de sombre à lumineuse, de bas en haut de calme à vive. La photo est l’étoile : ${photoFeeling}. Les plus proches : ${songs.join(' ; ')}.${others > 0 ? ` ${dots(others)}.` : ''}`,
  cardAlt: (song: string, vibe: string) =>
    `Carte story : la photo et la chanson ${song}.${vibe === '' ? '' : ` ${vibe}`}`,
} satisfies Texts['pictures'];

/** Why a photo cannot be used, what stands on pictures, and their alt texts. */
import type { Texts } from '../words.ts';
import { counting, number } from './common.ts';

const moreDots = counting({
  one: 'canción como punto pequeño',
  other: 'canciones como puntos pequeños',
});

export const photos = {
  tooLarge: (megabytes, maxMegabytes) =>
    `Esa foto pesa ${number(megabytes)} MB y puedo con ${maxMegabytes} MB como mucho; envíame una copia más pequeña.`,
  tooManyPixels: (megapixels, maxMegapixels) =>
    `Esa foto tiene ${number(megapixels)} megapíxeles y puedo con ${maxMegapixels} como mucho; envíame una copia más pequeña.`,
  tooMuchMemory:
    'Esa foto necesitaría demasiada memoria para abrirla; envíala como JPEG normal o en una copia más pequeña.',
  tookTooLong: 'Esa foto tarda demasiado en abrirse; envía una copia más pequeña.',
  unknownFormat: 'Ese archivo no es una foto que yo sepa leer; envíame un JPEG, PNG, WebP, AVIF, GIF o TIFF.',
  svg: 'Eso es un dibujo SVG, y no sé leerlos; guárdalo como PNG o JPEG.',
  heic: 'Esa foto es HEIC y este equipo no sabe abrirla; guárdala o compártela como JPEG.',
  damaged: 'Esa foto parece dañada: no pude abrirla. Guárdala otra vez o envíame otra.',
} satisfies Texts['photos'];

export const pictures = {
  untitled: 'Sin título',
  photo: 'tu foto',
  corners: {
    tense: 'tensa y tormentosa',
    bright: 'luminosa y viva',
    sad: 'triste y callada',
    calm: 'serena y tierna',
  },
  feeling: {
    bright: 'luminosa',
    gloomy: 'sombría',
    lively: 'viva',
    calm: 'serena',
    middle: 'en el medio',
  },
  noFeeling: 'sin sentimiento leído',
  song: (title, artists) => (artists === '' ? title : `${title} de ${artists}`),
  mapAlt: (photoFeeling, songs, others) => {
    const rest = others > 0 ? ` Además, ${moreDots(others)}.` : '';
    return `Mapa de ánimos: de sombrío a luminoso, de izquierda a derecha; de sereno a vivo, de abajo arriba. La foto es la estrella: ${photoFeeling}. Las que mejor encajan: ${songs.join('; ')}.${rest}`;
  },
  cardAlt: (song, vibe) => `Tarjeta: la foto y la canción ${song}.${vibe === '' ? '' : ` ${vibe}`}`,
} satisfies Texts['pictures'];

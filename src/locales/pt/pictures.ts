/** Why a photo cannot be used, what stands on pictures, and their alt texts. */
import type { Texts } from '../words.ts';
import { counting, number } from './common.ts';

const moreDots = counting({
  one: 'música como ponto pequeno',
  other: 'músicas como pontos pequenos',
});

export const photos = {
  tooLarge: (megabytes, maxMegabytes) =>
    `Essa foto tem ${number(megabytes)} MB e eu aguento até ${maxMegabytes} MB; envie uma cópia menor.`,
  tooManyPixels: (megapixels, maxMegapixels) =>
    `Essa foto tem ${number(megapixels)} megapixels e eu aguento até ${maxMegapixels}; envie uma cópia menor.`,
  tooMuchMemory:
    'Essa foto precisaria de memória demais para abrir; envie como um JPEG comum ou numa cópia menor.',
  tookTooLong: 'Essa foto demora demais para abrir; envie uma cópia menor.',
  unknownFormat: 'Esse arquivo não é uma foto que eu saiba ler; envie um JPEG, PNG, WebP, AVIF, GIF ou TIFF.',
  svg: 'Isso é um desenho SVG, que eu não leio; salve como PNG ou JPEG.',
  heic: 'Essa foto é HEIC, e este computador não consegue abrir; salve ou compartilhe como JPEG.',
  damaged: 'Essa foto parece danificada: não consegui abrir. Salve de novo ou envie outra.',
} satisfies Texts['photos'];

export const pictures = {
  untitled: 'Sem título',
  photo: 'a sua foto',
  corners: {
    tense: 'tensa e tempestuosa',
    bright: 'luminosa e viva',
    sad: 'triste e quieta',
    calm: 'calma e terna',
  },
  feeling: {
    bright: 'luminosa',
    gloomy: 'sombria',
    lively: 'viva',
    calm: 'calma',
    middle: 'no meio',
  },
  noFeeling: 'sem sentimento lido',
  song: (title, artists) => (artists === '' ? title : `${title} de ${artists}`),
  mapAlt: (photoFeeling, songs, others) => {
    const rest = others > 0 ? ` Além disso, ${moreDots(others)}.` : '';
    return `Mapa de climas: de sombrio a luminoso, da esquerda para a direita; de calmo a vivo, de baixo para cima. A foto é a estrela: ${photoFeeling}. As que mais combinam: ${songs.join('; ')}.${rest}`;
  },
  cardAlt: (song, vibe) => `Cartão: a foto e a música ${song}.${vibe === '' ? '' : ` ${vibe}`}`,
} satisfies Texts['pictures'];

/** Why a photo cannot be used, and what stands on pictures. */
import type { Texts } from '../words.ts';
import { inQuotes, songs } from './common.ts';

const smaller = '小さくしたものを送ってください';

export const photos = {
  tooLarge: (megabytes, maxMegabytes) =>
    `その写真は${megabytes} MBです。受け取れるのは${maxMegabytes} MBまでなので、${smaller}。`,
  tooManyPixels: (megapixels, maxMegapixels) =>
    `その写真は${megapixels}メガピクセルです。受け取れるのは${maxMegapixels}メガピクセルまでなので、${smaller}。`,
  tooMuchMemory: `その写真を開くにはメモリーが足りません。普通のJPEGにするか、${smaller}。`,
  tookTooLong: `その写真は開くのに時間がかかりすぎます。${smaller}。`,
  unknownFormat:
    'そのファイルは読み取れる写真ではありません。JPEG、PNG、WebP、AVIF、GIF、TIFFのどれかで送ってください。',
  svg: 'それはSVGの図なので読み取れません。PNGかJPEGで保存してください。',
  heic: 'それはHEICの写真で、ここでは開けません。JPEGで保存するか共有してください。',
  damaged: '写真が壊れているようで、開けませんでした。保存し直すか、別の写真を送ってください。',
} satisfies Texts['photos'];

export const pictures = {
  untitled: '無題',
  photo: 'あなたの写真',
  corners: {
    tense: '張りつめて激しい',
    bright: '明るくにぎやか',
    sad: '悲しく静か',
    calm: '穏やかで優しい',
  },
  feeling: { bright: '明るい', gloomy: '暗い', lively: 'にぎやか', calm: '静か', middle: '中間' },
  noFeeling: '雰囲気は不明',
  song: (title, artists) => `${artists}${inQuotes(title)}`,
  mapAlt: (photoFeeling, best, others) => {
    const rest = others > 0 ? `ほかの${songs(others)}は小さな点です。` : '';
    return `気分のマップ。左から右へ「暗い」から「明るい」、下から上へ「静か」から「にぎやか」。写真は星印：${photoFeeling}。よく合う曲：${best.join('、')}。${rest}`;
  },
  cardAlt: (song, vibe) => `ストーリーカード：写真と${song}。${vibe}`,
} satisfies Texts['pictures'];

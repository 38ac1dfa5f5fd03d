/** Pieces that several tables of sentences share. */
import { counting } from '../counting.ts';

const percents = new Intl.NumberFormat('es', { style: 'percent' });
const lists = new Intl.ListFormat('es');

/** "43 %", of 43. */
export const percentage = (percent: number): string => percents.format(percent / 100);

/** "a", "a y b", "a, b y c". */
export const listed = (words: readonly string[]): string => lists.format(words);

export const numbers = new Intl.NumberFormat('es');

export const songs = counting('es', { one: 'canción', other: 'canciones' });
export const photosOf = counting('es', { one: 'foto', other: 'fotos' });
export const minutesOf = counting('es', { one: 'minuto', other: 'minutos' });
export const answersOf = counting('es', { one: 'respuesta', other: 'respuestas' });

/** Follows "puedes". */
export const waysToGiveSongs =
  'poner un enlace en `lista:`, adjuntar un archivo (CSV, M3U, JSON…) en `archivo:` o dejar fijada tu lista habitual con `/lista fijar`';

/** Pieces that several tables of sentences share. */
import { formats } from '../formats.ts';

export const { number, percent, listed, counting } = formats('es');

export const songs = counting({ one: 'canción', other: 'canciones' });
export const photosOf = counting({ one: 'foto', other: 'fotos' });
export const minutesOf = counting({ one: 'minuto', other: 'minutos' });
export const answersOf = counting({ one: 'respuesta', other: 'respuestas' });

/** Follows "puedes". */
export const waysToGiveSongs =
  'poner un enlace en `lista:`, adjuntar un archivo (CSV, M3U, JSON…) en `archivo:` o dejar fijada tu lista habitual con `/lista fijar`';

/** Pieces that several tables of sentences share. */
import { formats } from '../formats.ts';

export const { number, percent, listed, counting } = formats('pt');

export const songs = counting({ one: 'música', other: 'músicas' });
export const photosOf = counting({ one: 'foto', other: 'fotos' });
export const minutesOf = counting({ one: 'minuto', other: 'minutos' });
export const answersOf = counting({ one: 'resposta', other: 'respostas' });

/** Follows "você pode". */
export const waysToGiveSongs =
  'colocar um link em `playlist:`, anexar um arquivo (CSV, M3U, JSON…) em `arquivo:` ou deixar uma playlist padrão definida com `/playlist definir`';

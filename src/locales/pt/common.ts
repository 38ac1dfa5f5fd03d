/** Pieces that several tables of sentences share. */
import { counting } from '../counting.ts';

const percents = new Intl.NumberFormat('pt', { style: 'percent' });
const lists = new Intl.ListFormat('pt');

/** "43%", of 43. */
export const percentage = (percent: number): string => percents.format(percent / 100);

/** "a", "a e b", "a, b e c". */
export const listed = (words: readonly string[]): string => lists.format(words);

export const numbers = new Intl.NumberFormat('pt');

export const songs = counting('pt', { one: 'música', other: 'músicas' });
export const photosOf = counting('pt', { one: 'foto', other: 'fotos' });
export const minutesOf = counting('pt', { one: 'minuto', other: 'minutos' });
export const answersOf = counting('pt', { one: 'resposta', other: 'respostas' });

/** Follows "você pode". */
export const waysToGiveSongs =
  'colocar um link em `playlist:`, anexar um arquivo (CSV, M3U, JSON…) em `arquivo:` ou deixar uma playlist padrão definida com `/playlist definir`';

/** Pieces that several tables share. */
import { counting } from '../counting.ts';

export const songs = counting('fr', { one: 'chanson', other: 'chansons' });

export const number = (value: number): string => new Intl.NumberFormat('fr').format(value);

const percents = new Intl.NumberFormat('fr', { style: 'percent' });
export const percent = (value: number): string => percents.format(value / 100);

/** "a", "a et b", "a, b et c". */
export const listed = (words: readonly string[]): string => new Intl.ListFormat('fr').format(words);

/** Titles come in English quotation marks. */
export const quoted = (title: string): string => title.replace(/^“(.*)”$/, '« $1 »');

export const waysToGiveSongs =
  'mets un lien dans `playlist:`, joins un fichier (CSV, M3U, JSON, …) avec `fichier:`, ou choisis une bonne fois ta playlist avec `/playlist définir`';

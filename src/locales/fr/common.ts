/** Pieces that several tables share. */
import { formats } from '../formats.ts';

export const { number, percent, listed, counting } = formats('fr');

export const songs = counting({ one: 'chanson', other: 'chansons' });

/** Titles come in English quotation marks. */
export const quoted = (title: string): string => title.replace(/^“(.*)”$/, '« $1 »');

export const waysToGiveSongs =
  'mets un lien dans `playlist:`, joins un fichier (CSV, M3U, JSON, …) avec `fichier:`, ou choisis une bonne fois ta playlist avec `/playlist définir`';

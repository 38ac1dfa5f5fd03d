/** Pieces that several tables share. */
import { counting } from '../counting.ts';

export const songs = counting('de', { one: 'Lied', other: 'Lieder' });
/** "von 40 Liedern" */
export const ofSongs = counting('de', { one: 'Lied', other: 'Liedern' });

export const number = (value: number): string => new Intl.NumberFormat('de').format(value);

const percents = new Intl.NumberFormat('de', { style: 'percent' });
export const percent = (value: number): string => percents.format(value / 100);

/** "a", "a und b", "a, b und c". */
export const listed = (words: readonly string[]): string => new Intl.ListFormat('de').format(words);

/** Titles come in English quotation marks. */
export const quoted = (title: string): string => title.replace(/^“(.*)”$/, '„$1“');

export const waysToGiveSongs =
  'Gib bei `playlist:` einen Link an, häng bei `datei:` eine Datei an (CSV, M3U, JSON, …) oder leg mit `/playlist setzen` einmal eine Standard-Playlist fest';

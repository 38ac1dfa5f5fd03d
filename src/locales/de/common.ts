/** Pieces that several tables share. */
import { formats } from '../formats.ts';

export const { number, percent, listed, counting } = formats('de');

export const songs = counting({ one: 'Lied', other: 'Lieder' });
/** "von 40 Liedern" */
export const ofSongs = counting({ one: 'Lied', other: 'Liedern' });

/** Titles come in English quotation marks. */
export const quoted = (title: string): string => title.replace(/^“(.*)”$/, '„$1“');

export const waysToGiveSongs =
  'Gib bei `playlist:` einen Link an, häng bei `datei:` eine Datei an (CSV, M3U, JSON, …) oder leg mit `/playlist setzen` einmal eine Standard-Playlist fest';

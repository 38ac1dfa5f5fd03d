/** A table with Exportify's headers, which other programs read, too: RFC 4180, with the mark that Excel wants. */
import { tidy } from '../fold.ts';
import { joinedArtists, type Writing } from './list.ts';

const header = ['Track Name', 'Artist Name(s)', 'Album Name', 'ISRC', 'Track URL'];

/**
 * A title is anybody's text, and spreadsheets run what begins like a formula: an apostrophe before it stops that,
 * and our own reader takes it off again. https://owasp.org/www-community/attacks/CSV_Injection
 */
function cell(text: string): string {
  const plain = tidy(text);
  const safe = /^[=+\-@]/.test(plain) ? `'${plain}` : plain;
  return `"${safe.replaceAll('"', '""')}"`;
}

export const csv: Writing = {
  extension: 'csv',
  write({ songs }) {
    const rows = songs.map(({ title, artists, album, isrc, url }) => [
      title,
      joinedArtists(artists),
      album ?? '',
      isrc ?? '',
      url ?? '',
    ]);
    return `\ufeff${[header, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
  },
};

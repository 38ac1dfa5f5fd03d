/** XSPF 1: https://xspf.org/spec */
import { tidy } from '../fold.ts';
import type { ListedSong, Writing } from './list.ts';

const entities = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
]);

/** `tidy` has taken out the control characters that XML may not hold at all; these two are left. */
const escaped = (text: string): string =>
  text.replace(/[\ufffe\uffff]/g, '').replace(/[&<>"]/g, (found) => entities.get(found) ?? found);

function element(name: string, text: string | null): string[] {
  return text === null || text === '' ? [] : [`      <${name}>${escaped(text)}</${name}>`];
}

function trackOf({ title, artists, album, isrc, url }: ListedSong): string[] {
  return [
    '    <track>',
    ...element('location', url),
    ...element('identifier', isrc === null ? null : `isrc:${isrc}`),
    ...element('title', tidy(title)),
    ...element('creator', artists.map((artist) => tidy(artist)).join(', ')),
    ...element('album', album === null ? null : tidy(album)),
    '    </track>',
  ];
}

export const xspf: Writing = {
  extension: 'xspf',
  write: ({ title, songs }) =>
    [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<playlist version="1" xmlns="http://xspf.org/ns/0/">',
      `  <title>${escaped(tidy(title))}</title>`,
      '  <trackList>',
      ...songs.flatMap(trackOf),
      '  </trackList>',
      '</playlist>',
      '',
    ].join('\n'),
};

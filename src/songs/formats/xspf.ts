/** XSPF, the XML playlist: https://xspf.org/spec */
import { UserError } from '../../errors.ts';
import { splitArtistTitle } from '../titles.ts';
import { brokenFile, type Format, type Row } from './format.ts';
import { parseXml, rootIs, type XmlElement } from './xml.ts';

const childOf = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find((child) => child.name === name);

/** The first one's text; an element with children in it says nothing. */
function textOf(element: XmlElement, name: string): string {
  const child = childOf(element, name);
  return child === undefined || child.children.length > 0 ? '' : child.text.trim();
}

function* rowsOf(tracks: readonly XmlElement[]): Generator<Row> {
  for (const [index, track] of tracks.entries()) {
    const text = (name: string): string => textOf(track, name);
    const [title, creator, identifier] = [text('title'), text('creator'), text('identifier')];
    if (title === '') {
      yield { title: creator || `Track ${index + 1}`, reason: 'no title in this row' };
      continue;
    }
    const both = creator === '' ? splitArtistTitle(title.slice(0, 600)) : null;
    yield {
      title: both?.title ?? title,
      artists: both ? [both.artist] : [creator],
      album: text('album'),
      durationMs: Number(text('duration')) || null,
      isrc: /isrc/i.test(identifier) ? identifier.replace(/^.*isrc[:/]/i, '') : null,
      url: text('location') || identifier,
      cover: text('image'),
    };
  }
}

export const xspf: Format = {
  name: 'XSPF',
  extensions: ['xspf'],

  recognise: ({ text }) => (rootIs(text, 'playlist') ? 1 : 0),

  read({ text }) {
    const list = childOf(parseXml(text, 'XSPF'), 'playlist');
    if (!list) throw new UserError('broken-file', brokenFile('XSPF'));
    const tracks = childOf(list, 'trackList')?.children.filter(({ name }) => name === 'track') ?? [];
    return { title: textOf(list, 'title'), rows: rowsOf(tracks) };
  },
};

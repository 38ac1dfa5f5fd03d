/** XSPF, the XML playlist: https://xspf.org/spec */
import { z } from 'zod';
import { UserError } from '../../errors.ts';
import { splitArtistTitle } from './artist-title.ts';
import { brokenFile, type Format, type Row } from './format.ts';
import { parseXml, rootIs, unescapeXml } from './xml.ts';

/** A text, the first of several, or nothing. An element with children in it is nothing, too. */
const words = z
  .union([z.string(), z.array(z.unknown()).transform((all) => all.find((one) => typeof one === 'string'))])
  .optional()
  .catch(undefined)
  .transform((text) => unescapeXml(text ?? ''));

const track = z.object({
  title: words,
  creator: words,
  album: words,
  duration: words,
  location: words,
  identifier: words,
  image: words,
});

const file = z.object({
  playlist: z.object({
    title: words,
    trackList: z.object({ track: z.array(z.unknown()).catch([]) }).catch({ track: [] }),
  }),
});

function* rowsOf(tracks: readonly unknown[]): Generator<Row> {
  for (const [index, raw] of tracks.entries()) {
    const { data } = track.safeParse(raw);
    if (!data || data.title.trim() === '') {
      yield { title: data?.creator || `Track ${index + 1}`, reason: 'no title in this row' };
      continue;
    }
    const both = data.creator === '' ? splitArtistTitle(data.title.slice(0, 600)) : null;
    yield {
      title: both?.title ?? data.title,
      artists: both ? [both.artist] : [data.creator],
      album: data.album,
      durationMs: Number(data.duration) || null,
      isrc: /isrc/i.test(data.identifier) ? data.identifier.replace(/^.*isrc[:/]/i, '') : null,
      url: data.location || data.identifier,
      cover: data.image,
    };
  }
}

export const xspf: Format = {
  name: 'XSPF',
  extensions: ['xspf'],

  recognise: ({ text }) => (rootIs(text, 'playlist') ? 1 : 0),

  read({ text }) {
    const { data } = file.safeParse(parseXml(text, 'XSPF', { ordered: false, lists: ['track'] }));
    if (!data) throw new UserError('broken-file', brokenFile('XSPF'));
    return { title: data.playlist.title, rows: rowsOf(data.playlist.trackList.track) };
  },
};

/** XSPF (https://xspf.org/spec) and its JSON form, JSPF (https://wiki.xiph.org/JSPF). Our own extension carries readings written by hand. */
import { z } from 'zod';
import { fileNames, files } from '../../locales/en/files.ts';
import { MOODS } from '../../model/reading.ts';
import { tidy } from '../fold.ts';
import { orNull, type Row, textOrNull } from '../song.ts';
import { brokenFile, type Format } from './format.ts';
import { childOf, parseXml, rootOf, type XmlElement } from './xml.ts';

const words = z.union([z.string(), z.array(z.string()).transform((all) => all[0] ?? '')]).catch('');

const place = orNull(z.number().min(-1).max(1));

/** `extension.scenescore[0].reading`: kept only whole; an unknown mood is left out. */
const reading = z
  .object({
    // Shown to people: no addresses and no mentions.
    summary: z.string().transform((text) => tidy(text.slice(0, 2000).replace(/https?:\S*|[@<>]/g, ' '), 300)),
    valence: place,
    energy: place,
    moods: z
      .array(orNull(z.enum(MOODS)))
      .transform((all) => [...new Set(all)].filter((mood) => mood !== null).slice(0, 3)),
    themes: z
      .array(z.string())
      .catch([])
      .transform((all) =>
        all
          .slice(0, 5)
          .map((theme) => tidy(theme.toLowerCase().replace(/[@<>]/g, ' '), 40))
          .filter(Boolean),
      ),
  })
  .refine(({ summary, moods }) => summary !== '' && moods.length > 0)
  .nullable()
  .catch(null);

const ours = z.object({
  reading,
  year: orNull(z.number().int()),
  genres: orNull(z.array(z.string())),
  isrc: textOrNull,
});

const track = z.object({
  title: words,
  creator: words,
  album: words,
  /** Milliseconds. */
  duration: orNull(z.coerce.number()),
  location: words,
  identifier: words,
  image: words,
  extension: orNull(z.object({ scenescore: z.array(ours).catch([]) })),
});

const file = z.object({ playlist: z.object({ title: words, track: z.array(z.unknown()) }) });

function* trackRows(tracks: readonly unknown[]): Generator<Row> {
  for (const [index, raw] of tracks.entries()) {
    const { data } = track.safeParse(raw);
    const path = data?.location ?? '';
    if (!data || (data.title.trim() === '' && path === '')) {
      yield { title: data?.creator || fileNames.track(index + 1), reason: files.reason.noTitle };
      continue;
    }
    const extra = data.extension?.scenescore[0];
    const isrc = /isrc/i.test(data.identifier) ? data.identifier.replace(/^.*isrc[:/]/i, '') : null;
    yield {
      title: data.title,
      artists: [data.creator],
      album: data.album,
      year: extra?.year,
      durationMs: data.duration,
      isrc: extra?.isrc ?? isrc,
      url: path || data.identifier,
      path,
      genres: extra?.genres ?? [],
      cover: data.image,
      reading: extra?.reading,
    };
  }
}

export const jspf: Format = {
  sniff: ({ json }) => (file.safeParse(json).success ? 1 : 0),

  parse({ json }) {
    const { data } = file.safeParse(json);
    if (!data) throw brokenFile('JSPF');
    return { titles: [data.playlist.title], rows: trackRows(data.playlist.track) };
  },
};

/** By name. The first of each counts: a track may have several locations. */
const fieldsOf = ({ children }: XmlElement): Record<string, string> =>
  Object.fromEntries(children.toReversed().map(({ name, text }) => [name, text.trim()]));

export const xspf: Format = {
  sniff: ({ text }) => (rootOf(text) === 'playlist' ? 1 : 0),

  parse({ text }) {
    const list = childOf(parseXml(text, 'XSPF'), 'playlist');
    if (!list) throw brokenFile('XSPF');
    const tracks = childOf(list, 'trackList')?.children.filter(({ name }) => name === 'track') ?? [];
    return { titles: [childOf(list, 'title')?.text ?? ''], rows: trackRows(tracks.map(fieldsOf)) };
  },
};

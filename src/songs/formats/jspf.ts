/** JSPF, XSPF's JSON form: https://wiki.xiph.org/JSPF. Our own extension carries readings written by hand. */
import { z } from 'zod';
import { UserError } from '../../errors.ts';
import { MOODS, type Reading } from '../../model/reading.ts';
import { tidy } from '../fold.ts';
import { splitArtistTitle } from '../titles.ts';
import { brokenFile, type Format, type Row } from './format.ts';

const words = z
  .union([z.string(), z.array(z.string()).transform((all) => all[0])])
  .nullish()
  .catch(null)
  .transform((text) => text ?? '');

const place = z.number().min(-1).max(1).nullable().catch(null);

/** `extension.scenescore[0].reading`: kept only whole; a mood we do not know is left out. */
const reading = z
  .object({
    // Shown to people: no addresses and no mentions.
    summary: z.string().transform((text) => tidy(text.slice(0, 2000).replace(/https?:\S*|[@<>]/g, ' '), 300)),
    valence: place,
    energy: place,
    moods: z
      .array(z.enum(MOODS).nullable().catch(null))
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
  .refine(({ summary, moods }) => summary !== '' && moods.length > 0);

const ours = z.object({
  reading: z.unknown().optional(),
  year: z.number().int().nullish().catch(null),
  genres: z.array(z.string()).nullish().catch(null),
  isrc: z.string().nullish().catch(null),
});

const track = z.object({
  title: words,
  creator: words,
  album: words,
  duration: z.coerce.number().nullish().catch(null),
  location: words,
  identifier: words,
  image: words,
  extension: z
    .object({ scenescore: z.array(ours).catch([]) })
    .partial()
    .nullish()
    .catch(null),
});

const file = z.object({
  playlist: z.object({ title: words, track: z.array(z.unknown()) }),
});

function* rowsOf(tracks: readonly unknown[]): Generator<Row> {
  for (const [index, raw] of tracks.entries()) {
    const { data } = track.safeParse(raw);
    if (!data || data.title.trim() === '') {
      yield { title: data?.creator || `Track ${index + 1}`, reason: 'no title in this row' };
      continue;
    }
    const extra = data.extension?.scenescore?.[0];
    const handWritten: Reading | null = reading.safeParse(extra?.reading).data ?? null;
    const both = data.creator === '' ? splitArtistTitle(data.title.slice(0, 600)) : null;
    yield {
      title: both?.title ?? data.title,
      artists: both ? [both.artist] : [data.creator],
      album: data.album,
      year: extra?.year ?? null,
      durationMs: data.duration ?? null,
      isrc:
        extra?.isrc ?? (/isrc/i.test(data.identifier) ? data.identifier.replace(/^.*isrc[:/]/i, '') : null),
      url: data.location || data.identifier,
      genres: extra?.genres ?? [],
      cover: data.image,
      reading: handWritten,
    };
  }
}

export const jspf: Format = {
  name: 'JSPF',
  extensions: ['jspf', 'json'],

  recognise: ({ json }) => (file.safeParse(json).success ? 1 : 0),

  read({ json }) {
    const { data } = file.safeParse(json);
    if (!data) throw new UserError('broken-file', brokenFile('JSPF'));
    return { title: data.playlist.title, rows: rowsOf(data.playlist.track) };
  },
};

/** What Deezer and the iTunes store answer about songs that can be heard, in one form. */
import { z } from 'zod';

const text = z.string().nullish().catch(null);

const deezerSong = z.object({
  title: z.string(),
  artist: z.object({ name: z.string() }),
  link: text,
  preview: text,
});
const deezerFound = z.object({ data: z.array(z.unknown()).catch([]) });

const itunesSong = z.object({
  trackName: z.string(),
  artistName: z.string(),
  trackViewUrl: text,
  previewUrl: text,
});
const itunesFound = z.object({ results: z.array(z.unknown()).catch([]) });

/** Nothing in it is checked but that it is there. */
export type Hit = {
  title: string;
  artist: string;
  url: string | null | undefined;
  page: string | null | undefined;
};

/** Rows of an unknown shape are no hits. */
function hitsIn<T>(rows: readonly unknown[], schema: z.ZodType<T>, toHit: (row: T) => Hit): Hit[] {
  return rows.flatMap((row) => {
    const parsed = schema.safeParse(row);
    return parsed.success ? [toHit(parsed.data)] : [];
  });
}

const fromDeezer = ({ title, artist, link, preview }: z.output<typeof deezerSong>): Hit => ({
  title,
  artist: artist.name,
  url: preview,
  page: link,
});

const fromItunes = ({
  trackName,
  artistName,
  trackViewUrl,
  previewUrl,
}: z.output<typeof itunesSong>): Hit => ({
  title: trackName,
  artist: artistName,
  url: previewUrl,
  page: trackViewUrl,
});

/** Of one song, or of a search: what Deezer refuses comes with status 200, too, and holds neither. */
export function deezerHits(answer: unknown): Hit[] {
  const rows = deezerFound.safeParse(answer).data?.data ?? [];
  return hitsIn([answer, ...rows], deezerSong, fromDeezer);
}

export function itunesHits(answer: unknown): Hit[] {
  return hitsIn(itunesFound.safeParse(answer).data?.results ?? [], itunesSong, fromItunes);
}

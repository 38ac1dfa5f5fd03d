/**
 * What an Apple Music page carries for its own use, in two forms: the rows it is drawn from
 * (`serialized-server-data`), and schema.org's ld+json for search engines, which often leaves the artists out.
 * Both are searched for anywhere in the page's data, since the page is rebuilt now and then.
 */
import { z } from 'zod';
import { findObjects, scriptData } from '../../net/page-data.ts';
import { tidy } from '../../songs/fold.ts';
import { type Draft, numberOrNull, orNull, textOrNull } from '../../songs/song.ts';

type Track = Draft & { id: string | null };

export type ApplePage = {
  title: string;
  tracks: Track[];
  /** How many there are, when the page says it. */
  total: number | null;
};

/** Rows of one page at most. */
const maxRows = 5_000;

const titles = z.array(z.object({ title: z.string() }).transform(({ title }) => title)).catch([]);

const lockup = z.object({
  title: z.string(),
  subtitleLinks: titles,
  tertiaryLinks: titles,
  artistName: textOrNull,
  /** Milliseconds. */
  duration: numberOrNull,
  artwork: orNull(z.object({ dictionary: z.object({ url: z.string() }) })),
  contentDescriptor: orNull(
    z.object({ identifiers: orNull(z.object({ storeAdamID: z.coerce.string() })), url: textOrNull }),
  ),
});
const section = z.object({ items: z.array(z.unknown()) });

function readServerData(html: string): ApplePage | null {
  const data = scriptData(html, 'serialized-server-data');
  const lockups = (itemKind: string) =>
    data
      .flatMap((one) => findObjects(one, (object) => object.itemKind === itemKind))
      .flatMap((found) => section.safeParse(found).data?.items ?? [])
      .slice(0, maxRows)
      .flatMap((raw) => lockup.safeParse(raw).data ?? []);
  const [head] = lockups('containerDetailHeaderLockup');
  const tracks = lockups('trackLockup').map((row): Track => {
    const own = row.subtitleLinks.length > 0 || !row.artistName ? row.subtitleLinks : [row.artistName];
    // Artwork addresses have holes for the size and the format.
    const artwork = (row.artwork ?? head?.artwork)?.dictionary.url;
    return {
      title: row.title,
      // Rows of an album leave out the artist that stands above them all.
      artists: own.length > 0 ? own : (head?.subtitleLinks ?? []),
      album: row.tertiaryLinks[0] ?? null,
      durationMs: row.duration,
      url: row.contentDescriptor?.url,
      cover: artwork?.replace(/\{[whcf]\}/g, (hole) => artworkParts[hole] ?? ''),
      id: row.contentDescriptor?.identifiers?.storeAdamID ?? null,
    };
  });
  return tracks.length === 0 && head === undefined ? null : { title: head?.title ?? '', tracks, total: null };
}

const artworkParts: Record<string, string> = { '{w}': '300', '{h}': '300', '{f}': 'jpg' };

const named = z.object({ name: z.string() });
const recording = z.object({
  name: z.string(),
  duration: textOrNull,
  byArtist: orNull(z.union([named.transform((one) => [one]), z.array(named)])),
  inAlbum: orNull(named),
  url: textOrNull,
  datePublished: textOrNull,
});
const rows = orNull(z.array(z.unknown()));
const collection = recording.extend({
  '@type': z.unknown(),
  numTracks: orNull(z.number().int().min(0)),
  track: rows,
  tracks: rows,
  audio: orNull(recording),
});

/** `PT3M20S` → 200 000. ISO 8601, as far as songs need it. */
export function isoDurationMs(text: string | null | undefined): number | null {
  const parts = /^PT(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:(\d{1,5})(?:\.\d{1,9})?S)?$/.exec(text ?? '');
  if (parts === null) return null;
  const [, hours = 0, minutes = 0, seconds = 0] = parts;
  return (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
}

function readLinkedData(html: string): ApplePage | null {
  const [page] = scriptData(html, 'application/ld+json').flatMap((data) => {
    const [found] = findObjects(data, (object) => /^Music/.test(String(object['@type'])));
    return collection.safeParse(found).data ?? [];
  });
  if (page === undefined) return null;
  const isAlbum = String(page['@type']) === 'MusicAlbum';
  const list = (page.track ?? page.tracks)?.slice(0, maxRows);
  const recordings = list?.flatMap((raw) => recording.safeParse(raw).data ?? []) ?? [page.audio ?? page];
  const tracks = recordings.map(
    (one): Track => ({
      title: one.name,
      artists: (one.byArtist ?? page.byArtist ?? []).map(({ name }) => name),
      album: isAlbum && list ? page.name : one.inAlbum?.name,
      year: one.datePublished ?? page.datePublished,
      durationMs: isoDurationMs(one.duration),
      url: one.url,
      id: /(?:[?&]i=|\/(?=\d{1,20}$))(\d{1,20})/.exec(one.url ?? '')?.[1] ?? null,
    }),
  );
  return { title: page.name, tracks, total: page.numTracks };
}

/** Null when the page carries neither. Where one form has more songs, the other still gives it the artists. */
export function readApplePage(html: string): ApplePage | null {
  const [drawn, linked] = [readServerData(html), readLinkedData(html)];
  if (drawn === null || linked === null) return drawn ?? linked;
  const { total } = linked;
  if (drawn.tracks.length >= linked.tracks.length) {
    return { ...drawn, title: drawn.title || linked.title, total };
  }
  const artists = new Map(drawn.tracks.map((track) => [tidy(track.title), track.artists]));
  const tracks = linked.tracks.map((track) =>
    track.artists.length > 0 ? track : { ...track, artists: artists.get(tidy(track.title)) ?? [] },
  );
  return { ...linked, tracks };
}

/**
 * What an Apple Music page carries for its own use, in two forms: the rows it is drawn from
 * (`serialized-server-data`), and schema.org's ld+json for search engines, which often leaves the artists out.
 * Both are looked for wherever they stand, since the page is rebuilt now and then.
 */
import { z } from 'zod';
import { findObjects, scriptData } from '../../net/page-data.ts';
import { tidy } from '../../songs/fold.ts';
import type { Draft } from '../../songs/song.ts';

/** Rows of one page at most. */
const maxRows = 5_000;

export type ApplePage = {
  title: string;
  tracks: (Draft & { id: string | null })[];
  /** How many there are, when the page says it. */
  total: number | null;
};

const titled = z.object({ title: z.string() });
const links = z.array(titled).nullish().catch(null);
const artwork = z
  .object({ dictionary: z.object({ url: z.string() }) })
  .nullish()
  .catch(null);

const lockup = z.object({
  title: z.string(),
  subtitleLinks: links,
  tertiaryLinks: links,
  artistName: z.string().nullish().catch(null),
  /** Milliseconds. */
  duration: z.number().nullish().catch(null),
  artwork,
  contentDescriptor: z
    .object({
      identifiers: z.object({ storeAdamID: z.coerce.string() }).nullish().catch(null),
      url: z.string().nullish().catch(null),
    })
    .nullish()
    .catch(null),
});
const section = z.object({ itemKind: z.string(), items: z.array(z.unknown()) });

const named = z.object({ name: z.string() });
const performers = z
  .union([named.transform((one) => [one]), z.array(named)])
  .nullish()
  .catch(null);
const recording = z.object({
  name: z.string(),
  duration: z.string().nullish().catch(null),
  byArtist: performers,
  inAlbum: named.nullish().catch(null),
  url: z.string().nullish().catch(null),
  datePublished: z.string().nullish().catch(null),
});
const collection = recording.extend({
  numTracks: z.number().int().min(0).nullish().catch(null),
  track: z.array(z.unknown()).nullish().catch(null),
  tracks: z.array(z.unknown()).nullish().catch(null),
  audio: recording.nullish().catch(null),
});

const textsOf = (list: z.output<typeof links>): string[] => (list ?? []).map(({ title }) => title);

/** `PT3M20S` → 200 000. ISO 8601, as far as songs need it. */
export function isoDurationMs(text: string | null | undefined): number | null {
  const parts = /^PT(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:(\d{1,5})(?:\.\d{1,9})?S)?$/.exec(text ?? '');
  if (parts === null) return null;
  const [, hours = 0, minutes = 0, seconds = 0] = parts;
  return (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
}

/** Artwork addresses have holes for the size and the format. */
function coverOf(art: z.output<typeof artwork>): string | null {
  return (
    art?.dictionary.url
      .replace('{w}', '300')
      .replace('{h}', '300')
      .replace('{c}', '')
      .replace('{f}', 'jpg') ?? null
  );
}

function sectionsOf(html: string, itemKind: string): unknown[] {
  return scriptData(html, 'serialized-server-data')
    .flatMap((data) => findObjects(data, (object) => object.itemKind === itemKind))
    .flatMap((found) => section.safeParse(found).data?.items ?? [])
    .slice(0, maxRows);
}

function fromServerData(html: string): ApplePage | null {
  const [head] = sectionsOf(html, 'containerDetailHeaderLockup').flatMap(
    (raw) => lockup.safeParse(raw).data ?? [],
  );
  const tracks = sectionsOf(html, 'trackLockup').flatMap((raw) => {
    const { data } = lockup.safeParse(raw);
    if (data === undefined) return [];
    const own = textsOf(data.subtitleLinks);
    // Rows of an album leave out the artist that stands above them all.
    const artists = own.length > 0 ? own : data.artistName ? [data.artistName] : textsOf(head?.subtitleLinks);
    return [
      {
        title: data.title,
        artists,
        album: textsOf(data.tertiaryLinks)[0] ?? null,
        durationMs: data.duration ?? null,
        url: data.contentDescriptor?.url ?? null,
        cover: coverOf(data.artwork ?? head?.artwork),
        id: data.contentDescriptor?.identifiers?.storeAdamID ?? null,
      },
    ];
  });
  return tracks.length === 0 ? null : { title: head?.title ?? '', tracks, total: null };
}

type Recording = z.output<typeof recording>;

function draftOf(track: Recording, of: Recording | null): Draft & { id: string | null } {
  return {
    title: track.name,
    artists: (track.byArtist ?? of?.byArtist ?? []).map(({ name }) => name),
    album: track.inAlbum?.name ?? null,
    year: track.datePublished ?? of?.datePublished ?? null,
    durationMs: isoDurationMs(track.duration),
    url: track.url ?? null,
    id: /[?&]i=(\d{1,20})/.exec(track.url ?? '')?.[1] ?? /\/(\d{1,20})$/.exec(track.url ?? '')?.[1] ?? null,
  };
}

function fromLinkedData(html: string): ApplePage | null {
  for (const data of scriptData(html, 'application/ld+json')) {
    const [found] = findObjects(data, (object) => /^Music/.test(String(object['@type'])));
    const { data: page } = collection.safeParse(found);
    if (page === undefined) continue;
    const rows = (page.track ?? page.tracks)?.slice(0, maxRows);
    const isAlbum = String(found?.['@type']) === 'MusicAlbum';
    const tracks = rows
      ? rows.flatMap((raw) => {
          const { data: track } = recording.safeParse(raw);
          return track === undefined
            ? []
            : [{ ...draftOf(track, page), ...(isAlbum ? { album: page.name } : {}) }];
        })
      : [draftOf(page.audio ?? page, page)];
    return { title: page.name, tracks, total: page.numTracks ?? null };
  }
  return null;
}

/** Null when the page carries neither. Where one form has more songs, the other still lends it the artists. */
export function readApplePage(html: string): ApplePage | null {
  const [rows, linked] = [fromServerData(html), fromLinkedData(html)];
  if (rows === null || linked === null) return rows ?? linked;
  const total = linked.total;
  if (rows.tracks.length >= linked.tracks.length)
    return { ...rows, title: rows.title || linked.title, total };
  const artists = new Map(rows.tracks.map((track) => [tidy(track.title), track.artists]));
  const tracks = linked.tracks.map((track) =>
    track.artists.length > 0 ? track : { ...track, artists: artists.get(tidy(track.title)) ?? [] },
  );
  return { ...linked, tracks };
}

/** Deezer's playlists, albums, songs and artists → songs. It needs no key. https://developers.deezer.com/api */
import { z } from 'zod';
import { ServiceError, UserError } from '../../errors.ts';
import { deezer as words } from '../../locales/en/music-services.ts';
import { sentences } from '../../locales/sentences.ts';
import type { Playlist } from '../../model/playlist.ts';
import { probe } from '../../net/probe.ts';
import type { CallOptions, SongSource } from '../../pipeline/ports.ts';
import { finishPlaylist } from '../../songs/playlist.ts';
import { orNull, type Row, textOrNull } from '../../songs/song.ts';
import {
  allPages,
  idAfter,
  type MusicService,
  type PageAddress,
  refusePodcast,
} from '../sources/music-service.ts';
import { createDeezerApi, type DeezerOptions } from './api.ts';

export const deezer: MusicService = {
  name: 'deezer',
  hosts: ['deezer.com', 'm.deezer.com', 'widget.deezer.com', 'api.deezer.com'],
  shortHosts: ['link.deezer.com', 'deezer.page.link', 'dzr.page.link'],
  appSchemes: { 'deezer://': 'https://' },
  replacements: ({ DEEZER_API_URL }) => [DEEZER_API_URL],
  linkOf: deezerLink,
  createSource: ({ DEEZER_API_URL: apiUrl }, { http }) => createDeezerSource({ http, apiUrl }),
  probe: ({ DEEZER_API_URL }, http) =>
    probe('Deezer', async () => {
      // A song of Deezer's own documentation; whether it is there or not, an answer is an answer.
      const answer = await http.request({ service: 'deezer', url: `${DEEZER_API_URL}/track/3135556` });
      answer.json(z.looseObject({}));
      return 'answers';
    }),
};

type DeezerLink = { service: 'deezer'; type: 'playlist' | 'album' | 'track' | 'artist'; id: string };

const types = ['playlist', 'album', 'track', 'artist'] as const;

/** `/playlist/…`, also behind a language and in the widget's address. */
function deezerLink({ segments }: PageAddress): DeezerLink | null {
  const found = idAfter(segments, types, /^\d{1,20}$/);
  if (found !== null) return { service: 'deezer', ...found };
  refusePodcast(segments);
  return null;
}

const named = z.object({ name: z.string() });
const album = z.object({
  title: z.string().catch(''),
  cover_medium: textOrNull,
  release_date: textOrNull,
});
const track = z.object({
  id: z.coerce.number(),
  title: z.string(),
  isrc: textOrNull,
  /** Seconds. */
  duration: z.coerce.number().catch(0),
  artist: orNull(named),
  contributors: z.array(named).catch([]),
  album: orNull(album),
  release_date: textOrNull,
});
const heading = album.extend({ name: z.string().catch(''), checksum: textOrNull });
const page = z.object({ data: z.array(z.unknown()), total: z.number().int().min(0).optional() });

const pageSize = 100;
/** Rows of one page that are looked at, even if it holds more than was asked for. */
const maxPageRows = 2_000;
const maxSongs = 5_000;

/** `load` throws `UserError` for what is private or gone, `ServiceError` when Deezer fails. */
export function createDeezerSource(options: DeezerOptions): SongSource {
  const { get } = createDeezerApi(options);

  async function read({ type, id }: DeezerLink, call: CallOptions): Promise<Playlist> {
    const from = { source: 'deezer' as const, url: `https://www.deezer.com/${type}/${id}` };
    if (type === 'track') {
      const row = rowOfDeezer(await get(`/track/${id}`, track, call));
      return finishPlaylist({ title: row.title, ...from, rows: [row] });
    }
    const isArtist = type === 'artist';
    const about = await get(`/${type}/${id}`, heading, call);
    const { rows, total } = await allPages(
      async (offset) => {
        const path = `/${type}/${id}/${isArtist ? 'top' : 'tracks'}?limit=${pageSize}&index=${offset}`;
        const { data, total = data.length } = await get(path, page, call);
        return { rows: data.slice(0, maxPageRows), total };
      },
      isArtist ? pageSize : maxSongs,
    );
    return finishPlaylist({
      title: about.title || about.name,
      ...from,
      rows: rows.map((raw) => rowOfDeezer(raw, type === 'album' ? about : null)),
      // An artist's best known are a choice, not a list that was cut.
      ...(isArtist ? {} : { total }),
      snapshot: about.checksum,
    });
  }

  return {
    name: 'deezer',
    async load(link: DeezerLink, call = {}) {
      try {
        return await read(link, call);
      } catch (cause) {
        if (!(cause instanceof ServiceError && cause.status === 404)) throw cause;
        throw new UserError('playlist-not-found', sentences.deezer.notFound, { cause });
      }
    },
    async snapshot({ type, id }: DeezerLink, call = {}) {
      if (type !== 'playlist') return null;
      return (await get(`/playlist/${id}`, heading, call)).checksum;
    },
  };
}

/** A row of any of Deezer's lists; an album's rows leave out what the album says once. */
export function rowOfDeezer(raw: unknown, ofAlbum: z.output<typeof album> | null = null): Row {
  const { data } = track.safeParse(raw);
  if (data === undefined) return { title: '(no title)', reason: words.unreadableRow };
  const on = data.album ?? ofAlbum;
  const artists = data.artist && data.contributors.length === 0 ? [data.artist] : data.contributors;
  return {
    title: data.title,
    artists: artists.map(({ name }) => name),
    album: on?.title,
    year: data.release_date ?? on?.release_date ?? ofAlbum?.release_date,
    durationMs: data.duration * 1000,
    isrc: data.isrc,
    // A person's own uploads have numbers below zero and no page.
    url: data.id > 0 ? `https://www.deezer.com/track/${data.id}` : null,
    cover: on?.cover_medium,
  };
}

/** A Subsonic server's playlists, albums and starred songs → songs. */
import { z } from 'zod';
import type { Config } from '../../config.ts';
import { ServiceError, UserError } from '../../errors.ts';
import { subsonic as words } from '../../locales/en/music-services.ts';
import { sentences } from '../../locales/sentences.ts';
import type { Http } from '../../net/http.ts';
import { probe } from '../../net/probe.ts';
import type { CallOptions, Link, SongSource } from '../../pipeline/ports.ts';
import { isPlaceholderArtist } from '../../songs/artists.ts';
import { finishPlaylist } from '../../songs/playlist.ts';
import { orNull, type Row, textOrNull } from '../../songs/song.ts';
import type { MusicService, PageAddress } from '../sources/music-service.ts';
import { type AskSubsonic, clientOf } from './client.ts';

export const subsonic: MusicService = {
  name: 'subsonic',
  hosts: [],
  replacements: ({ SUBSONIC_URL }) => [SUBSONIC_URL],
  linkOf: subsonicPage,
  linkInText(text) {
    const [, type, id = ''] = /^subsonic:(playlist|album|starred)(?::(\S{1,200}))?$/.exec(text) ?? [];
    return type === undefined || (type !== 'starred' && id === '') ? null : linkTo(type, id);
  },
  createSource: (config, { http, onTrouble }) =>
    createSubsonicSource(clientOf(config, http)?.ask ?? null, onTrouble),
  probe(config, http) {
    const client = clientOf(config, http);
    if (client === null) return null;
    return probe(
      words.name,
      async () => {
        await client.ask('ping', {}, z.unknown());
        return words.answers;
      },
      ({ status }) => (status === 401 ? words.refuses : undefined),
    );
  },
};

type SubsonicLink = Link & { service: 'subsonic'; id: string };

const linkTo = (type: string, id: string): SubsonicLink => ({ service: 'subsonic', type, id });

/** Navidrome's own pages: `/app/#/playlist/…/show`, `/app/#/album/…/show`. */
function subsonicPage({ url }: PageAddress): Link | null {
  const [, type, id] = /^#\/(playlist|album)\/([\w-]{1,200})\b/.exec(url.hash) ?? [];
  return type === undefined || id === undefined ? null : linkTo(type, id);
}

const names = z.array(z.object({ name: z.string() })).catch([]);
/** Some servers number their songs and lists. */
const idSchema = z.union([z.string(), z.number().transform(String)]);
const child = z.object({
  id: orNull(idSchema),
  title: z.string(),
  artist: textOrNull,
  artists: names,
  album: textOrNull,
  year: orNull(z.coerce.number()),
  /** Seconds. */
  duration: z.coerce.number().catch(0),
  genre: textOrNull,
  genres: names,
  isrc: z.array(z.string()).catch([]),
});
const songs = z.array(z.unknown()).catch([]);

/** What is asked for each kind of link, and where its name and songs are in the answer. */
const readers: Record<
  string,
  (ask: AskSubsonic, id: string, call: CallOptions) => Promise<[string, unknown[]]>
> = {
  async playlist(ask, id, call) {
    const list = z.object({ playlist: z.object({ name: z.string().catch(''), entry: songs }) });
    const { playlist } = await ask('getPlaylist', { id }, list, call);
    return [playlist.name, playlist.entry];
  },
  async album(ask, id, call) {
    const list = z.object({ album: z.object({ name: z.string().catch(''), song: songs }) });
    const { album } = await ask('getAlbum', { id }, list, call);
    return [album.name, album.song];
  },
  async starred(ask, _, call) {
    const { starred2 } = await ask(
      'getStarred2',
      {},
      z.object({ starred2: z.object({ song: songs }) }),
      call,
    );
    return [words.starred, starred2.song];
  },
};

/** `load` throws `UserError` for what is not there or not switched on, `ServiceError` when the server fails. */
function createSubsonicSource(ask: AskSubsonic | null, onTrouble: (error: Error) => void): SongSource {
  return {
    name: 'subsonic',
    async load({ type, id }: SubsonicLink, call = {}) {
      const read = readers[type];
      if (ask === null || read === undefined) throw new UserError('subsonic-off', sentences.subsonic.off);
      try {
        const [title, rows] = await read(ask, id, call);
        return finishPlaylist({ title, source: 'subsonic', url: null, rows: rows.map(rowOf) });
      } catch (cause) {
        const status = cause instanceof ServiceError ? cause.status : undefined;
        if (cause instanceof ServiceError && (status === 401 || status === 403)) {
          onTrouble(cause);
          throw new UserError('subsonic-refused', sentences.subsonic.refused, { cause });
        }
        if (status === 404) throw new UserError('playlist-not-found', sentences.subsonic.notFound, { cause });
        throw cause;
      }
    },
  };
}

function rowOf(raw: unknown): Row {
  const { data } = child.safeParse(raw);
  if (data === undefined) return { title: '(no title)', reason: words.unreadableRow };
  const { id, artists, artist, genres, genre, duration, isrc, ...known } = data;
  return {
    ...known,
    artists: (artists.length > 0 ? artists.map(({ name }) => name) : [artist ?? '']).filter(
      (name) => !isPlaceholderArtist(name),
    ),
    genres: genres.length > 0 ? genres.map(({ name }) => name) : [genre ?? ''],
    durationMs: duration * 1000,
    isrc: isrc[0],
    subsonicId: id,
  };
}

/** How long the names of playlists count as current: every keystroke asks for them. */
const namesKeptMs = 60_000;

/** The server's playlists and its starred songs, for autocomplete; null when no server is set. */
export function createSubsonicChoices(config: Config, http: Http) {
  const client = clientOf(config, http);
  if (client === null) return null;
  const lists = z.object({ playlists: z.object({ playlist: z.array(z.unknown()).catch([]) }) });
  const list = z.object({ id: idSchema, name: z.string() });
  const read = async (): Promise<{ title: string; link: string }[]> => {
    const { playlists } = await client.ask('getPlaylists', {}, lists);
    return [
      { title: words.starred, link: 'subsonic:starred' },
      ...playlists.playlist
        .flatMap((raw) => list.safeParse(raw).data ?? [])
        .map(({ id, name }) => ({ title: name, link: `subsonic:playlist:${id}` })),
    ];
  };
  let kept: { until: number; lists: ReturnType<typeof read> } | null = null;
  return () => {
    // A failure is kept as long: a server that is down is not asked at every keystroke.
    if (kept === null || kept.until < Date.now()) kept = { until: Date.now() + namesKeptMs, lists: read() };
    return kept.lists;
  };
}

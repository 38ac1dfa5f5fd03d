/** Answers as Spotify does in late 2026: the Web API, the accounts service and the public embed page, on one address. */
import { createHash, randomBytes } from 'node:crypto';
import { type Answer, type Loopback, type Seen, startLoopback } from './loopback.ts';
import { type MadeUpSong, madeUpSongs } from './made-up-songs.ts';

type FakePlaylist = {
  name: string;
  /** Rows as the API gives them; `songs(n)` makes ordinary ones. */
  rows: unknown[];
  snapshot: string;
  /** Whose: only their tokens may read the rows. */
  owner: string;
  isPublic: boolean;
};

export type FakeSpotify = {
  loopback: Loopback;
  url: string;
  playlists: Map<string, FakePlaylist>;
  liked: Map<string, unknown[]>;
  /** Access token → user, for tokens that were not got by signing in. */
  users: Map<string, string>;
  /** An app with extended quota reads every public playlist with its own token. */
  extended: boolean;
  /** Answers every API call instead of the usual, while set. */
  trouble: ((request: Seen) => Answer | null) | null;
  /** The same for the public pages. */
  pageTrouble: Answer | null;
  /** Takes back every consent, as the person can on Spotify's page. */
  revokeAll(): void;
  /** What the person at the consent page is: their id at Spotify. */
  signedInAs: string;
  /** Playlists that were created, by their id. */
  created: Map<string, { owner: string; about: unknown; uris: string[] }>;
  /** What a search or an id may find, as `trackOf` gives it. */
  catalogue: Record<string, unknown>[];
  /** Path of a request and how often it was asked. */
  asked(path: RegExp): number;
};

export const fakeClient = { id: 'client-id', secret: 'client-secret' };

const idOf = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 22).replace(/^\d/, 'a');

export function trackOf(song: MadeUpSong): Record<string, unknown> {
  return {
    type: 'track',
    id: idOf(song.title),
    uri: `spotify:track:${idOf(song.title)}`,
    name: song.title,
    is_local: false,
    artists: [{ name: song.artist, type: 'artist' }],
    album: {
      name: `Album of ${song.title}`,
      release_date: '2019-05-17',
      images: [
        { url: 'https://i.scdn.co/image/640', width: 640, height: 640 },
        { url: 'https://i.scdn.co/image/300', width: 300, height: 300 },
      ],
    },
    duration_ms: song.seconds * 1000,
    external_ids: { isrc: song.isrc },
    preview_url: null,
  };
}

/** Rows as `/playlists/{id}/items` gives them. */
export function rowsOf(count: number, first = 1): unknown[] {
  return madeUpSongs(count, first).map((song) => ({
    added_at: '2026-01-01T00:00:00Z',
    is_local: false,
    item: trackOf(song),
    track: trackOf(song),
  }));
}

const apiError = (status: number, message: string, more: Record<string, unknown> = {}): Answer => ({
  status,
  json: { error: { status, message, ...more } },
});

/** What a used-up quota looks like since July 2026. */
export function quotaExceeded(seconds: number): Answer {
  return {
    status: 429,
    headers: { 'retry-after': String(seconds) },
    json: { error: { status: 429, message: 'Too many requests', reason: 'QUOTA_EXCEEDED' } },
  };
}

export function embedPage(entity: unknown): string {
  const data = { props: { pageProps: { state: { data: { entity }, settings: { session: {} } } } } };
  return `<!DOCTYPE html><html><head><script nonce="x">var a = "<b>";</script></head><body><div id="__next"></div><script id="__NEXT_DATA__" type="application/json">${JSON.stringify(data)}</script></body></html>`;
}

function embedOf(list: FakePlaylist): string {
  const trackList = list.rows.slice(0, 100).flatMap((raw) => {
    const { item } = raw as { item: ReturnType<typeof trackOf> | null };
    if (item === null) return [];
    const artists = item.artists as { name: string }[];
    const subtitle = artists.map(({ name }) => name).join(',\u00a0');
    return [
      {
        uri: item.uri,
        title: item.name,
        subtitle,
        duration: item.duration_ms,
        isPlayable: true,
        audioPreview: null,
      },
    ];
  });
  return embedPage({ type: 'playlist', name: list.name, trackList, coverArt: { sources: [] } });
}

function pageOf(rows: readonly unknown[], url: URL): Answer {
  const limit = Number(url.searchParams.get('limit') ?? 20);
  const offset = Number(url.searchParams.get('offset') ?? 0);
  if (limit > 50) return apiError(400, 'Invalid limit');
  return {
    json: { items: rows.slice(offset, offset + limit), limit, offset, total: rows.length, next: null },
  };
}

type Grant = { user: string; challenge: string; redirectUri: string; scope: string };

export async function startSpotify(options: { untilClosed?: boolean } = {}): Promise<FakeSpotify> {
  const codes = new Map<string, Grant>();
  const refreshTokens = new Map<string, string>();
  const consents = new Map<string, string>();

  function userOf(request: Seen): string | null {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    return token === 'app-token' ? 'app' : (fake.users.get(token) ?? null);
  }

  function tokens(user: string, scope: string): Answer {
    if (scope !== '') consents.set(user, scope);
    const access = `access-${randomBytes(4).toString('hex')}`;
    const refresh = `refresh-${randomBytes(4).toString('hex')}`;
    fake.users.set(access, user);
    refreshTokens.set(refresh, user);
    return {
      json: { access_token: access, token_type: 'Bearer', scope, expires_in: 3600, refresh_token: refresh },
    };
  }

  function token(request: Seen): Answer {
    const form = new URLSearchParams(request.body);
    const basic = `Basic ${Buffer.from(`${fakeClient.id}:${fakeClient.secret}`).toString('base64')}`;
    const byId = form.get('client_id') === fakeClient.id;
    const invalid = (error: string, description: string): Answer => ({
      status: 400,
      json: { error, error_description: description },
    });
    if (request.headers.authorization !== basic && !(byId && request.headers.authorization === undefined)) {
      return invalid('invalid_client', 'Invalid client secret');
    }
    if (form.get('grant_type') === 'client_credentials') {
      return { json: { access_token: 'app-token', token_type: 'Bearer', expires_in: 3600 } };
    }
    if (form.get('grant_type') === 'refresh_token') {
      const old = form.get('refresh_token') ?? '';
      const user = refreshTokens.get(old);
      if (user === undefined) return invalid('invalid_grant', 'Refresh token revoked');
      refreshTokens.delete(old);
      return tokens(user, '');
    }
    const grant = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    if (grant === undefined) return invalid('invalid_grant', 'Invalid authorization code');
    const hash = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (hash !== grant.challenge) return invalid('invalid_grant', 'code_verifier was incorrect');
    if (form.get('redirect_uri') !== grant.redirectUri)
      return invalid('invalid_grant', 'Invalid redirect URI');
    return tokens(grant.user, grant.scope);
  }

  /** The consent page: two links instead of Spotify's buttons. */
  function authorize({ url }: Seen): Answer {
    const ask = url.searchParams;
    if (ask.get('client_id') !== fakeClient.id)
      return { status: 400, body: 'INVALID_CLIENT: Invalid client' };
    if (ask.get('code_challenge_method') !== 'S256') return { status: 400, body: 'code_challenge_method' };
    const redirectUri = ask.get('redirect_uri') ?? '';
    const code = `code-${randomBytes(4).toString('hex')}`;
    codes.set(code, {
      user: fake.signedInAs,
      challenge: ask.get('code_challenge') ?? '',
      redirectUri,
      scope: ask.get('scope') ?? '',
    });
    const back = (answer: Record<string, string>): string =>
      `${redirectUri}?${new URLSearchParams({ ...answer, state: ask.get('state') ?? '' })}`.replaceAll(
        '&',
        '&amp;',
      );
    return {
      body: `<!DOCTYPE html><title>Spotify</title><h1>SceneScore wants to:</h1><p>${ask.get('scope')}</p><a id="agree" href="${back({ code })}">Agree</a> <a id="cancel" href="${back({ error: 'access_denied' })}">Cancel</a>`,
    };
  }

  function playlist(request: Seen, user: string): Answer {
    const [, , , id = '', what] = request.url.pathname.split('/');
    const list = fake.playlists.get(id);
    if (list === undefined || !(list.isPublic || list.owner === user))
      return apiError(404, 'Resource not found');
    const { rows, ...about } = { ...list };
    if (what === undefined) return { json: { id, name: about.name, snapshot_id: about.snapshot } };
    if (user === 'app' && !fake.extended) {
      return what === 'items'
        ? apiError(401, 'Valid user authentication required')
        : apiError(403, 'Forbidden');
    }
    if (what === 'tracks' && user !== 'app') return apiError(403, 'Forbidden');
    if (user !== 'app' && list.owner !== user) return apiError(403, 'Forbidden');
    return pageOf(rows, request.url);
  }

  function create({ url, body }: Seen, user: string): Answer {
    if (!consents.get(user)?.includes('playlist-modify-private')) {
      return apiError(403, 'Insufficient client scope');
    }
    if (url.pathname === '/v1/me/playlists') {
      const id = idOf(`new ${fake.created.size}`);
      fake.created.set(id, { owner: user, about: JSON.parse(body), uris: [] });
      return {
        status: 201,
        json: { id, external_urls: { spotify: `https://open.spotify.com/playlist/${id}` } },
      };
    }
    const list = fake.created.get(/^\/v1\/playlists\/(\w+)\/items$/.exec(url.pathname)?.[1] ?? '');
    // /users/{id}/playlists and /playlists/{id}/tracks are gone.
    if (list?.owner !== user) return apiError(403, 'Forbidden');
    list.uris.push(...(JSON.parse(body) as { uris: string[] }).uris);
    return { status: 201, json: { snapshot_id: 'AAAA' } };
  }

  function search(query: string): Answer {
    const isrc = /^isrc:(\w+)$/.exec(query)?.[1];
    const items = fake.catalogue.filter(({ name, external_ids }) =>
      isrc === undefined
        ? query.includes(`track:"${name}"`)
        : (external_ids as { isrc?: string } | undefined)?.isrc === isrc,
    );
    return { json: { tracks: { items, total: items.length } } };
  }

  function api(request: Seen): Answer {
    const trouble = fake.trouble?.(request);
    if (trouble) return trouble;
    const user = userOf(request);
    if (user === null) return apiError(401, 'The access token expired');
    const path = request.url.pathname;
    if (request.method === 'POST') return create(request, user);
    if (path === '/v1/search') return search(request.url.searchParams.get('q') ?? '');
    if (path.startsWith('/v1/playlists/')) return playlist(request, user);
    if (path === '/v1/me') return { json: { id: user, display_name: `${user} on Spotify` } };
    if (path === '/v1/me/tracks') return pageOf(fake.liked.get(user) ?? [], request.url);
    if (path === '/v1/me/playlists') {
      const items = [...fake.playlists].map(([id, { name, rows, owner }]) => ({
        id,
        name,
        owner: { id: owner },
        collaborative: false,
        items: { total: rows.length },
      }));
      return pageOf(items, request.url);
    }
    if (path.startsWith('/v1/tracks/')) {
      const known = fake.catalogue.find(({ id }) => path.endsWith(`/${id}`));
      return { json: known ?? trackOf({ ...madeUpSongs(1)[0], title: 'One song' } as MadeUpSong) };
    }
    if (/^\/v1\/albums\/[^/]+\/tracks$/.test(path)) {
      const rows = madeUpSongs(60).map((song) => ({
        ...trackOf(song),
        album: undefined,
        external_ids: undefined,
      }));
      return pageOf(rows, request.url);
    }
    if (path.startsWith('/v1/albums/')) {
      return {
        json: { name: 'An album', release_date: '1999', images: [], artists: [{ name: 'Artist 1' }] },
      };
    }
    // artists/{id}/top-tracks and everything else that was taken away.
    return apiError(403, 'Forbidden');
  }

  function answer(request: Seen): Answer {
    const { pathname } = request.url;
    if (pathname === '/api/token') return token(request);
    if (pathname === '/authorize') return authorize(request);
    if (pathname.startsWith('/v1/')) return api(request);
    if (fake.pageTrouble !== null) return fake.pageTrouble;
    const list = fake.playlists.get(/^\/embed\/playlist\/(\w+)$/.exec(pathname)?.[1] ?? '');
    if (list?.isPublic) return { body: embedOf(list) };
    return {
      status: 404,
      body: `<html><script id="__NEXT_DATA__" type="application/json">{"props":{"pageProps":{"status":404,"title":"Page not found"}}}</script></html>`,
    };
  }

  const loopback = await startLoopback(answer, options);
  const fake: FakeSpotify = {
    loopback,
    url: loopback.url,
    playlists: new Map(),
    liked: new Map(),
    users: new Map(),
    extended: false,
    trouble: null,
    pageTrouble: null,
    revokeAll: () => refreshTokens.clear(),
    created: new Map(),
    catalogue: [],
    signedInAs: 'ada',
    asked: (path) => loopback.seen.filter(({ url }) => path.test(url.pathname)).length,
  };
  return fake;
}

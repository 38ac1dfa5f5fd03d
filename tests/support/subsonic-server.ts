/** Answers as Navidrome does: every error with status 200. */
import { createHash } from 'node:crypto';
import { type Answer, type Loopback, type Seen, startLoopback } from './loopback.ts';

export const account = { user: 'host', password: 'pass & wörd' };

export type SubsonicServer = {
  url: string;
  seen: Seen[];
  /** Users of an LDAP directory have no token. */
  isDirectory: boolean;
  trouble: Answer | null;
  /** Of OpenSubsonic; null: a server that doesn't know of any. */
  extensions: string[] | null;
  /** In place of the usual answers, by method. */
  replies: Map<string, (id: string) => Answer>;
  /** What `stream` sends for each id; others are not found. */
  sounds: Map<string, Answer>;
};

export const wrap = (body: object): Answer => ({
  json: {
    'subsonic-response': { status: 'ok', version: '1.16.1', type: 'navidrome', openSubsonic: true, ...body },
  },
});
export const refusal = (code: number, message: string): Answer =>
  wrap({ status: 'failed', error: { code, message } });

export const entry = (title: string, more: object = {}) => ({
  id: `id-${title}`,
  isDir: false,
  title,
  album: 'Field Notes',
  artist: 'One • Two',
  artists: [{ name: 'One' }, { name: 'Two' }],
  year: 2019,
  genre: 'Folk',
  genres: [{ name: 'Folk' }, { name: 'Ambient' }],
  duration: 201,
  isrc: ['QZABC2600001'],
  ...more,
});

const answers: Record<string, (id: string) => Answer> = {
  ping: () => wrap({}),
  getPlaylists: () => wrap({ playlists: { playlist: [{ id: 'p1', name: 'Road trip', songCount: 2 }] } }),
  getPlaylist: (id) =>
    id === 'p1'
      ? wrap({
          playlist: {
            id,
            name: 'Road trip',
            entry: [
              entry('Dawn'),
              entry('Dusk', { id: 7, artists: undefined, artist: 'Three', isrc: undefined }),
              7,
            ],
          },
        })
      : refusal(70, 'data not found'),
  getAlbum: (id) => wrap({ album: { id, name: 'Field Notes', song: [entry('Noon')] } }),
  getLyricsBySongId: (id) =>
    id === 'id-Dawn'
      ? wrap({
          lyricsList: {
            structuredLyrics: [
              {
                displayTitle: 'Dawn',
                lang: 'xxx',
                synced: true,
                line: [
                  { start: 0, value: 'It dawns' },
                  { start: 9, value: 'at last' },
                ],
              },
            ],
          },
        })
      : id === 'id-Star'
        ? wrap({ lyricsList: {} })
        : refusal(70, 'data not found'),
  getLyrics: () => wrap({ lyrics: { artist: 'One', title: 'Dawn', value: 'It dawns\nby name' } }),
  getStarred2: () => wrap({ starred2: { song: [entry('Star')], album: [], artist: [] } }),
};

function isKnown(query: URLSearchParams, isDirectory: boolean): boolean {
  const { user, password } = account;
  if (query.get('u') !== user) return false;
  if (isDirectory) return query.get('p') === `enc:${Buffer.from(password).toString('hex')}`;
  const token = createHash('md5')
    .update(password + (query.get('s') ?? ''))
    .digest('hex');
  return (query.get('s') ?? '').length >= 6 && query.get('t') === token;
}

export async function startSubsonic(
  options: { untilClosed?: boolean } = {},
): Promise<SubsonicServer & Pick<Loopback, 'close'>> {
  const loopback = await startLoopback(({ url }) => {
    if (server.trouble !== null) return server.trouble;
    const query = url.searchParams;
    if (query.get('v') !== '1.16.1' || query.get('f') !== 'json' || !query.get('c'))
      return refusal(10, 'Required parameter is missing');
    if (server.isDirectory && query.has('t'))
      return refusal(41, 'Token authentication not supported for LDAP users.');
    if (!isKnown(query, server.isDirectory)) return refusal(40, 'Wrong username or password');
    if (url.pathname.endsWith('/stream.view'))
      return server.sounds.get(query.get('id') ?? '') ?? refusal(70, 'data not found');
    if (url.pathname.endsWith('/getOpenSubsonicExtensions.view') && server.extensions !== null)
      return wrap({ openSubsonicExtensions: server.extensions.map((name) => ({ name, versions: [1] })) });
    const method = /^\/music\/rest\/(\w+)\.view$/.exec(url.pathname)?.[1] ?? '';
    const reply = server.replies.get(method) ?? answers[method];
    return reply?.(query.get('id') ?? '') ?? { status: 404, body: 'not found' };
  }, options);
  const server: SubsonicServer & Pick<Loopback, 'close'> = {
    url: `${loopback.url}/music`,
    seen: loopback.seen,
    isDirectory: false,
    trouble: null,
    extensions: null,
    replies: new Map(),
    sounds: new Map(),
    close: loopback.close,
  };
  return server;
}

/** Services that are well, so that one beside them can fail. */
import { rasterise } from '../../src/photos/sharp.ts';
import { type GeminiServer, startGemini } from '../support/gemini-server.ts';
import { startGenius } from '../support/genius-server.ts';
import { type Loopback, startLoopback } from '../support/loopback.ts';
import { startLrclib } from '../support/lrclib-server.ts';
import { madeUpSongs } from '../support/made-up-songs.ts';
import { aSong } from '../support/songs.ts';
import { type FakeSpotify, rowsOf, startSpotify } from '../support/spotify-server.ts';
import { startSubsonic } from '../support/subsonic-server.ts';

const songCount = 6;
/** Each of three people comes with songs of their own. */
const songs = madeUpSongs(3 * songCount);

/** The songs of the first, second or third person. */
const songsOf = (person: 0 | 1 | 2) => songs.slice(person * songCount, (person + 1) * songCount);

/** As they would type them. */
export const songsAsText = (person: 0 | 1 | 2): string =>
  songsOf(person)
    .map(({ title, artist }) => `${artist} - ${title}`)
    .join('\n');

/** With their ISRCs. */
export const songsAsCsv = (person: 0 | 1 | 2): string =>
  [
    'Track name,Artist name,ISRC',
    ...songsOf(person).map(({ title, artist, isrc }) => `${title},${artist},${isrc}`),
  ].join('\n');

/** As they are known on the host's own music server. */
export const songsOnServer = (person: 0 | 1 | 2) =>
  songsOf(person).map(({ title, artist }) =>
    aSong({ title, artists: [artist], subsonicId: `id of ${title}` }),
  );

/** Of our own, different for each song, long enough to be taken for lyrics. */
const wordsOf = (title: string): string =>
  Array.from({ length: 12 }, (_, line) => `${title} goes walking by the river ${line} and is glad`).join(
    '\n',
  );

/** The services that are well. */
export type World = {
  lrclib: Loopback;
  lrclibWithoutWords: Loopback;
  genius: Loopback;
  gemini: GeminiServer;
  spotify: FakeSpotify;
  /** Has neither words nor sound of these songs. */
  subsonic: { url: string };
  /** Answers everything with 404. */
  nobody: Loopback;
  photo: Uint8Array;
  close(): Promise<void>;
};

export const spotifyId = '37i9dQZF1DXcBWIGoYBM5M';

export async function startWorld(): Promise<World> {
  const untilClosed = true;
  const [lrclib, lrclibWithoutWords, genius, gemini, spotify, subsonic, nobody] = await Promise.all([
    startLrclib(
      songs.map(({ title, artist, seconds }) => ({ title, artist, seconds, plain: wordsOf(title) })),
      { untilClosed },
    ),
    startLrclib([], { untilClosed }),
    startGenius(
      songs.map(({ title, artist }) => ({ title, artist, words: wordsOf(title).replaceAll('\n', '<br>') })),
      { untilClosed },
    ),
    startGemini({ untilClosed }),
    startSpotify({ untilClosed }),
    startSubsonic({ untilClosed }),
    startLoopback(() => ({ status: 404, json: {} }), { untilClosed }),
  ]);
  subsonic.extensions = ['songLyrics', 'transcodeOffset'];
  const list = { name: 'Evenings', rows: rowsOf(songCount), snapshot: 's1', owner: 'ada', isPublic: true };
  spotify.playlists.set(spotifyId, list);
  const dusk =
    '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><rect width="60" height="40" fill="#203060"/></svg>';
  const servers = [lrclib, lrclibWithoutWords, genius, gemini, spotify.loopback, subsonic, nobody];
  return {
    lrclib,
    lrclibWithoutWords,
    genius,
    gemini,
    spotify,
    subsonic,
    nobody,
    photo: await rasterise(Buffer.from(dusk)),
    async close() {
      await Promise.all(servers.map((server) => server.close()));
    },
  };
}

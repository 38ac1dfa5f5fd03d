/**
 * The race as a person at a terminal sees it: the built program from its start to its end, with a Spotify link, facts
 * of songs and a video, one Genius address in seven that can't be guessed, and one song in three that LRCLIB lacks.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { deezerTrackOf, startDeezer } from '../tests/support/deezer-server.ts';
import { startGemini } from '../tests/support/gemini-server.ts';
import { startGenius } from '../tests/support/genius-server.ts';
import { startLoopback } from '../tests/support/loopback.ts';
import { startLrclib } from '../tests/support/lrclib-server.ts';
import { startMusicBrainz } from '../tests/support/musicbrainz-server.ts';
import { embedPage } from '../tests/support/spotify-server.ts';
import { startYoutube } from '../tests/support/youtube-server.ts';
import { makePreview } from './ears.ts';
import { withoutModels } from './photo.ts';
import { geminiMs, latency, type RaceSong } from './race-songs.ts';

const program = fileURLToPath(new URL('../dist/src/cli.js', import.meta.url));

/** Milliseconds, of what the one by one race leaves out. */
const playlistMs = 300;
const videoMs = 300;
const previewMs = 150;

const playlistId = '37i9dQZF1DX0XUsuxWHRQd';

const answerSchema = z.object({
  matches: z.array(z.object({ basis: z.string(), evidence: z.array(z.string()), youtube: z.string() })),
  notices: z.array(z.string()),
});

/** `until`: when the last answer of each kind had come, in milliseconds from the start. */
type Finish = {
  ms: number;
  fromLyrics: number;
  heard: number;
  notices: string[];
  until: Map<string, number>;
  calls: number;
};

async function startWorld(songs: readonly RaceSong[], until: (kind: string, ms: number) => void) {
  const untilClosed = true;
  const takes = (kind: string, ms: number): number => {
    until(kind, performance.now() + ms);
    return ms;
  };
  const recorded = songs.map(({ words, ...song }, at) => ({
    ...song,
    seconds: 200,
    isrc: `QZRAC26${10_000 + at}`,
  }));
  const trackList = recorded.map(({ title, artist, seconds }) => ({
    uri: 'spotify:track:4uLU6hMCjMI75M1A2tKUQC',
    title,
    subtitle: artist,
    duration: 1000 * seconds,
  }));
  const page = embedPage({ type: 'playlist', name: 'Race', trackList, coverArt: { sources: [] } });
  const [spotify, genius, lrclib, gemini, youtube, deezer, musicbrainz] = await Promise.all([
    startLoopback(() => ({ delayMs: takes('playlist', playlistMs), body: page }), { untilClosed }),
    startGenius(
      songs.map(({ words, ...song }, at) => ({
        ...song,
        words: words.replaceAll('\n', '<br>'),
        ...(at % 7 === 3 && { url: `https://genius.com/Page-${at}-lyrics` }),
      })),
      {
        untilClosed,
        delayMs: ({ url }) => takes('Genius', url.pathname === '/search' ? latency.search : latency.page),
      },
    ),
    startLrclib(
      songs.filter((_, at) => at % 3 !== 2).map(({ words, ...song }) => ({ ...song, plain: words })),
      { untilClosed, delayMs: () => takes('LRCLIB', latency.lrclib) },
    ),
    startGemini({
      untilClosed,
      delayMs: ({ text, kind }) => takes(kind === 'explain' ? 'explanation' : 'readings', geminiMs(text)),
    }),
    startYoutube([], { untilClosed, delayMs: () => takes('video', videoMs) }),
    startDeezer({ untilClosed }),
    startMusicBrainz(recorded, { untilClosed, spacingMs: 1000 }),
  ]);
  deezer.records = recorded.map((song, at) => ({
    track: { ...deezerTrackOf(song, at), id: 1000 + at, preview: `${deezer.url}/preview.mp3` },
    genres: ['Pop'],
  }));
  const { bytes } = makePreview();
  deezer.trouble = ({ url }) =>
    url.pathname === '/preview.mp3' ? { body: bytes, delayMs: takes('previews', previewMs) } : null;
  const servers = [spotify, genius, lrclib, gemini, youtube, deezer.loopback, musicbrainz];
  return {
    env: {
      SPOTIFY_WEB_URL: spotify.url,
      GENIUS_TOKEN: 'token-for-the-race',
      GENIUS_API_URL: genius.url,
      GENIUS_WEB_URL: genius.url,
      LRCLIB_URL: lrclib.url,
      GEMINI_API_KEY: 'key-for-the-race',
      GEMINI_API_URL: gemini.url,
      YOUTUBE_API_KEY: 'key-for-the-race',
      YOUTUBE_API_URL: youtube.url,
      DEEZER_API_URL: deezer.url,
      MUSICBRAINZ_URL: musicbrainz.url,
    },
    calls: () => gemini.calls.length,
    close: () => Promise.all(servers.map((server) => server.close())),
  };
}

/** Null where nothing is built. `listen` as the setting LISTEN. */
export async function runProcess(
  songs: readonly RaceSong[],
  photo: Uint8Array,
  listen: 'off' | 'previews',
): Promise<Finish | null> {
  if (!existsSync(program)) return null;
  const until = new Map<string, number>();
  const folder = await mkdtemp(join(tmpdir(), 'scenescore-race-'));
  let from = 0;
  const world = await startWorld(songs, (kind, at) =>
    until.set(kind, Math.max(at - from, until.get(kind) ?? 0)),
  );
  try {
    const photoPath = join(folder, 'photo.png');
    await writeFile(photoPath, photo);
    const playlist = `https://open.spotify.com/playlist/${playlistId}`;
    from = performance.now();
    const child = spawn(process.execPath, [program, 'match', photoPath, playlist, '--json'], {
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        DATA_DIR: folder,
        LISTEN: listen,
        ...withoutModels,
        ...world.env,
      },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
    });
    const [code] = await once(child, 'close');
    const ms = performance.now() - from;
    if (code !== 0) throw new Error(`the program ended with ${code}`);
    const { matches, notices } = answerSchema.parse(JSON.parse(output));
    const fromLyrics = matches.filter(({ basis }) => basis === 'lyrics').length;
    const heard = matches.filter(({ evidence }) => evidence.includes('heard')).length;
    return { ms, fromLyrics, heard, notices, until, calls: world.calls() };
  } finally {
    await world.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Everything outside the bot, on loopback: Discord, the services, tiny models, and a switch for their troubles. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { modelById } from '../../../src/models/catalogue.ts';
import { rasterise } from '../../../src/photos/sharp.ts';
import { type LoopbackDiscord, startDiscord } from '../discord/loopback-discord.ts';
import { geminiTroubles, startGemini } from '../gemini-server.ts';
import { cloudflareRefusal, startGenius } from '../genius-server.ts';
import type { Seen } from '../loopback.ts';
import { startLrclib } from '../lrclib-server.ts';
import { madeUpSongs } from '../made-up-songs.ts';
import { fakeClient, rowsOf, startSpotify } from '../spotify-server.ts';
import { tinyBert, tinyBlip, writeModel } from '../tiny-models.ts';
import { tinyClip } from '../tiny-vision-models.ts';

export type Trouble = 'lrclib' | 'genius' | 'gemini' | 'spotify';

export type SoakWorld = {
  discord: LoopbackDiscord;
  /** What the bot is started with. */
  env: Record<string, string>;
  /** The service that fails from now on; null: all are well. */
  trouble: Trouble | null;
  /** Puts a photo of its own colours at the given number on Discord and gives its address. */
  photo(number: number): Promise<string>;
  /** Puts a file on Discord that is not forgotten. */
  keep(path: string, bytes: Uint8Array): void;
  /** What the bot writes beside its data. */
  temporary: string;
  /** Links of playlists; each holds other songs after `turnOver`. */
  links: readonly string[];
  /** Gives one playlist another dozen songs that nobody has seen before. */
  turnOver(): void;
  /** Forgets what was asked: a soak would fill this process. */
  forget(): void;
  close(): Promise<void>;
};

const words = (title: string): string =>
  Array.from({ length: 12 }, (_, line) => `${title} goes down to the river ${line} and is glad`).join('\n');

const songCount = 6_000;
const playlistCount = 24;

const drawing = (hue: number, height: number): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"><rect width="640" height="480" fill="hsl(${hue} 60% 35%)"/><circle cx="320" cy="${height}" r="90" fill="hsl(${(hue + 150) % 360} 80% 60%)"/></svg>`;

async function writeModels(folder: string): Promise<void> {
  await writeModel(join(folder, modelById('blip').repo), tinyBlip());
  await writeModel(join(folder, modelById('clip').repo), tinyClip());
  await writeModel(join(folder, 'tiny-bert'), tinyBert());
}

export async function startSoakWorld(): Promise<SoakWorld> {
  const untilClosed = true;
  const data = await mkdtemp(join(tmpdir(), 'scenescore-soak-'));
  await writeModels(join(data, 'models'));
  const songs = madeUpSongs(songCount);
  // Of three songs one has its words at LRCLIB, one at Genius only, one nowhere.
  const having = (rest: number) => songs.filter((_, at) => at % 3 === rest);
  const [discord, lrclib, genius, gemini, spotify] = await Promise.all([
    startDiscord({ untilClosed }),
    startLrclib(
      having(0).map((song) => ({ ...song, plain: words(song.title) })),
      { untilClosed, before: () => (world.trouble === 'lrclib' ? { status: 503, body: 'busy' } : undefined) },
    ),
    startGenius(
      having(1).map((song) => ({ ...song, words: words(song.title).replaceAll('\n', '<br>') })),
      { untilClosed, before: () => (world.trouble === 'genius' ? cloudflareRefusal : undefined) },
    ),
    startGemini({
      untilClosed,
      before: () => (world.trouble === 'gemini' ? geminiTroubles.overloaded : undefined),
    }),
    startSpotify({ untilClosed }),
  ]);
  spotify.trouble = () => (world.trouble === 'spotify' ? { status: 503, json: {} } : null);
  const ids = Array.from(
    { length: playlistCount },
    (_, at) => `37i9dQZF1DX0soak${String(at).padStart(6, '0')}`,
  );
  let nextSong = 1;
  for (const [at, id] of ids.entries()) {
    const rows = rowsOf(12 + (at % 6) * 8, nextSong);
    nextSong += 6;
    spotify.playlists.set(id, { name: `Evenings ${at}`, rows, snapshot: 's1', owner: 'ada', isPublic: true });
  }
  let turn = 0;
  const kept = new Set<string>();
  const temporary = join(data, 'tmp');
  await mkdir(temporary);
  const seen: Seen[][] = [lrclib.seen, genius.seen, gemini.seen, spotify.loopback.seen];
  const world: SoakWorld = {
    discord,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: data,
      DATA_DIR: join(data, 'data'),
      TMPDIR: temporary,
      DISCORD_TOKEN: 'MTIzNDU2Nzg5MDEyMzQ1Njc4OQ.GaBcDe.abcdefghijklmnopqrstuvwxyz0123456789AB',
      DISCORD_API_URL: discord.apiUrl,
      DISCORD_ATTACHMENT_HOSTS: discord.host,
      HTTP_PORT: '0',
      LRCLIB_URL: lrclib.url,
      FACTS: 'off',
      GENIUS_TOKEN: 'genius-token',
      GENIUS_API_URL: genius.url,
      GENIUS_WEB_URL: genius.url,
      GEMINI_API_KEY: 'gemini-key',
      GEMINI_API_URL: gemini.url,
      SPOTIFY_CLIENT_ID: fakeClient.id,
      SPOTIFY_CLIENT_SECRET: fakeClient.secret,
      SPOTIFY_API_URL: spotify.url,
      SPOTIFY_ACCOUNTS_URL: spotify.url,
      SPOTIFY_WEB_URL: spotify.url,
      DEEZER_API_URL: 'http://127.0.0.1:9',
      APPLE_MUSIC_URL: 'http://127.0.0.1:9',
      ITUNES_URL: 'http://127.0.0.1:9',
      YOUTUBE_WEB_URL: 'http://127.0.0.1:9',
      HF_ENDPOINT: 'http://127.0.0.1:9',
      MODELS_DIR: join(data, 'models'),
      MODELS_OFFLINE: '1',
      EMBEDDER: 'tiny-bert',
      LOG_LEVEL: 'info',
      // As in the image.
      MALLOC_ARENA_MAX: '2',
    },
    trouble: null,
    async photo(number) {
      const path = `/attachments/1/${number}/photo.png`;
      if (!discord.files.has(path)) {
        const svg = drawing((number * 37) % 360, 60 + (number % 360));
        discord.files.set(path, await rasterise(Buffer.from(svg)));
      }
      return `http://${discord.host}${path}`;
    },
    temporary,
    keep(path, bytes) {
      kept.add(path);
      discord.files.set(path, bytes);
    },
    links: ids.map((id) => `https://open.spotify.com/playlist/${id}`),
    turnOver() {
      turn += 1;
      const list = spotify.playlists.get(ids[turn % ids.length] ?? '');
      if (list === undefined) return;
      nextSong = (nextSong + 12) % (songCount - 100);
      list.rows = [...list.rows.slice(12), ...rowsOf(12, nextSong)];
      list.snapshot = `s${turn}`;
    },
    forget() {
      for (const all of seen) all.splice(0, Math.max(0, all.length - 100));
      gemini.calls.splice(0, Math.max(0, gemini.calls.length - 100));
      discord.sent.splice(0, Math.max(0, discord.sent.length - 2_000));
      const photos = [...discord.files.keys()].filter((path) => !kept.has(path));
      for (const path of photos.slice(0, -200)) discord.files.delete(path);
    },
    async close() {
      const servers = [discord, lrclib, genius, gemini, spotify.loopback];
      await Promise.all(servers.map((server) => server.close()));
      await rm(data, { recursive: true, force: true });
    },
  };
  return world;
}

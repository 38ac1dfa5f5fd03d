/** All that the bot of the benchmark meets: Discord, services that answer at once, models of random weights. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { modelById } from '../../src/models/catalogue.ts';
import { packagePath } from '../../src/package-path.ts';
import { rasterise } from '../../src/photos/sharp.ts';
import { startDeezer } from '../../tests/support/deezer-server.ts';
import { type LoopbackDiscord, startDiscord } from '../../tests/support/discord/loopback-discord.ts';
import { startGemini } from '../../tests/support/gemini-server.ts';
import { startGenius } from '../../tests/support/genius-server.ts';
import { startLrclib } from '../../tests/support/lrclib-server.ts';
import { tinyBert, tinyBlip, writeModel } from '../../tests/support/tiny-models.ts';
import { chance } from '../people.ts';

export type SungSong = { title: string; artist: string; words: string };

export type BotWorld = {
  discord: LoopbackDiscord;
  songs: readonly SungSong[];
  /** How many look-ups of words there were. */
  lookUps(): number;
  /** What a bot is started with; each one has its own memory. */
  env(more?: NodeJS.ProcessEnv): Promise<NodeJS.ProcessEnv>;
  gemini: { GEMINI_API_KEY: string; GEMINI_API_URL: string };
  close(): Promise<void>;
};

export const photoPath = '/attachments/1/2/photo.png';

/** Words that the lexicon has, so that reading them is as much work as reading a real song. */
async function vocabulary(): Promise<string[]> {
  const files = ['darkness', 'feelings', 'life', 'motion', 'qualities', 'speech'];
  const texts = await Promise.all(
    files.map((file) => readFile(packagePath('assets', 'lexicon', `${file}.tsv`), 'utf8')),
  );
  const lemmas = texts.flatMap((text) => text.split('\n')).map((line) => line.split('\t')[0] ?? '');
  return lemmas.filter((lemma) => /^[a-z]{3,12}$/.test(lemma));
}

/** Songs that nobody wrote before, each of some 300 words. */
export async function sungSongs(count: number): Promise<SungSong[]> {
  const words = await vocabulary();
  const random = chance(7);
  const word = (): string => words[Math.floor(random() * words.length)] ?? 'night';
  const line = (): string => `the ${word()} and the ${word()} of my ${word()} are ${word()}`;
  return Array.from({ length: count }, (_, at) => ({
    title: `${word()} ${word()} ${at + 1}`,
    artist: `The ${word()} of ${word()}`,
    words: Array.from({ length: 30 }, line).join('\n'),
  }));
}

/** Another photo for each number. */
export async function photo(number = 0): Promise<Uint8Array> {
  const colour = `hsl(${(220 + number * 37) % 360} ${50 + (number % 40)}% 25%)`;
  const stops = `<stop offset="0" stop-color="${colour}"/><stop offset="1" stop-color="#e0a080"/>`;
  return rasterise(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="2400" height="1600"><defs><linearGradient id="g" x2="1" y2="1">${stops}</linearGradient></defs><rect width="2400" height="1600" fill="url(#g)"/></svg>`,
    ),
  );
}

/** `songCount`: songs whose words can be found, each look-up within `lookUpMs`. */
export async function startBotWorld(songCount: number, { lookUpMs = 100 } = {}): Promise<BotWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'scenescore-bench-bot-'));
  const untilClosed = true;
  const songs = await sungSongs(songCount);
  const plain = songs.map(({ words, ...song }) => ({ ...song, plain: words }));
  const paged = songs.map(({ words, ...song }) => ({ ...song, words: words.replaceAll('\n', '<br>') }));
  const [discord, lrclib, genius, gemini, deezer] = await Promise.all([
    startDiscord({ untilClosed }),
    startLrclib(plain, { untilClosed, delayMs: lookUpMs }),
    startGenius(paged, { untilClosed, delayMs: lookUpMs / 2 }),
    startGemini({ untilClosed, delayMs: 500 }),
    startDeezer({ untilClosed }),
  ]);
  discord.files.set(photoPath, await photo());
  const modelsDir = join(folder, 'models');
  await writeModel(join(modelsDir, 'bench-bert'), tinyBert({ width: 384, layers: 6 }));
  await writeModel(join(modelsDir, modelById('blip').repo), tinyBlip({ width: 256 }));
  return {
    discord,
    songs,
    lookUps: () => lrclib.seen.length + genius.seen.length,
    gemini: { GEMINI_API_KEY: 'key-for-the-bench', GEMINI_API_URL: gemini.url },
    env: async (more = {}) => ({
      DISCORD_TOKEN: 'MTIzNDU2Nzg5MDEyMzQ1Njc4OQ.GaBcDe.abcdefghijklmnopqrstuvwxyz0123456789AB',
      DISCORD_API_URL: discord.apiUrl,
      DISCORD_ATTACHMENT_HOSTS: discord.host,
      DATA_DIR: await mkdtemp(join(folder, 'data-')),
      MODELS_DIR: modelsDir,
      MODELS_OFFLINE: '1',
      EMBEDDER: 'bench-bert',
      LRCLIB_URL: lrclib.url,
      DEEZER_API_URL: deezer.url,
      ITUNES_URL: 'http://127.0.0.1:9',
      FACTS: 'off',
      GENIUS_TOKEN: 'token-for-the-bench',
      GENIUS_API_URL: genius.url,
      GENIUS_WEB_URL: genius.url,
      LOG_LEVEL: 'error',
      ...more,
    }),
    async close() {
      await Promise.all([discord, lrclib, genius, gemini, deezer.loopback].map((server) => server.close()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

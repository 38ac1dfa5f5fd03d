/**
 * The race: one song after the other, as the prototype did it, against the whole app, on loopback services that
 * take their time alike for both. Captioning is left out on both sides.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { type App, createApp } from '../src/app/app.ts';
import { readConfig } from '../src/config.ts';
import { createLogger } from '../src/logger.ts';
import type { Ranking } from '../src/model/ranking.ts';
import type { MatchRequest, RunOptions } from '../src/pipeline/request.ts';
import { type GeminiServer, startGemini } from '../tests/support/gemini-server.ts';
import { geniusPath, startGenius } from '../tests/support/genius-server.ts';
import { type Loopback, startLoopback } from '../tests/support/loopback.ts';
import { startLrclib } from '../tests/support/lrclib-server.ts';
import { photoOf, withoutModels } from './photo.ts';
import { runProcess } from './race-process.ts';
import { geminiMs, latency, madeUp, type RaceSong } from './race-songs.ts';

type World = { artists: Loopback; genius: Loopback; lrclib: Loopback; gemini: GeminiServer };

async function startWorld(songs: readonly RaceSong[]): Promise<World> {
  const untilClosed = true;
  return {
    artists: await startLoopback(() => ({ delayMs: latency.artist, json: { genres: [] } }), { untilClosed }),
    genius: await startGenius(
      songs.map(({ words, ...song }) => ({ ...song, words: words.replaceAll('\n', '<br>') })),
      { untilClosed, delayMs: ({ url }) => (url.pathname === '/search' ? latency.search : latency.page) },
    ),
    lrclib: await startLrclib(
      songs.map(({ words, ...song }) => ({ ...song, plain: words })),
      { untilClosed, delayMs: latency.lrclib },
    ),
    gemini: await startGemini({
      untilClosed,
      delayMs: ({ text }) => geminiMs(text),
    }),
  };
}

async function body(response: Promise<Response>): Promise<string> {
  return (await response).text();
}

/** What the prototype waits for: artist, search, page and model for each song, and the explanation at the end. */
async function runPrototype(songs: readonly RaceSong[], world: World): Promise<number> {
  const from = performance.now();
  const model = `${world.gemini.url}/v1beta/models/prototype:generateContent`;
  const ask = (data: unknown): Promise<string> =>
    body(
      fetch(model, {
        method: 'POST',
        body: JSON.stringify({
          systemInstruction: { parts: [{ text: 'Describe the vibe.' }] },
          contents: [{ parts: [{ text: `<<<DATA\n${JSON.stringify(data)}\nDATA>>>` }] }],
        }),
      }),
    );
  for (const { title, artist, words } of songs) {
    await body(fetch(`${world.artists.url}/artists?name=${encodeURIComponent(artist)}`));
    await body(fetch(`${world.genius.url}/search?q=${encodeURIComponent(`${title} ${artist}`)}`));
    await body(fetch(`${world.genius.url}${geniusPath({ title, artist, words })}`));
    await ask([{ i: 0, title, artists: [artist], lyrics: words }]);
  }
  const best = songs.slice(0, 10).map(({ title }, i) => ({ i, title }));
  await ask({ moment: 'a photo', songs: best });
  return performance.now() - from;
}

type Lap = { first: number; full: number; end: number; ranking: Ranking };

/** `full`: when a ranking stood on the words of so many songs. */
async function lap(
  match: (request: MatchRequest, options: RunOptions) => Promise<Ranking>,
  request: MatchRequest,
  enough: number,
): Promise<Lap> {
  const from = performance.now();
  let first: number | null = null;
  let full: number | null = null;
  const note = (ranking: Ranking): void => {
    const now = performance.now() - from;
    first ??= now;
    if ((ranking.depth?.fromLyrics ?? 0) >= enough) full ??= now;
  };
  const ranking = await match(request, { onRanking: note });
  note(ranking);
  const end = performance.now() - from;
  return { first: first ?? end, full: full ?? Number.NaN, end, ranking };
}

type Request = (colour: string, songs: readonly RaceSong[]) => Promise<MatchRequest>;

/** A bot that has been running for a while: everything is loaded, nothing about these songs is known. */
async function withApp<T>(world: World, work: (app: App, request: Request) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), 'scenescore-race-'));
  const config = readConfig({
    DATA_DIR: dataDir,
    ...withoutModels,
    GEMINI_API_KEY: 'key-for-the-race',
    GEMINI_API_URL: world.gemini.url,
    GENIUS_TOKEN: 'token-for-the-race',
    GENIUS_API_URL: world.genius.url,
    GENIUS_WEB_URL: world.genius.url,
    LRCLIB_URL: world.lrclib.url,
    FACTS: 'off',
  });
  const app = await createApp(config, { logger: createLogger('silent') });
  try {
    const request: Request = async (colour, songs) => ({
      photo: await photoOf(colour),
      playlists: [
        { kind: 'text', text: songs.map(({ title, artist }) => `${artist} - ${title}`).join('\n') },
      ],
      feeling: '',
    });
    await app.matchScene(await request('#808080', [{ artist: 'Nobody', title: 'Warm', words: '' }]));
    return await work(app, request);
  } finally {
    await app.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

const runOurs = (songs: readonly RaceSong[], world: World, enough: number) =>
  withApp(world, async ({ matchScene }, request) => {
    const calls = () => world.gemini.calls.length;
    const start = calls();
    const cold = await lap(matchScene, await request('#203060', songs), enough);
    const coldCalls = calls() - start;
    const warm = await lap(matchScene, await request('#203060', songs), enough);
    const warmCalls = calls() - start - coldCalls;
    const fresh = await lap(matchScene, await request('#e0a080', songs), enough);
    const freshCalls = calls() - start - coldCalls - warmCalls;
    return { cold, warm, fresh, calls: { cold: coldCalls, warm: warmCalls, fresh: freshCalls } };
  });

/** A playlist of which every other song was in one that was asked about before. */
const runHalfKnown = (songs: readonly RaceSong[], world: World, enough: number) =>
  withApp(world, async ({ matchScene }, request) => {
    const known = songs.filter((_, at) => at % 2 === 0);
    await matchScene(await request('#203060', known));
    const start = world.gemini.calls.length;
    const half = await lap(matchScene, await request('#203060', songs), enough);
    return { half, calls: world.gemini.calls.length - start };
  });

const inSeconds = (ms: number): string => `${(ms / 1000).toFixed(ms < 1000 ? 3 : 1)} s`;

type Whole = NonNullable<Awaited<ReturnType<typeof runProcess>>>;

/** What decides the end of the whole process. */
function lastAnswers(name: string, { fromLyrics, heard, notices, until }: Whole): string {
  const last = [...until].sort(([, a], [, b]) => a - b).map(([kind, ms]) => `${kind} ${inSeconds(ms)}`);
  const songs = `${fromLyrics} songs read from their lyrics, ${heard} heard`;
  return [
    `${name}: ${songs}; last answers: ${last.join(', ')}.`,
    ...notices.map((notice) => `  ${notice}`),
  ].join('\n');
}

/** 100 songs take the prototype about four and a half minutes; `isQuick` races over ten, where less can be won. */
export async function benchRace({ isQuick = false } = {}): Promise<void> {
  const songs = madeUp(isQuick ? 10 : 100);
  const enough = Math.round(songs.length * 0.9);
  const world = await startWorld(songs);
  try {
    const ours = await runOurs(songs, world, enough);
    const { half, calls: halfCalls } = await runHalfKnown(songs, world, enough);
    const photo = await photoOf('#203060');
    const wholes: [string, number | null, Whole | null][] = [
      ['whole process, start to end', 13, await runProcess(songs, photo, 'off')],
      ['whole, LISTEN=previews', null, await runProcess(songs, photo, 'previews')],
    ];
    const before = await runPrototype(songs, world);
    const rows: [string, number, number | null, number][] = [
      ['first answer', ours.cold.first, 30, ours.calls.cold],
      [`${enough} songs read from lyrics`, ours.cold.full, 15, ours.calls.cold],
      ['last word', ours.cold.end, null, ours.calls.cold],
      ['the same again', ours.warm.end, 250, ours.calls.warm],
      ['new photo, first answer', ours.fresh.first, null, ours.calls.fresh],
      ['new photo, last word', ours.fresh.end, null, ours.calls.fresh],
      ['half of the songs known', half.end, null, halfCalls],
      ...wholes.flatMap(([name, wanted, whole]): typeof rows =>
        whole === null ? [] : [[name, whole.ms, wanted, whole.calls]],
      ),
    ];
    console.log(`\nRace: ${songs.length} songs, services as slow for both`);
    console.log(
      `${''.padEnd(28)}${'one by one'.padStart(12)}${'SceneScore'.padStart(12)}${'sooner'.padStart(10)}${'wanted'.padStart(9)}${'Gemini calls'.padStart(14)}`,
    );
    for (const [name, ms, wanted, calls] of rows) {
      console.log(
        name.padEnd(28) +
          inSeconds(before).padStart(12) +
          inSeconds(ms).padStart(12) +
          `${(before / ms).toFixed(1)}x`.padStart(10) +
          (wanted === null || isQuick ? '–' : `${wanted}x`).padStart(9) +
          String(calls).padStart(14),
      );
    }
    const { depth } = ours.cold.ranking;
    console.log(`At the end ${depth?.fromLyrics} of ${depth?.songs} songs were read from their lyrics.`);
    for (const [name, , whole] of wholes)
      console.log(
        whole === null ? `${name}: not measured, run \`npm run build\` first.` : lastAnswers(name, whole),
      );
  } finally {
    await Promise.all(Object.values(world).map((server) => server.close()));
  }
}

/** The whole app against loopback services: what is asked, how often, and what is left of it. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { type App, type AppOptions, createApp } from '../src/app/app.ts';
import { readConfig } from '../src/config.ts';
import { createLogger } from '../src/logger.ts';
import type { Ranking } from '../src/model/ranking.ts';
import { ownVersion } from '../src/package-path.ts';
import { rasterise } from '../src/photos/sharp.ts';
import type { MatchRequest } from '../src/pipeline/request.ts';
import { startGemini } from './support/gemini-server.ts';
import { startLrclib } from './support/lrclib-server.ts';
import { madeUpSongs } from './support/made-up-songs.ts';

const songs = madeUpSongs(100);
const dusk =
  '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><rect width="60" height="40" fill="#203060"/></svg>';
const dawn = dusk.replace('#203060', '#e0a080');

/** Words of our own, different for each song, long enough to be taken for lyrics. */
const wordsOf = (title: string): string =>
  Array.from(
    { length: 12 },
    (_, line) => `${title} goes walking by the river ${line} and the evening is kind`,
  ).join('\n');

async function world(env: Record<string, string> = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'scenescore-app-'));
  const lrclib = await startLrclib(
    songs.map(({ title, artist, seconds }) => ({ title, artist, seconds, plain: wordsOf(title) })),
  );
  const gemini = await startGemini();
  const config = readConfig({
    DATA_DIR: dataDir,
    MODELS_OFFLINE: '1',
    GEMINI_API_KEY: 'key-for-tests',
    GEMINI_API_URL: gemini.url,
    LRCLIB_URL: lrclib.url,
    FACTS: 'off',
    RATE_LIMITS: 'lrclib:1000/1',
    ...env,
  });
  const open = async (options: Partial<AppOptions> = {}): Promise<App> => {
    const app = await createApp(config, { logger: createLogger('silent'), ...options });
    onTestFinished(() => app.close());
    return app;
  };
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  return { open, gemini, lrclib, dataDir, asked: () => gemini.calls.length + lrclib.seen.length };
}

async function request(svg = dusk): Promise<MatchRequest> {
  const text = songs.map(({ title, artist }) => `${artist} - ${title}`).join('\n');
  return { photo: await rasterise(Buffer.from(svg)), playlists: [{ kind: 'text', text }], feeling: '' };
}

it('asks Gemini at most 9 times for a cold playlist of 100 songs, and nobody anything the second time', async () => {
  const { open, gemini, lrclib, asked } = await world();
  const app = await open();
  const cold = await app.matchScene(await request());
  expect(cold.matches).toHaveLength(100);
  expect(cold.matches.filter(({ reading }) => reading.basis === 'lyrics')).toHaveLength(100);
  expect(cold.explainedBy).toBe('gemini');
  expect(new Set(gemini.calls.map(({ kind }) => kind))).toEqual(new Set(['explain', 'scene', 'songs']));
  expect(gemini.calls.length).toBeLessThanOrEqual(9);
  const read = gemini.calls
    .filter(({ kind }) => kind === 'songs')
    .flatMap((call) => call.songs.map(({ title }) => title));
  expect(read.sort()).toEqual(songs.map(({ title }) => title).sort());
  expect(lrclib.seen.length).toBe(100);
  expect(lrclib.seen[0]?.headers['user-agent']).toMatch(`SceneScore/${ownVersion()} `);

  const askedCold = asked();
  const warm = await app.matchScene(await request());
  expect(asked()).toBe(askedCold);
  expect(warm.matches).toEqual(cold.matches);

  await app.close();
  const restarted = await (await open()).matchScene(await request());
  expect(asked()).toBe(askedCold);
  expect(restarted.matches.map(({ song }) => song.title)).toEqual(cold.matches.map(({ song }) => song.title));
});

it('asks each model no more often in a minute than the host has set', async () => {
  const { open, gemini } = await world({ RATE_LIMITS: 'gemini:2/60' });
  const app = await open({ budgetMs: 4_000 });
  const ranking = await app.matchScene(await request());
  expect(ranking.matches).toHaveLength(100);
  const asked = gemini.calls.map(({ model }) => model).sort();
  expect(asked).toEqual([
    'gemini-3.1-flash-lite',
    'gemini-3.1-flash-lite',
    'gemini-3.5-flash-lite',
    'gemini-3.5-flash-lite',
    'gemma-4-26b-a4b-it',
    'gemma-4-26b-a4b-it',
  ]);
});

it('has as many calls in hand as the host has set, and one at LRCLIB where nothing is set', async () => {
  const most = async (env: Record<string, string>, callMs: number) => {
    const { open, lrclib } = await world(env);
    let [inHand, peak] = [0, 0];
    const counted: AppOptions['aroundHttp'] = (http) => ({
      ...http,
      async request(asked) {
        if (asked.service !== 'lrclib') return http.request(asked);
        peak = Math.max(peak, ++inHand);
        await sleep(callMs);
        return http.request(asked).finally(() => --inHand);
      },
    });
    await (await open({ aroundHttp: counted })).matchScene(await request());
    expect(lrclib.seen.length).toBeGreaterThanOrEqual(100);
    return peak;
  };
  expect(await most({}, 1)).toBe(1);
  expect(await most({ RATE_LIMITS: 'lrclib:1000/1@7' }, 20)).toBe(7);
});

it('asks one question about a new photo of known songs, and none when it is sent again', async () => {
  const { open, gemini, lrclib } = await world();
  const app = await open();
  await app.matchScene(await request());
  const [before, lyricsBefore] = [gemini.calls.length, lrclib.seen.length];
  const first: Ranking[] = [];
  const ranking = await app.matchScene(await request(dawn), { onRanking: (one) => first.push(one) });
  expect(gemini.calls.slice(before).map(({ kind }) => kind)).toEqual(['scene-and-words']);
  expect(lrclib.seen.length).toBe(lyricsBefore);
  expect(ranking.scene.reading.by).toBe('gemini');
  expect(ranking.depth).toEqual({ fromLyrics: 100, songs: 100, isFinal: true });
  expect(first.map(({ scene, depth }) => [scene.reading.by, depth?.isFinal])).toEqual([['lexicon', false]]);

  const again = await app.matchScene(await request(dawn));
  expect(gemini.calls.length).toBe(before + 1);
  expect(again.matches).toEqual(ranking.matches);
  expect([again.explanation, again.explainedBy]).toEqual([ranking.explanation, ranking.explainedBy]);
});

it('asks once about the same photo and playlist, sent twice at once', async () => {
  const { open, gemini, lrclib } = await world();
  const app = await open();
  const [one, other] = await Promise.all([app.matchScene(await request()), app.matchScene(await request())]);
  expect(
    gemini.calls
      .filter(({ kind }) => kind !== 'songs')
      .map(({ kind }) => kind)
      .sort(),
  ).toEqual(['explain', 'scene']);
  expect(gemini.calls.length).toBeLessThanOrEqual(9);
  expect(lrclib.seen.length).toBe(100);
  expect(other.matches).toEqual(one.matches);
});

it('reads a photo and songs once for an answer and a soundtrack at once', async () => {
  const { open, gemini, lrclib } = await world();
  const app = await open();
  const { photo, ...asked } = await request();
  await Promise.all([app.matchScene({ photo, ...asked }), app.matchAlbum({ photos: [photo], ...asked })]);
  expect(gemini.calls.filter(({ kind }) => kind === 'scene')).toHaveLength(1);
  expect(gemini.calls.flatMap((call) => call.songs)).toHaveLength(songs.length);
  expect(lrclib.seen.length).toBe(songs.length);
});

it('keeps neither lyrics nor photos', async () => {
  const { open, dataDir } = await world();
  const app = await open();
  await app.matchScene(await request());
  await app.close();
  const { readFileSync, readdirSync } = await import('node:fs');
  const kept = readdirSync(dataDir)
    .filter((name) => name.includes('sqlite'))
    .map((name) => readFileSync(join(dataDir, name), 'latin1'))
    .join('');
  expect(kept).toContain('Feels like number');
  expect(kept).not.toContain('goes walking by the river');
  expect(kept).not.toContain('key-for-tests');
});

it('ranks all the same with a database that is none, and says so', async () => {
  const { open, dataDir } = await world();
  writeFileSync(join(dataDir, 'scenescore.sqlite'), 'scribbled over, and certainly no database any more');
  const ranking = await (await open()).matchScene(await request());
  expect(ranking.matches).toHaveLength(100);
  expect(ranking.notices.map(({ code }) => code)).toContain('cache-trouble');
});

it('opens no database and asks nobody before there is work', async () => {
  const { open, asked, dataDir } = await world();
  await (await open()).close();
  expect(asked()).toBe(0);
  expect(existsSync(join(dataDir, 'scenescore.sqlite'))).toBe(false);
});

/** What `LOG_LEVEL=debug` explains of a run, and that not a word of it is anybody's own. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { createRunLog } from '../src/app/run-log.ts';
import { inRequest } from '../src/concurrency/request-scope.ts';
import { ServiceError, UserError } from '../src/errors.ts';
import { createLogger } from '../src/logger.ts';
import { createHttp } from '../src/net/http.ts';
import { parseJson } from '../src/net/json.ts';
import { albumFacts, matchFacts, observeCache, observeHttp, observeRun } from '../src/observe.ts';
import { rasterise } from '../src/photos/sharp.ts';
import { createMatchAlbum } from '../src/pipeline/album/match-album.ts';
import { createMatchScene } from '../src/pipeline/match-scene.ts';
import type { Reader } from '../src/pipeline/ports.ts';
import { createRefine, refineState } from '../src/pipeline/refine/refine.ts';
import { createWishReader } from '../src/readers/wish/wish.ts';
import { startLoopback } from './support/loopback.ts';
import { startLrclib } from './support/lrclib-server.ts';
import { alwaysThere, letterReader, memoryCache, playlist, song } from './support/pipeline.ts';

const root = resolve(import.meta.dirname, '..');

/** In place of everything private; no word of ours has it in it. */
const canary = 'kookaburra';

function listen(level = 'debug') {
  const lines: string[] = [];
  const log = createLogger(level, { destination: { write: (line) => void lines.push(line) } });
  const told = () => lines.map((line) => JSON.parse(line));
  return { log, lines, told, of: (msg: string) => told().filter((line) => line.msg === msg) };
}

/** Reads the canary into whatever a reader may say. */
const chatty = (): Reader => ({
  ...letterReader(),
  async readSongs(songs) {
    const { readings, notices } = await letterReader().readSongs(songs);
    const told = readings.map(
      (reading) => reading && { ...reading, summary: `${canary}.`, themes: [canary] },
    );
    return { readings: told, notices };
  },
  async readScene(scene) {
    return { ...(await letterReader().readScene(scene)), summary: `A ${canary}.`, themes: [canary] };
  },
});

async function world(level?: string) {
  const heard = listen(level);
  const runLog = createRunLog(heard.log);
  const service = await startLoopback(({ url }) => ({
    status: url.searchParams.get('q') === `${canary} 1` ? 503 : 200,
    headers: { 'retry-after': '1', 'x-echo': canary },
    json: { error: canary },
  }));
  const http = observeHttp(createHttp({ userAgent: 'test' }), [runLog]);
  const ports = alwaysThere({
    captioners: [{ id: 'blip', model: 'm', caption: async () => `a ${canary} by the lake` }],
    readers: [chatty()],
    readWish: createWishReader(),
    cache: observeCache(memoryCache(), [runLog]),
    lyrics: {
      name: 'lrclib',
      async find({ title }) {
        const url = `${service.url}/${canary}?${new URLSearchParams({ q: title })}`;
        await http.request({ service: 'lrclib', url }).catch((error) => {
          if (!(error instanceof ServiceError)) throw error;
        });
        return { kind: 'words', text: `${canary}, oh ${canary}` };
      },
    },
  });
  const songs = [1, 2, 3].map((at) => song(`${canary} ${at}`, { album: canary, genres: [canary] }));
  const list = { kind: 'playlist' as const, playlist: playlist(songs, { title: canary }) };
  const feeling = `no sad songs, more ${canary}`;
  const request = { playlists: [list], feeling, account: { id: canary, accessToken: async () => canary } };
  return { ...heard, runLog, ports, request };
}

const photo = new Uint8Array([1]);

it('explains a run: its stages, the services that were called, and what the cache held', async () => {
  const { runLog, ports, request, told, lines, of } = await world();
  const matchScene = observeRun('match', createMatchScene(ports), matchFacts, [runLog]);
  const id = await inRequest(async (given) => {
    await matchScene({ ...request, photo });
    return given;
  });
  for (const { request: mine } of told()) expect(mine).toBe(id);
  expect(of('a call failed')).toMatchObject([
    { service: 'lrclib', status: 503, why: 'lrclib answered 503', ms: expect.any(Number) },
  ]);
  const [did] = of('what a run did');
  expect(did).toMatchObject({ run: 'match', calls: { lrclib: { ok: 2, failed: 1 } } });
  expect(Object.keys(did.stagesMs)).toEqual(expect.arrayContaining(['scene-described', 'songs-read']));
  expect(did.cache.caption).toEqual({ miss: 1 });
  expect(of('a run was answered')).toMatchObject([{ run: 'match', songs: 3, explainedBy: 'features' }]);
  expect(lines.join('')).not.toMatch(new RegExp(canary, 'i'));

  // The second time is told for itself.
  await inRequest(() => matchScene({ ...request, photo }));
  const [, again] = of('what a run did');
  expect(again.calls).toEqual({});
  expect(again.cache.caption).toEqual({ hit: 1 });
});

it('explains albums and refinements too, and runs that came to nothing', async () => {
  const { runLog, ports, request, lines, of } = await world();
  const matchAlbum = observeRun('album', createMatchAlbum(ports), albumFacts, [runLog]);
  await matchAlbum({ ...request, photos: [photo, photo] });
  const ranking = await createMatchScene(ports)({ ...request, photo });
  const refine = observeRun(
    'refinement',
    createRefine({ ...ports, readWish: createWishReader() }),
    ({ ranking: { notices } }) => ({ bases: [], notices, details: {} }),
    [runLog],
  );
  await refine({ state: refineState(ranking), words: `calmer, no ${canary}` });
  const failing = observeRun('match', () => Promise.reject(new TypeError(canary)), matchFacts, [runLog]);
  await expect(failing({ ...request, photo })).rejects.toThrow(canary);
  expect(of('a run was answered').map(({ run }) => run)).toEqual(['album', 'refinement']);
  expect(of('a run was not answered')).toMatchObject([{ run: 'match', end: 'failed' }]);
  expect(lines.join('')).not.toMatch(new RegExp(canary, 'i'));
});

it('writes one line for each run at the usual level', async () => {
  const { runLog, ports, request, told } = await world('info');
  await observeRun('match', createMatchScene(ports), matchFacts, [runLog])({ ...request, photo });
  expect(told().map(({ msg }) => msg)).toEqual(['a run was answered']);
});

it('says of an error what happened and where, and nothing that it carries', () => {
  const { log, lines, told } = listen();
  const url = `https://genius.example/${canary}-lyrics`;
  const fields = { service: 'genius', status: 503, retryable: true, url, body: canary };
  const error = new ServiceError('genius answered 503', { ...fields, cause: new TypeError('fetch failed') });
  log.warn({ err: Object.assign(error, { posted: canary }) }, 'trouble');
  expect(told()).toMatchObject([
    {
      err: {
        causes: ['ServiceError: genius answered 503', 'TypeError: fetch failed'],
        stack: expect.stringContaining('debug-log.test'),
      },
    },
  ]);
  expect(lines.join('')).not.toContain(canary);
});

it('explains a match in the terminal on standard error, without a word of photo, songs or files', async () => {
  const folder = mkdtempSync(join(tmpdir(), `scenescore-${canary}-`));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [picture, list, lyrics] = ['photo.png', 'list.csv', 'lyrics'].map((name) =>
    join(folder, `${canary}-${name}`),
  );
  if (picture === undefined || list === undefined || lyrics === undefined) throw new Error('no paths');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>${canary}</title><rect width="9" height="9"/></svg>`;
  writeFileSync(picture, await rasterise(Buffer.from(svg)));
  const rows = ['One', 'Two', 'Three'].map((word) => `${canary} Band,${canary} ${word},folk ${canary}`);
  writeFileSync(list, ['Artist Name,Track Name,Genres', ...rows].join('\n'));
  mkdirSync(lyrics);
  const words = Array.from({ length: 9 }, (_, line) => `my ${canary} sings of rain ${line}`).join('\n');
  writeFileSync(join(lyrics, `${canary} Band - ${canary} One.txt`), words);
  const lrclib = await startLrclib([
    { title: `${canary} Two`, artist: `${canary} Band`, seconds: 200, plain: words },
  ]);
  const args = [
    'src/cli.ts',
    'match',
    picture,
    list,
    '--feeling',
    `less ${canary}`,
    '--lyrics',
    lyrics,
    '--json',
  ];
  const child = spawn(process.execPath, ['--import', 'tsx', ...args], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      DATA_DIR: join(folder, 'data'),
      LOG_LEVEL: 'trace',
      CAPTIONER: 'none',
      EMBEDDER: 'builtin',
      LRCLIB_URL: lrclib.url,
      FACTS: 'off',
    },
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  expect(await new Promise((done) => child.on('close', done))).toBe(0);
  expect(JSON.parse(out).matches).toHaveLength(3);
  const lines = err
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
  expect(lines.map(({ msg }) => msg)).toEqual(
    expect.arrayContaining(['what a run did', 'a run was answered']),
  );
  expect(new Set(lines.map(({ request }) => request)).size).toBe(1);
  expect(err).not.toMatch(new RegExp(canary, 'i'));
}, 60_000);

it('quotes neither a sentence for a person nor what is no JSON, also with its cause', async () => {
  const { log, lines } = listen();
  log.warn({ err: new UserError('no-such-list', `There is no list ${canary}.`) }, 'a');
  const page = await startLoopback(() => ({ body: `${canary} in bloom` }));
  const answer = await createHttp({ userAgent: 'test' }).request({ service: 'spotify', url: page.url });
  for (const read of [() => answer.json(z.object({})), () => parseJson(`{"a": ${canary}}`)]) {
    try {
      read();
    } catch (err) {
      log.warn({ err }, 'b');
    }
  }
  expect(lines).toHaveLength(3);
  expect(lines.join('')).not.toContain(canary.slice(0, 4));
});

it.skipIf(process.platform !== 'linux')(
  'is lost on a full disk, and the program goes on',
  async () => {
    const logger = JSON.stringify(new URL('../src/logger.ts', import.meta.url).href);
    const program = `
    const { createLogger } = await import(${logger});
    const log = createLogger('info');
    for (let line = 0; line < 3; line++) log.info('a line');
    setTimeout(() => console.log('still here'), 50);`;
    const command = 'exec "$0" --import tsx --input-type=module -e "$1" 2>/dev/full';
    const child = spawn('bash', ['-c', command, process.execPath, program], { cwd: root });
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += chunk;
    });
    const code = await new Promise((done) => child.on('close', done));
    expect({ code, said }).toEqual({ code: 0, said: 'still here\n' });
  },
  60_000,
);

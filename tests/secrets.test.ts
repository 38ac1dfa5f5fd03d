/** Every program with canaries in place of every secret; then all that it says, logs and writes is searched for them. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { rasterise } from '../src/photos/sharp.ts';
import {
  canaries,
  clientId,
  echo,
  expectNoCanary,
  password,
  run,
  seenOf,
  servicesAt,
  start,
  temporaryFolder,
  withPassword,
} from './support/canaries.ts';
import { noRedis, startRedis } from './support/database-servers.ts';

const settings = { ...canaries, SPOTIFY_CLIENT_ID: clientId, CAPTIONER: 'none', EMBEDDER: 'builtin' };
const spotify = 'https://open.spotify.com/playlist/37i9dQZF1DXcBWIGoYBM5M';
const youtube = 'https://www.youtube.com/playlist?list=PLabcdefghijklmnop';
const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>';
let png: Uint8Array;
beforeAll(async () => {
  png = await rasterise(Buffer.from(svg));
});

/** A photo, a playlist and an evaluation kit of one scene. */
function files() {
  const folder = temporaryFolder();
  const [photo, list] = [join(folder, 'photo.png'), join(folder, 'songs.txt')];
  writeFileSync(photo, png);
  writeFileSync(list, 'Some Band - Harbour\nOther Band - Rain\n');
  const reading = { summary: 'Calm.', valence: 0.2, energy: -0.2, moods: ['peaceful'], themes: [] };
  const scenes = [
    { id: 's', file: 'photo.png', theme: 'Lake', valence: 4, valence_z: 0.2, caption: 'a lake', reading },
  ];
  const songs = ['Harbour', 'Rain', 'Snow'].map((title, at) => ({
    id: `${at}`,
    artist: 'Band',
    title,
    vibe: reading,
    valence_sign: 1,
    arousal_sign: -1,
  }));
  writeFileSync(join(folder, 'scenes.json'), JSON.stringify(scenes));
  writeFileSync(join(folder, 'songs.json'), JSON.stringify(songs));
  mkdirSync(join(folder, 'photos'));
  return { folder, photo, list };
}

describe('services that fail and repeat what they were shown', () => {
  it.each([401, 500, 302])(
    'tell no secret by a %i',
    async (status) => {
      const services = await echo(status);
      // No song stands where one would guess it, so the search of Genius is asked, with its token.
      const pages = await echo(404);
      const env = { ...settings, ...servicesAt(services.url), GENIUS_WEB_URL: pages.url };
      const { folder, photo, list } = files();
      const cli = 'src/cli.ts';
      const mirror = withPassword(services.url);
      const runs = [
        run([cli, 'match', photo, list, '--json'], env),
        run([cli, 'match', photo, spotify], env),
      ];
      if (status === 401) {
        runs.push(
          run([cli, 'doctor'], env),
          run([cli, 'songs', youtube], env),
          run([cli, 'evaluate', folder, '--inputs', 'photos'], env),
          run([cli, 'models', 'fetch'], { ...env, CAPTIONER: 'blip', HF_ENDPOINT: mirror }),
          run(['src/index.ts'], env),
          run(['deploy-commands.ts'], env),
        );
      }
      const codes = (await Promise.all(runs)).map(({ code }) => code);
      // An address with a password in it is refused at once; doctor says what does not work.
      expect(codes).toEqual([0, 2, 1, 2, 0, 2, 1, 1].slice(0, codes.length));
      // The canaries did fly: the services were shown them.
      const shown = services.seen.map(({ url, headers }) => `${url} ${JSON.stringify(headers)}`).join('\n');
      const flown = ['GENIUS_TOKEN', 'GEMINI_API_KEY', 'DISCORD_TOKEN', 'YOUTUBE_API_KEY'] as const;
      for (const name of flown.slice(0, status === 401 ? 4 : 2))
        expect(shown, name).toContain(canaries[name]);
      expect(shown).toContain(
        Buffer.from(`${clientId}:${canaries.SPOTIFY_CLIENT_SECRET}`).toString('base64'),
      );
    },
    120_000,
  );
});

describe('databases and queues that cannot be opened', () => {
  const nowhere = withPassword('postgres://127.0.0.1:9/canary');
  const noAddress = `redis://canary:${password}@ho st:port`;

  it('tell no password where nobody answers, nor of what is no address', async () => {
    const { folder, photo, list } = files();
    const env = { ...settings, LRCLIB_URL: 'http://127.0.0.1:9', FACTS: 'off', GEMINI_API_KEY: '' };
    const backup = ['src/cli.ts', 'backup', join(folder, 'backup')];
    const runs = [
      run(backup, { ...env, STORE_URL: nowhere }),
      run(backup, { ...env, STORE_URL: noAddress }),
      // Without its memory a match goes on.
      run(['src/cli.ts', 'match', photo, list], { ...env, STORE_URL: noAddress }),
      run(['src/index.ts'], { ...env, STORE_URL: nowhere }),
      run(['src/worker.ts'], { ...env, QUEUE_URL: noAddress }),
    ];
    const codes = (await Promise.all(runs)).map(({ code }) => code);
    expect(codes).toEqual([2, 2, 0, 1, 1]);
    expect(existsSync(join(folder, 'backup'))).toBe(false);
  }, 120_000);

  it.skipIf(process.platform !== 'linux')(
    'tell none of two that were typed, and the list of processes shows neither',
    async () => {
      const silent = createServer();
      await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done));
      onTestFinished(() => void silent.close());
      const address = silent.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      const from = withPassword(`redis://127.0.0.1:${port}/0`);
      const { child, said } = start(
        ['src/cli.ts', 'store', 'copy', from, withPassword(`redis://127.0.0.1:${port}/1`)],
        {},
      );
      const connected = new Promise((done) => silent.once('connection', done));
      await connected;
      expectNoCanary(seenOf(child.pid ?? 0));
      expect(seenOf(child.pid ?? 0)).toContain('scenescore');
      expectNoCanary(said());
    },
    60_000,
  );

  it.skipIf(noRedis !== null)(
    'open by their password, and keep it out of what is kept',
    async () => {
      const server = await startRedis();
      onTestFinished(() => server.stop());
      const admin = new Redis(server.url);
      onTestFinished(() => admin.disconnect());
      const { folder, photo, list } = files();
      const backup = join(folder, 'backup');
      await admin.call('ACL', 'SETUSER', 'canary', 'on', `>${password}`, '~*', '&*', '+@all');
      const env = {
        ...settings,
        STORE_URL: withPassword(server.url),
        LRCLIB_URL: 'http://127.0.0.1:9',
        FACTS: 'off',
      };
      const { code } = await run(['src/cli.ts', 'match', photo, list], { ...env, GEMINI_API_KEY: '' });
      expect(code).toBe(0);
      const worker = start(['src/worker.ts'], {
        ...env,
        QUEUE_URL: withPassword(server.url),
        HTTP_PORT: '0',
      });
      await vi.waitFor(() => expect(worker.said()).toContain('"msg":"ready"'), { timeout: 30_000 });
      expectNoCanary(seenOf(worker.child.pid ?? 0));
      const url = /"url":"(http:[^"]+)"/.exec(worker.said())?.[1] ?? '';
      for (const page of ['metrics', 'healthz', 'nothing'])
        expectNoCanary(await (await fetch(`${url}/${page}`)).text());
      // Its password is taken away while it works.
      await admin.call('ACL', 'SETUSER', 'canary', 'resetpass');
      await admin.call('CLIENT', 'KILL', 'USER', 'canary');
      await vi.waitFor(() => expect(worker.said()).toContain('trouble with the queue'), { timeout: 20_000 });
      worker.child.kill('SIGKILL');
      await worker.ended;
      expectNoCanary(worker.said());
      expectNoCanary(worker.written());
      expect((await run(['src/cli.ts', 'backup', backup], env)).code).not.toBe(0);
      await admin.call('ACL', 'SETUSER', 'canary', `>${password}`);
      expect((await run(['src/cli.ts', 'backup', backup], env)).code).toBe(0);
      expectNoCanary(readFileSync(backup, 'latin1'));
      for (const stored of await admin.keys('*'))
        expectNoCanary(`${stored} ${(await admin.dumpBuffer(stored)).toString('latin1')}`);
    },
    120_000,
  );
});

/** A bug that has all settings in its hands, and in its message and its properties. */
const bug = `data:text/javascript,${encodeURIComponent(`
  process.on('SIGUSR2', () => {
    const told = JSON.stringify(process.env) + Buffer.from(process.env.GEMINI_API_KEY).toString('base64');
    throw Object.assign(new TypeError(told, { cause: new Error(process.env.STORE_URL) }), { env: process.env });
  });
`)}`;

it.each([
  ['a command', ['src/cli.ts', 'songs', spotify]],
  ['a worker', ['src/worker.ts']],
])(
  'the last words of %s that a bug ends hold no secret',
  async (_, args) => {
    const hanging = createServer();
    await new Promise<void>((done) => hanging.listen(0, '127.0.0.1', done));
    onTestFinished(() => void hanging.close());
    const address = hanging.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const connected = new Promise((done) => hanging.once('connection', done));
    const { child, said, ended } = start(['--import', bug, ...args], {
      ...settings,
      ...servicesAt(`http://127.0.0.1:${port}`),
      STORE_URL: withPassword(`redis://127.0.0.1:${port}/0`),
      QUEUE_URL: withPassword(`redis://127.0.0.1:${port}/0`),
    });
    await connected;
    child.kill('SIGUSR2');
    expect(await ended).toBe(1);
    expect(said()).toContain('TypeError');
    expect(said()).toContain('[secret]');
    expectNoCanary(said());
  },
  60_000,
);

it('a setting that makes no sense is named, its value is not', async () => {
  const { code, said } = await run(['src/cli.ts', 'doctor'], {
    SECRET_KEY: 'canary-too-short',
    LOG_LEVEL: 'canary-loud',
  });
  expect(code).toBe(2);
  expect(said).toMatch(/SECRET_KEY.*LOG_LEVEL/);
});

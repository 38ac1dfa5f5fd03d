/** Canaries in place of every secret; then everything that is said, logged and written is searched for them. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { rasterise } from '../src/models/image.ts';
import { startLoopback } from './support/loopback.ts';

const root = resolve(import.meta.dirname, '..');

const secretKey = Buffer.from('canary-secret-key-of-32-bytes-ok').toString('base64');
const canaries = {
  DISCORD_TOKEN: 'MTIzNDU2Nzg5MDEyMzQ1Njc4OQ.Canary.canarycanarycanarycanarycanarycanary',
  SPOTIFY_CLIENT_SECRET: 'canary-spotify-secret',
  GENIUS_TOKEN: 'canary-genius-token',
  GEMINI_API_KEY: 'canary-gemini-key',
  YOUTUBE_API_KEY: 'canary-youtube-key',
  SECRET_KEY: secretKey,
  SECRET_KEY_OLD: Buffer.from('canary-older-key-of-32-bytes-yes').toString('base64'),
};

/** What must be nowhere: the values, and how they would look on their way. */
const forbidden = [
  ...Object.values(canaries),
  'canary-',
  Buffer.from(`canary-client:${canaries.SPOTIFY_CLIENT_SECRET}`).toString('base64'),
];

/** Every service fails, and repeats in its answer whatever it was sent. */
const echo = (status: number) =>
  startLoopback(({ url, headers, body }) => ({
    status,
    json: { error: { message: JSON.stringify({ url, headers, body }) } },
  }));

function filesIn(dir: string): string {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .map((name) => join(dir, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, 'latin1'))
    .join('\n');
}

async function run(args: string[], env: Record<string, string>) {
  const data = mkdtempSync(join(tmpdir(), 'scenescore-secrets-'));
  onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  const child = spawn(process.execPath, ['--import', 'tsx', ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: data, DATA_DIR: join(data, 'data'), LOG_LEVEL: 'trace', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      output += chunk;
    });
  const code = await new Promise<number | null>((done) => child.on('close', done));
  return { code, output, written: filesIn(data) };
}

function expectNoCanary({ output, written }: { output: string; written: string }): void {
  for (const secret of forbidden) {
    expect(output).not.toContain(secret);
    expect(written).not.toContain(secret);
    expect(output).not.toContain(encodeURIComponent(secret));
  }
}

it.each([401, 500])(
  'no secret is told when every service answers %i and repeats it',
  async (status) => {
    const services = await echo(status);
    const addresses = Object.fromEntries(
      [
        'DISCORD_API_URL',
        'SPOTIFY_API_URL',
        'SPOTIFY_ACCOUNTS_URL',
        'SPOTIFY_WEB_URL',
        'GENIUS_API_URL',
        'GENIUS_WEB_URL',
        'LRCLIB_URL',
        'GEMINI_API_URL',
        'YOUTUBE_API_URL',
        'YOUTUBE_WEB_URL',
        'DEEZER_API_URL',
        'APPLE_MUSIC_URL',
        'HF_ENDPOINT',
      ].map((name) => [name, services.url]),
    );
    const env = {
      ...canaries,
      ...addresses,
      SPOTIFY_CLIENT_ID: 'canary-client',
      CAPTIONER: 'none',
      EMBEDDER: 'builtin',
    };
    const folder = mkdtempSync(join(tmpdir(), 'scenescore-secrets-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const [photo, list] = [join(folder, 'photo.png'), join(folder, 'songs.txt')];
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>';
    writeFileSync(photo, await rasterise(Buffer.from(svg)));
    writeFileSync(list, 'Some Band - Harbour\nOther Band - Rain\n');
    const spotify = 'https://open.spotify.com/playlist/37i9dQZF1DXcBWIGoYBM5M';

    const runs = await Promise.all([
      run(['src/cli.ts', 'match', photo, list, '--json'], env),
      run(['src/cli.ts', 'match', photo, spotify], env),
      run(['src/cli.ts', 'doctor'], env),
      run(['src/index.ts'], env),
    ]);
    expect(runs.map(({ code }) => code)).toEqual([0, 2, 0, 1]);
    for (const one of runs) expectNoCanary(one);
    // The canaries did fly: the services were shown them.
    const shown = services.seen.map(({ url, headers }) => `${url} ${JSON.stringify(headers)}`).join('\n');
    for (const name of ['DISCORD_TOKEN', 'GENIUS_TOKEN', 'GEMINI_API_KEY', 'YOUTUBE_API_KEY'] as const)
      expect(shown, name).toContain(canaries[name]);
  },
  120_000,
);

it('a setting that makes no sense is named, its value is not', async () => {
  const { code, output } = await run(['src/cli.ts', 'doctor'], {
    SECRET_KEY: 'canary-too-short',
    LOG_LEVEL: 'canary-loud',
  });
  expect(code).toBe(2);
  expect(output).toMatch(/SECRET_KEY.*LOG_LEVEL/);
  expect(output).not.toContain('canary-');
});

/** Canaries in place of every secret, services that repeat whatever they are shown, and programs whose every word is kept. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { type Loopback, startLoopback } from './loopback.ts';

const root = resolve(import.meta.dirname, '../..');

const key = (words: string): string => Buffer.from(words).toString('base64');

/** By the settings that hold them. */
export const canaries = {
  DISCORD_TOKEN: 'MTIzNDU2Nzg5MDEyMzQ1Njc4OQ.Canary.canarycanarycanarycanarycanarycanary',
  SPOTIFY_CLIENT_SECRET: 'canary-spotify-secret',
  GENIUS_TOKEN: 'canary-genius-token',
  GEMINI_API_KEY: 'canary-gemini-key',
  YOUTUBE_API_KEY: 'canary-youtube-key',
  SECRET_KEY: key('canary-secret-key-of-32-bytes-ok'),
  SECRET_KEY_OLD: key('canary-older-key-of-32-bytes-yes'),
};

/** No secret: people see it in the address of Spotify's page. */
export const clientId = 'known-client';
/** Of a database or a mirror, within its address. */
export const password = 'canary-pass/word';
export const withPassword = (address: string): string =>
  address.replace('://', `://canary:${encodeURIComponent(password)}@`);

/** The base64 of a text that `secret` stands somewhere in: what is the same whatever stands before and after it. */
function within(secret: string): string[] {
  return [0, 1, 2].map((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
    const whole = bytes.subarray(0, bytes.byteLength - (bytes.byteLength % 3)).toString('base64');
    return whole.slice(before === 0 ? 0 : before + 1);
  });
}

/** As it may turn up: plain, in an address, in JSON, in a header, in something packed. */
function formsOf(secret: string): string[] {
  const base64 = within(secret);
  return [
    secret,
    encodeURIComponent(secret),
    ...base64,
    ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
    Buffer.from(secret).toString('hex'),
  ];
}

const known = [...Object.values(canaries), password, 'canary-'];

/** Everything that is said and written: none of the canaries, nor of `more`, is in it, in any form. */
export function expectNoCanary(said: string, more: readonly string[] = []): void {
  for (const secret of [...known, ...more]) {
    for (const form of formsOf(secret)) {
      const at = said.indexOf(form);
      const around = at < 0 ? '' : said.slice(Math.max(0, at - 200), at + 200);
      expect(around, `${secret} is told`).toBe('');
    }
  }
}

/** Fails, and repeats in its body, a header and the address it sends to whatever it was shown. */
export const echo = (status: number): Promise<Loopback> =>
  startLoopback(({ url, headers, body }) => {
    const shown = JSON.stringify({ url, headers, body });
    const short = encodeURIComponent(shown).slice(0, 4000);
    return {
      status,
      headers: {
        'x-echo': short,
        ...(status >= 300 && status < 400 ? { location: `https://elsewhere.example/?${short}` } : {}),
      },
      json: { error: { message: shown, status: shown }, error_description: shown, message: shown },
    };
  });

/** Every service at one address. */
export const servicesAt = (url: string): Record<string, string> =>
  Object.fromEntries(
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
      'MUSICBRAINZ_URL',
      'RECCOBEATS_URL',
      'ITUNES_URL',
      'HF_ENDPOINT',
    ].map((name) => [name, url]),
  );

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'scenescore-secrets-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function filesIn(dir: string): string {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .map((name) => join(dir, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, 'latin1'))
    .join('\n');
}

export type Program = {
  child: ChildProcess;
  /** All that it has said so far, on both streams. */
  said(): string;
  /** All that it wrote to its folder. */
  written(): string;
  ended: Promise<number | null>;
};

/** Starts a program at the most talkative level; `args` begin with Node's own, if there are any. */
export function start(args: readonly string[], env: Record<string, string>): Program {
  const home = temporaryFolder();
  const child = spawn(process.execPath, ['--import', 'tsx', ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: home, DATA_DIR: join(home, 'data'), LOG_LEVEL: 'trace', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  const ended = new Promise<number | null>((done) => child.on('close', done));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return { child, said: () => output, written: () => filesIn(home), ended };
}

/** Runs a program to its end; nothing it said or wrote may hold a canary. */
export async function run(args: readonly string[], env: Record<string, string>) {
  const { ended, said, written } = start(args, env);
  const code = await ended;
  expectNoCanary(said());
  expectNoCanary(written());
  return { code, said: said() };
}

/** What anybody who may list processes sees of one and of those it started. */
export function seenOf(pid: number): string {
  if (process.platform !== 'linux') return '';
  const children = readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      return new RegExp(`^PPid:\\s${pid}$`, 'm').test(readFileSync(`/proc/${name}/status`, 'utf8'));
    } catch {
      // It ended meanwhile.
      return false;
    }
  });
  const own = ['cmdline', 'comm', 'status'].map((name) => readFileSync(`/proc/${pid}/${name}`, 'utf8'));
  return [...own, ...children.map((child) => seenOf(Number(child)))].join('\n');
}

/** A run over songs without known words, with and without hearing their previews. */
import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { createApp } from '../src/app/app.ts';
import { readConfig } from '../src/config.ts';
import { createLogger } from '../src/logger.ts';
import type { Ranking } from '../src/model/ranking.ts';
import { inMajor, render, wav } from '../tests/hearing/sounds.ts';
import { photoOf, withoutModels } from './photo.ts';
import { madeUp } from './race-songs.ts';

/** 500 KB, 30 seconds: MP3 where ffmpeg can make one, else a WAV file of one byte a sample. */
export function makePreview(): { bytes: Buffer; kind: string } {
  const sound = [render(inMajor(), 30)];
  const encode = ['-v', 'error', '-i', 'pipe:0', '-ac', '2', '-b:a', '128k', '-f', 'mp3', 'pipe:1'];
  const { stdout, status } = spawnSync('ffmpeg', encode, { input: wav(sound), maxBuffer: 1e8 });
  return status === 0 ? { bytes: stdout, kind: 'MP3' } : { bytes: wav(sound, { bits: 8 }), kind: 'WAV' };
}

const heardIn = ({ matches }: Ranking): number =>
  matches.filter(({ reading }) => reading.evidence.includes('heard')).length;

async function run(listen: string, url: string, songs: number) {
  const dataDir = await mkdtemp(join(tmpdir(), 'scenescore-ears-'));
  const config = readConfig({
    DATA_DIR: dataDir,
    ...withoutModels,
    LISTEN: listen,
    FACTS: 'deezer',
    DEEZER_API_URL: url,
    ITUNES_URL: url,
    LRCLIB_URL: url,
  });
  const app = await createApp(config, { logger: createLogger('silent'), useWorkerProcess: true });
  const photo = await photoOf('#000000');
  const match = (text: string, onRanking?: (ranking: Ranking) => void) =>
    app.matchScene({ photo, playlists: [{ kind: 'text', text }], feeling: '' }, { onRanking });
  try {
    await match('Nobody - Warm');
    await app.ports.earsBackground?.idle();
    const delay = monitorEventLoopDelay({ resolution });
    delay.enable();
    const from = performance.now();
    const seconds = () => (performance.now() - from) / 1000;
    let first: number | null = null;
    let allHeard: number | null = null;
    const text = madeUp(songs)
      .map(({ title, artist }) => `${artist} - ${title}`)
      .join('\n');
    const last = await match(text, (ranking) => {
      first ??= seconds();
      if (heardIn(ranking) === songs) allHeard ??= seconds();
    });
    const end = seconds();
    await app.ports.earsBackground?.idle();
    const behind = seconds();
    delay.disable();
    const again = heardIn(await match(text));
    return {
      'first ranking, s': first ?? end,
      'all heard, s': again < songs ? null : (allHeard ?? (heardIn(last) === songs ? end : behind)),
      'last word, s': end,
      'heard in the end': again,
      'event loop p99, ms': Math.max(0, delay.percentile(99) / 1e6 - resolution),
      'event loop max, ms': Math.max(0, delay.max / 1e6 - resolution),
    };
  } finally {
    await app.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Milliseconds; they are part of what is measured. */
const resolution = 5;

export async function benchEars({ isQuick = false } = {}): Promise<void> {
  const songs = isQuick ? 20 : 100;
  const { bytes, kind } = makePreview();
  const server = fork(fileURLToPath(new URL('./ears-server.ts', import.meta.url)));
  server.send({ preview: bytes.toString('base64') });
  const [address] = await once(server, 'message');
  const url = `http://127.0.0.1:${z.object({ port: z.number() }).parse(address).port}`;
  try {
    const without = await run('off', url, songs);
    const withEars = await run('previews', url, songs);
    const size = Math.round(bytes.length / 1000);
    console.log(`\nEars: ${songs} unknown songs, no words, 150 ms a call, previews of ${size} KB (${kind})`);
    console.log(
      `${''.padEnd(22)}${'LISTEN=off'.padStart(12)}${'previews'.padStart(12)}${'wanted'.padStart(10)}`,
    );
    const wanted: Record<string, string> = { 'all heard, s': '40', 'event loop p99, ms': '20' };
    for (const [name, value] of Object.entries(withEars)) {
      const show = (number: number | null) =>
        (number === null ? '–' : number.toFixed(number % 1 === 0 ? 0 : 1)).padStart(12);
      const before = Object.entries(without).find(([key]) => key === name)?.[1] ?? null;
      console.log(
        name.padEnd(22) + show(before) + show(value) + (isQuick ? '' : (wanted[name] ?? '')).padStart(10),
      );
    }
  } finally {
    server.kill();
  }
}

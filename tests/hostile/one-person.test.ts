/** All that one person can throw at the built bot on a machine of 2 GB: it answers others meanwhile, and after a restart. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { attachment, modal, press, slash } from '../support/discord/payloads.ts';
import { type Exchange, exchangeOf, isAnswer, type MessageBody } from '../support/discord/test-bot.ts';
import { residentOf } from '../support/soak/gauges.ts';
import { type SoakWorld, startSoakWorld } from '../support/soak/world.ts';

const root = resolve(import.meta.dirname, '../..');
const hostile = '100000000000666666';
const others = Array.from({ length: 20 }, (_, at) => String(100_000_000_000_000_001n + BigInt(at)));
const machineMb = 2_048;
/** V8's own default on such a machine is twice this. */
const heapMb = 512;
const refinements = 60;
const patienceMs = 240_000;

beforeAll(() => {
  const { status } = spawnSync(process.execPath, ['scripts/build-if-stale.mjs'], { cwd: root });
  if (status !== 0) throw new Error('the build failed');
}, 240_000);

type Running = {
  child: ChildProcess;
  peak: { own: number; children: number; all: number };
  output(): string;
};

async function start(world: SoakWorld): Promise<Running> {
  const args = [`--max-old-space-size=${heapMb}`, 'dist/src/index.js'];
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: world.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const peak = { own: 0, children: 0, all: 0 };
  const watching = setInterval(() => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const { own, children } = residentOf(child.pid);
    peak.own = Math.max(peak.own, own);
    peak.children = Math.max(peak.children, children);
    peak.all = Math.max(peak.all, own + children);
  }, 100);
  child.on('exit', () => clearInterval(watching));
  onTestFinished(() => void child.kill('SIGKILL'));
  await expect.poll(() => output.includes('"msg":"ready"'), { timeout: 60_000 }).toBe(true);
  return { child, peak, output: () => output };
}

/** Progressive, of four colours: the dearest that is let in. */
const largestPhoto = (): Promise<Uint8Array> =>
  sharp({
    create: { width: 8_192, height: 6_144, channels: 3, background: '#705030' },
    limitInputPixels: false,
  })
    .toColourspace('cmyk')
    .jpeg({ progressive: true, chromaSubsampling: '4:4:4' })
    .toBuffer();

const isFinal = (body: MessageBody): boolean => isAnswer(body) && (body.components?.length ?? 0) > 0;
const isWord = ({ content = '', embeds = [] }: MessageBody): boolean => content !== '' || embeds.length > 0;
const isRefusal = ({ content = '' }: MessageBody): boolean => content.includes('a lot at once');

it('survives any person', async ({ annotate }) => {
  const world = await startSoakWorld();
  onTestFinished(world.close);
  const { discord } = world;
  const ask = (payload: { token: string; id: string }): Exchange => {
    discord.dispatch('INTERACTION_CREATE', payload);
    return exchangeOf(discord, payload.token);
  };
  const file = (name: string, bytes: Uint8Array) => {
    world.keep(`/attachments/6/6/${name}`, bytes);
    return attachment(`http://${discord.host}/attachments/6/6/${name}`, {
      filename: name,
      content_type: name.endsWith('jpg') ? 'image/jpeg' : 'text/plain',
      size: bytes.length,
    });
  };
  /** A word that is no refusal, however often it has to be asked for. */
  async function served(payload: () => { token: string; id: string }): Promise<void> {
    for (const endAtMs = performance.now() + patienceMs; performance.now() < endAtMs; await sleep(1_000)) {
      const heard = await ask(payload()).message(isWord, patienceMs);
      if (!isRefusal(heard)) return;
    }
    throw new Error('refused to the end');
  }
  let neighbours = 0;
  /** Somebody else, who has to get their ranking. */
  async function neighbour(): Promise<void> {
    const person = others[neighbours++ % others.length] ?? '';
    const image = attachment(await world.photo(neighbours), { filename: 'photo.png' });
    await ask(slash('scenescore', { image, playlist: world.links[0] ?? '' }, person)).message(
      isFinal,
      patienceMs,
    );
  }
  const heardOf = (exchanges: Exchange[]) =>
    Promise.all(exchanges.map((one) => one.message(isWord, patienceMs)));

  const bot = await start(world);
  await neighbour();
  const atRest = { ...bot.peak };

  const row = (at: number): string =>
    `Song ${at} ${'of some length '.repeat(8)},Somebody ${'and others '.repeat(10)},${'x'.repeat(6_500)}`;
  const songs = Array.from({ length: 500 }, (_, at) => row(at)).join('\n');
  const list = file('songs.csv', new TextEncoder().encode(`Title,Artist,Album\n${songs}`));
  const image = attachment(await world.photo(1_000), { filename: 'photo.png' });
  const answer = ask(slash('scenescore', { image, file: list }, hostile));
  await answer.message(isFinal, patienceMs);
  const shown = discord.originals.get(answer.token);
  const message = { ...shown, embeds: [{ thumbnail: { url: image.url } }] };
  const idOf = (action: string): string =>
    new RegExp(`v1:${action}:[^"]+`).exec(JSON.stringify(shown?.components))?.[0] ?? '';
  const form = idOf('refine').replace('refine', 'refined');
  const refine = (at: number) => () =>
    modal(form, { words: `angrier, and louder by ${at}`, caption: '' }, hostile, { message });

  const flood = Array.from({ length: 100 }, () => ask(press(idOf('card'), message, hostile)));
  await Promise.all([heardOf(flood), neighbour()]);

  const photo = file('photo.jpg', await largestPhoto());
  const album = Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`image${at + 1}`, photo]));
  const soundtrack = ask(slash('soundtrack', { ...album, playlist: world.links[1] ?? '' }, hostile));
  await neighbour();
  // A busy machine may not open the dearest photos in time.
  const isAsked = ({ content = '' }: MessageBody): boolean => content.includes('a smaller copy');
  await soundtrack.message((body) => isFinal(body) || isAsked(body), patienceMs);

  const huge = new TextEncoder().encode(
    `Title,Artist\n${'A song,Somebody\n'.repeat(330_000)}`.slice(0, 5_242_880),
  );
  await served(() => slash('scenescore', { image, file: file('huge.csv', huge) }, hostile));
  const deep = new TextEncoder().encode('['.repeat(5_242_880));
  await served(() => slash('scenescore', { image, file: file('deep.json', deep) }, hostile));

  let left = refinements;
  await Promise.all([
    ...Array.from({ length: 4 }, async () => {
      while (left > 0) await served(refine(left--));
    }),
    neighbour(),
  ]);

  await Promise.all([served(() => slash('privacy export', {}, hostile)), neighbour()]);
  await annotate(`MB at rest ${JSON.stringify(atRest)}, at the peak ${JSON.stringify(bot.peak)}`);
  expect(bot.peak.all).toBeLessThan(machineMb);
  expect(bot.output()).not.toMatch(/"level":[56]0/);
  expect(bot.child.exitCode).toBe(null);

  bot.child.kill('SIGKILL');
  const again = await start(world);
  await Promise.all([served(() => slash('privacy export', {}, hostile)), neighbour()]);
  await annotate(`MB after a restart ${JSON.stringify(again.peak)}`);
  expect(again.peak.all).toBeLessThan(machineMb);
}, 1_200_000);

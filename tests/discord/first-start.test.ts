/** The bot as a process on a machine without models, against a hub that serves tiny ones under the real names. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { rasterise } from '../../src/photos/sharp.ts';
import { startDiscord } from '../support/discord/loopback-discord.ts';
import { attachment, slash } from '../support/discord/payloads.ts';
import { exchangeOf, isAnswer } from '../support/discord/test-bot.ts';
import { brokenOff, startHub } from '../support/hub-server.ts';
import { tinyBert, tinyBlip } from '../support/tiny-models.ts';

const blip = 'ningpp/blip-image-captioning-base-ONNX';
const encoder = `${blip}/blip_vision_encoder.onnx`;
const token = 'MTIzNDU2Nzg5MDEyMzQ1Njc4OQ.GaBcDe.abcdefghijklmnopqrstuvwxyz0123456789AB';

it('downloads models behind its work, says what it lacks, and goes on where a download stopped', async () => {
  let hub: 'silent' | 'breaking' | 'well' = 'silent';
  const ranges: (string | undefined)[] = [];
  const server = await startHub(
    { [blip]: tinyBlip(), 'someone/tiny-bert': tinyBert() },
    (file, bytes, { url, headers }) => {
      if (file !== encoder || !url.pathname.startsWith('/stored/') || bytes === undefined) return undefined;
      ranges.push(headers.range);
      if (hub === 'silent') return 'hang';
      if (hub === 'well') return undefined;
      hub = 'well';
      return brokenOff(bytes);
    },
  );
  const discord = await startDiscord();
  const drawing =
    '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="48"><rect width="64" height="48" fill="#27406b"/></svg>';
  discord.files.set('/attachments/1/2/photo.png', await rasterise(Buffer.from(drawing)));
  const csv = 'Artist Name,Track Name,Genres\nNina,Quiet Sea,ambient\nRob,Burning Rage,metal\n';
  discord.files.set('/attachments/1/3/songs.csv', new TextEncoder().encode(csv));
  const data = await mkdtemp(join(tmpdir(), 'scenescore-first-start-'));
  onTestFinished(() => rm(data, { recursive: true, force: true }));

  async function start() {
    let output = '';
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/index.ts'], {
      cwd: resolve(import.meta.dirname, '../..'),
      env: {
        PATH: process.env.PATH ?? '',
        HOME: data,
        DATA_DIR: data,
        DISCORD_TOKEN: token,
        DISCORD_API_URL: discord.apiUrl,
        DISCORD_ATTACHMENT_HOSTS: discord.host,
        HF_ENDPOINT: server.url,
        // Of no listed model, so that its files are checked against what the hub says of them.
        EMBEDDER: 'someone/tiny-bert',
        LRCLIB_URL: 'http://127.0.0.1:9',
        FACTS: 'off',
        RATE_LIMITS: 'lrclib:1000/1',
      },
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk;
      });
    }
    const ended = new Promise<number | null>((done) => child.on('exit', done));
    const logged = (text: RegExp, timeout = 30_000) =>
      vi.waitFor(() => expect(output).toMatch(text), { timeout });
    await logged(/"msg":"ready"/);
    const end = () => {
      child.kill('SIGTERM');
      return ended;
    };
    return { logged, end };
  }

  async function ask(person: string) {
    const at = (path: string) => `http://${discord.host}/attachments/1/${path}`;
    const image = attachment(at('2/photo.png'), { content_type: 'image/png' });
    const file = attachment(at('3/songs.csv'), { filename: 'songs.csv' });
    const payload = slash('scenescore', { image, file }, person);
    discord.dispatch('INTERACTION_CREATE', payload);
    const isFinal = (body: Parameters<typeof isAnswer>[0]) =>
      isAnswer(body) && (body.components?.length ?? 0) > 0;
    const { embeds } = await exchangeOf(discord, payload.token).message(isFinal, 60_000);
    return JSON.stringify(embeds);
  }

  const first = await start();
  await first.logged(/"model":"someone\/tiny-bert","msg":"a model is there"/);
  await first.logged(
    /"model":"blip","percent":0,"megabytes":991,"licence":"BSD-3-Clause","msg":"a model is being/,
  );
  await vi.waitFor(() => expect(ranges).toHaveLength(1));
  expect(await ask('100000000000000007')).toContain(
    'Only 0 % of the photo model is downloaded so far, so I went by light and colours alone',
  );
  expect(await first.end()).toBe(0);
  const folder = join(data, 'models', blip);
  expect(await readdir(folder)).not.toContain('.lock');
  expect(existsSync(join(folder, 'tokenizer.json'))).toBe(true);

  hub = 'breaking';
  const second = await start();
  await second.logged(/"model":"blip","msg":"a model is there"/);
  expect(ranges).toEqual([undefined, undefined, expect.stringMatching(/^bytes=\d{3,}-$/)]);
  const answer = await ask('100000000000000008');
  expect(answer).toMatch(/"description":"\*\S.+\. A dark, cold picture/);
  expect(answer).not.toMatch(/light and colours|model/);
  expect(await second.end()).toBe(0);
}, 120_000);

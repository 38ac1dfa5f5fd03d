/** A machine without models: the terminal program as a process, against a hub that serves tiny models under the real names. */
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, it, onTestFinished } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { rasterise } from '../../src/photos/sharp.ts';
import { brokenOff, startHub } from '../support/hub-server.ts';
import { tinyBert, tinyBlip } from '../support/tiny-models.ts';
import { tinyClip, tinyFlorence } from '../support/tiny-vision-models.ts';

const root = resolve(import.meta.dirname, '../..');
const blip = 'ningpp/blip-image-captioning-base-ONNX';

async function machine(hub: { url: string }, more: Record<string, string> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'scenescore-first-run-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const drawing =
    '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"><rect width="640" height="480" fill="#27406b"/><circle cx="320" cy="300" r="90" fill="#f2a541"/></svg>';
  await writeFile(join(folder, 'photo.png'), await rasterise(Buffer.from(drawing)));
  const env = {
    PATH: process.env.PATH ?? '',
    DATA_DIR: join(folder, 'data'),
    HF_ENDPOINT: hub.url,
    // Of no listed model, so that its files are checked against what the hub says of them.
    EMBEDDER: 'someone/tiny-bert',
    LRCLIB_URL: 'http://127.0.0.1:9',
    FACTS: 'off',
    FORCE_COLOR: '0',
    ...more,
  };
  const photo = join(folder, 'photo.png');
  const playlist = join(root, 'assets/demo/playlist.jspf');
  return {
    models: join(folder, 'data', 'models'),
    match: () => startProgram(['match', photo, playlist, '--json'], env),
    run: (...args: string[]) => runProgram(args, env),
  };
}

type Ended = { code: number | null; out: string; err: string };

/** As a process of its own. */
function startProgram(args: string[], env: Record<string, string>): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', ...args], { cwd: root, env });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return new Promise((done) => child.on('close', (code) => done({ code, out, err })));
}

async function runProgram(args: string[], env: Record<string, string>): Promise<Ended> {
  let [out, err] = ['', ''];
  const code = await runCli(args, {
    env,
    print: (text) => {
      out += text;
    },
    complain: (text) => {
      err += text;
    },
    columns: 80,
    // Only what a progress line uses of a terminal stream.
    progressStream: Object.assign(new PassThrough(), { isTTY: false }) as unknown as NodeJS.WriteStream,
  });
  return { code, out, err };
}

it('captions a photo at its first start, though the download breaks in the middle', async () => {
  let cut = true;
  const ranges: (string | undefined)[] = [];
  const hub = await startHub(
    { [blip]: tinyBlip(), 'someone/tiny-bert': tinyBert(), 'Xenova/clip-vit-base-patch32': tinyClip() },
    (file, bytes, { url, headers }) => {
      if (!file.endsWith('blip_vision_encoder.onnx') || !url.pathname.startsWith('/stored/'))
        return undefined;
      ranges.push(headers.range);
      if (!cut || bytes === undefined) return undefined;
      cut = false;
      return brokenOff(bytes);
    },
  );
  const { match, models } = await machine(hub);
  const first = await match();
  expect(first).toMatchObject({ code: 0, err: '' });
  const answer = JSON.parse(first.out);
  expect(answer).toMatchObject({
    scene: { readFrom: 'blip', caption: expect.stringMatching(/\w.+\. A dark/) },
  });
  expect(answer.notices.join(' ')).not.toMatch(/captioning model|sentence model|photo model/);
  const half = Math.floor(Buffer.from(tinyBlip()['blip_vision_encoder.onnx'] as Uint8Array).length / 2);
  expect(ranges).toEqual([undefined, `bytes=${half - 1}-`]);
  expect((await readdir(join(models, blip))).sort()).toEqual([
    'blip_text_decoder.onnx',
    'blip_vision_encoder.onnx',
    'config.json',
    'scenescore-download.json',
    'tokenizer.json',
  ]);
  // CLIP's files are listed with their hashes, and these are others: they are not kept.
  expect(await readdir(join(models, 'Xenova/clip-vit-base-patch32'))).not.toContain('onnx');

  await hub.close();
  const second = await match();
  expect(JSON.parse(second.out).scene).toEqual(answer.scene);
}, 120_000);

it('fetches the models named, with sizes and licences before and how far it is, and nothing else', async () => {
  const hub = await startHub({ [blip]: tinyBlip() });
  const { run } = await machine(hub);
  const { code, out, err } = await run('models', 'fetch', 'BLIP', '--json');
  expect(code).toBe(0);
  const lines = err.trim().split('\n');
  expect(lines[0]).toMatch(
    /^blip: 991 MB, licence BSD-3-Clause, from http:\/\/127.+ to \/.*data\/models\/ningpp\//,
  );
  expect(lines[1]).toBe('blip: 0 % of 991 MB');
  expect(JSON.parse(out)).toMatchObject({ models: [{ id: 'blip', isPresent: true }] });
  expect(hub.seen.every(({ url }) => url.pathname.includes(blip))).toBe(true);
  const again = await run('models', 'fetch', 'blip');
  expect(again).toMatchObject({ code: 0, err: '' });
  expect(again.out).toContain('captions photos: present');
});

it('refuses a name it does not know, with those it knows', async () => {
  const hub = await startHub({});
  const { run } = await machine(hub);
  expect(await run('models', 'fetch', 'florence', 'psychic')).toEqual({
    code: 2,
    out: '',
    err: 'I know no model called "psychic". I know blip, florence, vit-gpt2, clip, all-MiniLM-L6-v2, all-MiniLM-L6-v2-ONNX, paraphrase-multilingual-MiniLM-L12-v2, tiny-bert; any other is named by EMBEDDER.\n',
  });
  expect(hub.seen).toEqual([]);
});

it('says which host it could not reach and what to do', async () => {
  const { run, models } = await machine({ url: 'http://127.0.0.1:9' });
  const { code, out, err } = await run('models', 'fetch', 'florence');
  expect([code, out]).toEqual([1, '']);
  const folder = join(models, 'onnx-community/Florence-2-base-ft');
  expect(err.split('\n')).toEqual([
    expect.stringMatching(/^florence: 277 MB, licence MIT, from http:\/\/127\.0\.0\.1:9\/onnx-community/),
    'florence: 0 % of 277 MB',
    `I could not reach 127.0.0.1:9. Check this machine's connection and firewall, set HF_ENDPOINT to a mirror, or copy the files to ${folder}.`,
    '',
  ]);
});

it('says that another file came, and that downloads are off', async () => {
  const hub = await startHub({ 'onnx-community/Florence-2-base-ft': tinyFlorence() });
  const { run } = await machine(hub);
  const wrong = await run('models', 'fetch', 'florence');
  expect(wrong.code).toBe(1);
  expect(wrong.err).toMatch(/What 127\.0\.0\.1:\d+ sent for florence is not the file I expect/);
  const { run: runOff } = await machine(hub, { MODELS_OFFLINE: '1' });
  const off = await runOff('models', 'fetch', 'florence');
  expect(off.code).toBe(1);
  expect(off.err).toMatch(/^MODELS_OFFLINE is set, so I did not download florence/m);
});

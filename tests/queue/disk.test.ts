/** What a Redis that writes everything down has on its disk after a request. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Redis } from 'ioredis';
import sharp from 'sharp';
import { expect, it, onTestFinished } from 'vitest';
import { photoForWorkers } from '../../src/app/queue.ts';
import { createLogger } from '../../src/logger.ts';
import { createPhotosHere } from '../../src/photos/photos.ts';
import { openMatchQueue } from '../../src/queue/match-queue.ts';
import { startMatchWorker } from '../../src/queue/match-worker.ts';
import { createSealing, type Sealing } from '../../src/queue/sealing.ts';
import { noRedis, startRedis } from '../support/database-servers.ts';
import { attachment, slash } from '../support/discord/payloads.ts';
import { isAnswer, photoPath, says, startTestBot } from '../support/discord/test-bot.ts';
import { madeUpAlbum, madeUpMatch, sealing } from '../support/queue/made-up-match.ts';

const words = 'yearning for the harbour of Quellmoor';
const marker = 'Camera of Ottilie Brandwein';
const description = 'A red boat on the Quellmoor';
const person = '100000000000004711';

const photo = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#3070a0' } })
  .withExif({ IFD0: { Make: marker, ImageDescription: description } })
  .jpeg()
  .toBuffer();

/** The files as they are, and everything in them that can be unpacked. */
function readableIn(folder: string): string {
  const texts: string[] = [];
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true });
  for (const file of files.filter((one) => one.isFile())) {
    const bytes = readFileSync(join(file.parentPath, file.name));
    texts.push(bytes.toString('latin1'));
    // As Redis's protocol writes a value: its length, then its bytes.
    for (const { index, 0: head, 1: length } of bytes.toString('latin1').matchAll(/\$(\d+)\r\n/g)) {
      const value = bytes.subarray(index + head.length, index + head.length + Number(length));
      if (value[0] !== 0x1f || value[1] !== 0x8b || value[2] !== 8) continue;
      const unpacked = gunzipSync(value).toString('utf8');
      const sent = /"photo":"([^"]+)"/.exec(unpacked)?.[1] ?? '';
      texts.push(unpacked, Buffer.from(sent, 'base64').toString('latin1'));
    }
  }
  return texts.join('\n');
}

/** A queue in a Redis of its own, with one worker. */
async function openQueue(seal: Sealing) {
  const server = await startRedis();
  onTestFinished(() => server.stop());
  const common = { url: server.url, sealing: seal };
  const queue = await openMatchQueue({ ...common, onError: () => undefined, pollMs: 100 });
  onTestFinished(() => queue.close());
  const worker = await startMatchWorker({
    ...common,
    matchScene: madeUpMatch(),
    matchAlbum: madeUpAlbum(),
    concurrency: 1,
    log: createLogger('silent'),
  });
  onTestFinished(() => worker.close());
  return { server, queue };
}

async function diskAfterRun(seal: Sealing): Promise<{ disk: string; caption: string }> {
  const { server, queue } = await openQueue(seal);
  const prepared = await photoForWorkers(createPhotosHere())(photo, null, {});
  expect(prepared.said).toEqual({ text: description, by: 'description' });
  const ranking = await queue.matchScene(
    { ...prepared, playlists: [{ kind: 'text', text: 'Quellmoor Shanty' }], feeling: words },
    { asker: person, onRanking: () => undefined },
  );
  return { disk: readableIn(server.folder), caption: ranking.scene.caption };
}

it.skipIf(noRedis !== null)('nothing of the request or its answer can be read there', async () => {
  const { disk, caption } = await diskAfterRun(sealing);
  expect(disk).toContain('scenescore');
  for (const secret of [words, marker, description, caption, 'Quellmoor', person]) {
    expect(disk).not.toContain(secret);
  }
});

it.skipIf(noRedis !== null)('without a key the words are there, the photo’s metadata is not', async () => {
  const { disk } = await diskAfterRun(createSealing([]));
  expect(disk).toContain(words);
  expect(disk).not.toContain(marker);
  expect(disk).not.toContain(person);
});

/** The bot before the queue: a run that fails, one that is answered, and then everything deleted. */
async function diskAfterDeletion(seal: Sealing) {
  const { server, queue } = await openQueue(seal);
  const test = await startTestBot({
    matchScene: queue.matchScene,
    dependencies: { preparePhoto: photoForWorkers(createPhotosHere()) },
  });
  test.discord.files.set(photoPath, new Uint8Array(photo));
  const list = attachment(`http://${test.discord.host}/attachments/1/2/list.txt`, { filename: 'list.txt' });
  test.discord.files.set('/attachments/1/2/list.txt', new TextEncoder().encode('Quellmoor Shanty'));
  const image = attachment(`http://${test.discord.host}${photoPath}`);
  const failed = test.scenescore(person, { image, file: list, feeling: 'bug' });
  await failed.message(says('went wrong'), 30_000);
  const answered = test.scenescore(person, { image, file: list, feeling: words });
  // The last ranking has buttons: it is kept.
  const { embeds } = await answered.message((body) => isAnswer(body) && (body.components ?? []).length > 0);
  expect(JSON.stringify(embeds)).toContain('Quellmoor');
  await test.ask(slash('privacy delete', {}, person)).message(says('Deleted'));
  return server;
}

const secrets = [words, marker, description, 'Quellmoor', person];

it.skipIf(noRedis !== null)(
  'nothing of a person can be read there after /privacy delete',
  async () => {
    const { folder } = await diskAfterDeletion(sealing);
    const disk = readableIn(folder);
    expect(disk).toContain('scenescore');
    for (const secret of secrets) expect(disk).not.toContain(secret);
  },
  60_000,
);

it.skipIf(noRedis !== null)(
  'without a key, that holds once Redis has rewritten its file',
  async () => {
    const { folder, url } = await diskAfterDeletion(createSealing([]));
    expect(readableIn(folder)).toContain(words);
    const redis = new Redis(url);
    onTestFinished(() => redis.disconnect());
    await redis.bgrewriteaof();
    await expect.poll(() => readableIn(folder).includes(words), { timeout: 10_000 }).toBe(false);
    const disk = readableIn(folder);
    for (const secret of secrets) expect(disk).not.toContain(secret);
  },
  60_000,
);

/** What a Redis that writes everything down has on its disk after a request. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import sharp from 'sharp';
import { expect, it, onTestFinished } from 'vitest';
import { photoForWorkers } from '../../src/app/queue.ts';
import { createLogger } from '../../src/logger.ts';
import { createPhotosHere } from '../../src/photos/photos.ts';
import { openMatchQueue } from '../../src/queue/match-queue.ts';
import { startMatchWorker } from '../../src/queue/match-worker.ts';
import { createSealing, type Sealing } from '../../src/queue/sealing.ts';
import { noRedis, startRedis } from '../support/database-servers.ts';
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

async function diskAfterRun(seal: Sealing): Promise<{ disk: string; caption: string }> {
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

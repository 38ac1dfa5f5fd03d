/** The photo process with hostile files: it may crash, hang or be idle, and the next photo is opened all the same. */
import sharp from 'sharp';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createPhotos, type Photos, type PhotosOptions } from '../../src/photos/photos.ts';
import { hasEnded, startedProcesses } from '../support/started-processes.ts';

const picture = await sharp({ create: { width: 48, height: 32, channels: 3, background: '#3070a0' } })
  .jpeg()
  .toBuffer();
/** A new object each time: small copies are kept by it. */
const aPicture = () => Buffer.from(picture);
const opened = { format: 'jpeg', width: 48, height: 32 };
const damaged = { name: 'UserError', code: 'corrupt-image' };

function openPhotos(options: Partial<PhotosOptions> = {}) {
  const crashes: unknown[] = [];
  const started = startedProcesses();
  const photos = createPhotos({
    idleMs: 60_000,
    onTrouble: (error) => crashes.push(error),
    ...options,
  });
  onTestFinished(() => photos.close());
  return { photos, crashes, started };
}

/** A busy machine may need more than one start when there is little time for one. */
const opensTheNext = (photos: Photos) =>
  vi.waitFor(async () => expect(await photos.decode(aPicture())).toMatchObject(opened), 30_000);

/** With a process that is stopped: it takes jobs and does nothing. */
async function stuckPhotos(options: Partial<PhotosOptions> = {}) {
  const { photos, crashes, started } = openPhotos(options);
  await opensTheNext(photos);
  crashes.splice(0);
  const stuck = started.at(-1);
  stuck?.kill('SIGSTOP');
  return { photos, crashes, started, stuck };
}

it('opens a photo once for its pixels and for its small copy', async () => {
  const { photos } = openPhotos();
  const bytes = aPicture();
  await photos.decode(bytes);
  await photos.close();
  // No process is left to open it again.
  const small = await photos.smallCopy(bytes);
  expect(await sharp(small).metadata()).toMatchObject(opened);
  // Kept as long as the photo, it does not keep the pixels that came with it.
  expect(small.buffer.byteLength).toBe(small.byteLength);
  await expect(photos.smallCopy(aPicture())).rejects.toMatchObject({
    name: 'ServiceError',
    service: 'photos',
  });
});

it('is started before the photo by warm(), and not for a file that is no photo', async () => {
  const { photos, started } = openPhotos();
  await expect(photos.decode(Buffer.from('just some words'))).rejects.toMatchObject({ code: 'not-an-image' });
  expect(started).toHaveLength(0);
  photos.warm();
  expect(started).toHaveLength(1);
  expect(await photos.decode(aPicture())).toMatchObject(opened);
  expect(started).toHaveLength(1);
});

it('opens the photo when the process dies once on it', async () => {
  const { photos, crashes, stuck } = await stuckPhotos();
  const photo = photos.decode(aPicture());
  stuck?.kill('SIGKILL');
  expect(await photo).toMatchObject(opened);
  expect(crashes).toEqual([]);
});

it('calls a photo damaged when the process dies twice on it, and opens the next one', async () => {
  const { photos, crashes, started, stuck } = await stuckPhotos();
  const photo = photos.decode(aPicture());
  stuck?.kill('SIGKILL');
  await vi.waitFor(() => expect(started.at(-1)).not.toBe(stuck));
  started.at(-1)?.kill('SIGKILL');
  await expect(photo).rejects.toMatchObject(damaged);
  expect(crashes).toHaveLength(1);
  await opensTheNext(photos);
});

it('calls a photo damaged that takes too long, and opens the next one', async () => {
  const { photos, crashes, stuck } = await stuckPhotos({ timeoutMs: 6_000 });
  const photo = photos.decode(aPicture());
  await expect(photo).rejects.toMatchObject(damaged);
  expect(crashes).toHaveLength(1);
  await vi.waitFor(() => expect(hasEnded(stuck)).toBe(true), 5_000);
  await opensTheNext(photos);
}, 90_000);

it('opens a photo while another one takes long, and small files of many pixels are known for that', async () => {
  const { photos, started } = openPhotos();
  await photos.decode(aPicture());
  const huge = await sharp({
    create: { width: 7_000, height: 5_000, channels: 3, background: '#705030' },
  })
    .jpeg({ progressive: true, chromaSubsampling: '4:4:4' })
    .toBuffer();
  const order: string[] = [];
  await Promise.all([
    photos.decode(huge).then(({ width }) => order.push(`large: ${width}`)),
    photos.decode(aPicture()).then(({ width }) => order.push(`usual: ${width}`)),
  ]);
  expect(order).toEqual(['usual: 48', 'large: 7000']);
  expect(started).toHaveLength(2);
});

it('says of a photo that takes more memory than there may be that it is too large', async () => {
  const { photos, crashes } = openPhotos({ maxRssMb: 40 });
  await expect(photos.decode(aPicture())).rejects.toMatchObject({ code: 'too-many-pixels' });
  expect(crashes).toMatchObject([{ kind: 'outgrown' }]);
});

it('lets an abort through at once', async () => {
  const { photos, crashes } = await stuckPhotos();
  const leaving = new AbortController();
  const photo = photos.decode(aPicture(), { signal: leaving.signal });
  const reason = new Error('gone');
  leaving.abort(reason);
  await expect(photo).rejects.toBe(reason);
  expect(crashes).toEqual([]);
});

it('ends when there is nothing to do, and starts again for the next photo', async () => {
  const { photos, started } = openPhotos({ idleMs: 20 });
  await photos.decode(aPicture());
  await vi.waitFor(() => expect(hasEnded(started[0])).toBe(true), 5_000);
  expect(await photos.decode(aPicture())).toMatchObject(opened);
  expect(started).toHaveLength(2);
});

it('leaves no process behind, whatever it is doing', async () => {
  const { photos, stuck } = await stuckPhotos();
  const photo = photos.decode(aPicture());
  const outcome = expect(photo).rejects.toMatchObject({ name: 'ServiceError', service: 'photos' });
  await photos.close();
  await outcome;
  expect(hasEnded(stuck)).toBe(true);
});

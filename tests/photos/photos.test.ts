/** Photos opened in this process and in one of their own: the same pixels, the same sentences. */
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { createPhotos, createPhotosHere } from '../../src/photos/photos.ts';
import { avifSaying } from '../support/avif.ts';

const ways = [
  { where: 'here', photos: createPhotosHere() },
  { where: 'in a process of their own', photos: createPhotos({ idleMs: 60_000 }) },
];
afterAll(() => Promise.all(ways.map(({ photos }) => photos.close())));

const filled = (width: number, height: number, background: object | string) =>
  sharp({ create: { width, height, channels: 4, background } });

/** A PNG that says it has this size, and has no picture in it: decoding it would fail in another way. */
async function pngSaying(width: number, height: number): Promise<Buffer> {
  const bytes = await filled(2, 2, red).png().toBuffer();
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
  return bytes;
}

const red = { r: 220, g: 20, b: 20, alpha: 1 };

const largeJpeg = filled(8_192, 6_144, red).jpeg().toBuffer();

function pixel(rgb: { data: Uint8Array; width: number }, x: number, y: number): number[] {
  return [...rgb.data.subarray((y * rgb.width + x) * 3, (y * rgb.width + x) * 3 + 3)];
}

/** Nowhere of one colour. */
const noisy = (options: { progressive?: boolean } = {}) =>
  sharp(Buffer.from(Array.from({ length: 300 * 300 * 3 }, (_, at) => (at * 7919) % 256)), {
    raw: { width: 300, height: 300, channels: 3 },
  })
    .jpeg(options)
    .toBuffer();

describe.each(ways)('photos opened $where', ({ photos }) => {
  it.each(['jpeg', 'png', 'webp', 'avif', 'gif', 'tiff'] as const)('opens %s', async (format) => {
    const bytes = await filled(40, 20, red).toFormat(format).toBuffer();
    const photo = await photos.decode(bytes);
    expect(photo).toMatchObject({ format, width: 40, height: 20, rgb: { width: 40, height: 20 } });
    expect(photo.hash).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(photo.rgb.data.length).toBe(40 * 20 * 3);
    const [r = 0, g = 0, b = 0] = pixel(photo.rgb, 20, 10);
    expect(Math.abs(r - 220) + Math.abs(g - 20) + Math.abs(b - 20)).toBeLessThan(30);
  });

  it('honours the orientation', async () => {
    // Red above blue, stored lying on its side as a phone does.
    const blue = await filled(30, 10, '#0000ff').png().toBuffer();
    const upright = filled(30, 20, red).composite([{ input: blue, left: 0, top: 10 }]);
    const lying = await sharp(await upright.png().toBuffer())
      .rotate(-90)
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const photo = await photos.decode(lying);
    expect(photo).toMatchObject({ width: 30, height: 20, rgb: { width: 30, height: 20 } });
    expect(pixel(photo.rgb, 15, 2)[0]).toBeGreaterThan(180);
    expect(pixel(photo.rgb, 15, 17)[2]).toBeGreaterThan(180);
  });

  it('lays transparency on white, makes grey and 16-bit pictures RGB', async () => {
    const clear = await photos.decode(await filled(8, 8, { r: 0, g: 0, b: 0, alpha: 0 }).png().toBuffer());
    expect(pixel(clear.rgb, 4, 4)).toEqual([255, 255, 255]);
    const grey = await photos.decode(await filled(8, 8, '#808080').toColourspace('b-w').png().toBuffer());
    expect(pixel(grey.rgb, 4, 4)).toEqual([128, 128, 128]);
    const deep = await photos.decode(await filled(8, 8, red).toColourspace('rgb16').png().toBuffer());
    expect(pixel(deep.rgb, 4, 4)).toEqual([220, 20, 20]);
    const print = await photos.decode(await filled(8, 8, red).toColourspace('cmyk').jpeg().toBuffer());
    expect(print.rgb.data.length).toBe(8 * 8 * 3);
  });

  it('takes the first frame of an animation', async () => {
    const frames = [red, { r: 0, g: 0, b: 255, alpha: 1 }].map((colour) =>
      filled(16, 16, colour).png().toBuffer(),
    );
    const animated = await sharp(await Promise.all(frames), { join: { animated: true } })
      .gif()
      .toBuffer();
    const photo = await photos.decode(animated);
    expect(photo).toMatchObject({ width: 16, height: 16, rgb: { width: 16, height: 16 } });
    expect(pixel(photo.rgb, 8, 8)[0]).toBeGreaterThan(180);
  });

  it('makes a copy of at most 1024 pixels and never enlarges', async () => {
    const photo = await photos.decode(await filled(3000, 1500, red).jpeg().toBuffer());
    expect(photo).toMatchObject({ width: 3000, height: 1500, rgb: { width: 1024, height: 512 } });
  });

  it('refuses too many bytes before it looks at them', async () => {
    await expect(photos.decode(new Uint8Array(25 * 1024 * 1024 + 1))).rejects.toMatchObject({
      name: 'UserError',
      code: 'image-too-large',
    });
  });

  it('refuses too many pixels by the header alone', async () => {
    await expect(photos.decode(await pngSaying(60_000, 60_000))).rejects.toMatchObject({
      name: 'UserError',
      code: 'too-many-pixels',
      message: expect.stringContaining('3600 megapixels'),
    });
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['text', Buffer.from('just some words that are no picture at all')],
    ['a PDF', Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj')],
    ['a drawing', Buffer.from('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="9"/>')],
  ])('refuses %s', async (_, bytes) => {
    await expect(photos.decode(bytes)).rejects.toMatchObject({ name: 'UserError', code: 'not-an-image' });
  });

  it('names another number of megapixels than it allows', async () => {
    const message = 'That photo has 61 megapixels and I can take up to 60; please send a smaller copy.';
    await expect(photos.decode(await pngSaying(7_752, 7_752))).rejects.toMatchObject({
      code: 'too-many-pixels',
      message,
    });
  });

  it('opens a JPEG of 50 megapixels', async () => {
    const photo = await photos.decode(await largeJpeg);
    expect(photo).toMatchObject({ width: 8_192, height: 6_144, rgb: { width: 1_024, height: 768 } });
  });

  it('refuses by its header an AVIF that would take too much memory', async () => {
    await expect(photos.decode(await avifSaying({ width: 6_000, height: 4_000 }))).rejects.toMatchObject({
      code: 'too-many-pixels',
      message: expect.stringContaining('JPEG'),
    });
    const small = { width: 64, height: 48 };
    expect(await photos.decode(await avifSaying(small))).toMatchObject(small);
  });

  it('distinguishes a damaged photo from another kind of file', async () => {
    const head = (await noisy()).subarray(0, 20);
    const bytes = Buffer.concat([head, Buffer.alloc(99)]);
    await expect(photos.decode(bytes)).rejects.toMatchObject({ name: 'UserError', code: 'corrupt-image' });
  });

  it.each([
    ['baseline', false],
    ['progressive', true],
  ])(
    'reads a %s JPEG without its last bytes as viewers do, and none that lacks most of it',
    async (_, progressive) => {
      const bytes = await noisy({ progressive });
      const whole = await photos.decode(bytes);
      const cut = await photos.decode(bytes.subarray(0, bytes.length - 100));
      expect(cut).toMatchObject({ width: 300, height: 300, rgb: { width: 300, height: 300 } });
      const top = 300 * 200 * 3;
      if (!progressive) {
        expect(Buffer.compare(cut.rgb.data.subarray(0, top), whole.rgb.data.subarray(0, top))).toBe(0);
      }
      const most = bytes.subarray(0, bytes.length * 0.8);
      expect((await photos.decode(most)).rgb.data.length).toBe(whole.rgb.data.length);
      // The first scan of a progressive one has all of it, if coarsely.
      for (const share of progressive ? [] : [0.05, 0.3]) {
        await expect(photos.decode(bytes.subarray(0, bytes.length * share))).rejects.toMatchObject({
          name: 'UserError',
          code: 'corrupt-image',
        });
      }
    },
  );

  it.each(['#ffffff', '#000000', '#87ceeb'])(
    'reads a JPEG without its last bytes whose background is %s',
    async (background) => {
      const bytes = await sharp({ create: { width: 400, height: 300, channels: 3, background } })
        .composite([{ input: await filled(90, 90, red).png().toBuffer(), left: 30, top: 30 }])
        .jpeg()
        .toBuffer();
      const cut = await photos.decode(bytes.subarray(0, bytes.length - 2));
      const whole = await photos.decode(bytes);
      expect(Buffer.compare(cut.rgb.data, whole.rgb.data)).toBe(0);
    },
  );

  it.each(['png', 'webp', 'gif', 'tiff'] as const)(
    'reads no %s without its end: its decoder would give memory that it never wrote to',
    async (format) => {
      const bytes = await sharp(await noisy())
        .toFormat(format)
        .toBuffer();
      await expect(photos.decode(bytes.subarray(0, bytes.length * 0.8))).rejects.toMatchObject({
        code: 'corrupt-image',
      });
    },
  );

  it('says what to do about a HEIC photo', async () => {
    const box = Buffer.alloc(64);
    box.writeUInt32BE(24, 0);
    box.write('ftypheic\0\0\0\0mif1heic', 4, 'latin1');
    await expect(photos.decode(box)).rejects.toMatchObject({
      name: 'UserError',
      code: 'heic',
      message: expect.stringContaining('JPEG'),
    });
  });

  it('stops when it is aborted', async () => {
    const bytes = await filled(8, 8, red).png().toBuffer();
    await expect(photos.decode(bytes, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  it('gives a small JPEG of the same picture without its metadata', async () => {
    const camera = { IFD0: { Make: 'A maker', Copyright: 'Somebody' } };
    const bytes = await filled(3000, 1500, red).jpeg().withExif(camera).toBuffer();
    const small = await photos.smallCopy(bytes);
    const { format, width, height, exif } = await sharp(small).metadata();
    expect({ format, width, height, exif }).toEqual({
      format: 'jpeg',
      width: 1024,
      height: 512,
      exif: undefined,
    });
    await expect(photos.smallCopy(Buffer.from('no picture at all'))).rejects.toMatchObject({
      code: 'not-an-image',
    });
  });
});

/** PNG's checksum (the polynomial of ISO 3309). */
function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

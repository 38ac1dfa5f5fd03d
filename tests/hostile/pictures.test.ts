/** Photos that mean harm: each ends in a sentence or in the picture that is in it, with bounded memory. */
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { openPhoto as decode } from '../../src/photos/open-photo.ts';
import { avifSaying } from '../support/avif.ts';

const mostGrowth = 200 * 1024 * 1024;

const picture = () => sharp({ create: { width: 48, height: 32, channels: 3, background: '#3070a0' } });
const jpeg = await picture().jpeg({ quality: 95 }).toBuffer();
const png = await picture().png().toBuffer();
const gif = await picture().gif().toBuffer();
const webp = await picture().webp().toBuffer();
const tiff = await picture().tiff().toBuffer();
const avif = await picture().avif({ effort: 0 }).toBuffer();
const pictures = { jpeg, png, gif, webp, tiff, avif };

const refused = (code: unknown) => expect.objectContaining({ name: 'UserError', code });

/** A PNG of that size with one bit a pixel, all of it the same: some kilobytes a gigapixel. */
function pngBomb(width: number, height: number): Buffer {
  const chunk = (type: string, data: Uint8Array): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([1, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((Math.ceil(width / 8) + 1) * Math.min(height, 4_000));
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', new Uint8Array()),
  ]);
}

/** The size in the frame's header, and nothing of the kind behind it. */
function jpegSaying(width: number, height: number): Buffer {
  const copy = Buffer.from(jpeg);
  const frame = copy.indexOf(Buffer.from([0xff, 0xc0]));
  copy.writeUInt16BE(height, frame + 5);
  copy.writeUInt16BE(width, frame + 7);
  return copy;
}

describe('bombs', () => {
  it.each([
    ['a PNG of 900 megapixels', () => pngBomb(30_000, 30_000), 'too-many-pixels'],
    ['a PNG of one long row', () => pngBomb(60_000_000, 1), /too-many-pixels|corrupt-image/],
    ['a JPEG that says 65,500 by 65,500', () => jpegSaying(65_500, 65_500), 'too-many-pixels'],
    // Opened, it would take 1.3 GB and ten seconds.
    ['an AVIF of 50 megapixels', () => avifSaying({ width: 8_192, height: 6_144 }), 'too-many-pixels'],
    ['more than 25 MB', () => Buffer.concat([jpeg, Buffer.alloc(25 * 1024 * 1024)]), 'image-too-large'],
  ])('%s', async (_name, make, code) => {
    const bytes = await make();
    const before = process.memoryUsage().rss;
    await expect(decode(bytes)).rejects.toEqual(
      refused(code instanceof RegExp ? expect.stringMatching(code) : code),
    );
    expect(process.memoryUsage().rss - before).toBeLessThan(mostGrowth);
  });

  it('a JPEG that says 7,000 by 7,000 and holds next to nothing is small when it is open', async () => {
    const before = process.memoryUsage().rss;
    const { rgb, width } = await decode(jpegSaying(7_000, 7_000));
    expect([width, rgb.width, rgb.data.length]).toEqual([7_000, 1_024, 1_024 * 1_024 * 3]);
    expect(process.memoryUsage().rss - before).toBeLessThan(mostGrowth);
  });

  it('an AVIF that says it is small is not opened as a large one', async () => {
    const bytes = await avifSaying({ width: 64, height: 48 }, { width: 4_000, height: 3_000 });
    const before = process.memoryUsage().rss;
    await expect(decode(bytes)).rejects.toEqual(refused('corrupt-image'));
    expect(process.memoryUsage().rss - before).toBeLessThan(mostGrowth);
  });

  it.each(['gif', 'webp'] as const)(
    'of an animated %s only the first picture is looked at',
    async (format) => {
      const frames = 400;
      const page = Buffer.alloc(100 * 100 * 3 * frames, 90);
      // Every row another colour, or the frames would be folded into one.
      for (const at of page.keys()) page[at] = Math.floor(at / 300) % 251;
      const animated = await sharp(page, {
        raw: { width: 100, height: 100 * frames, channels: 3, pageHeight: 100 },
      })
        .toFormat(format, { effort: 1, loop: 0 })
        .toBuffer();
      expect((await sharp(animated).metadata()).pages).toBe(frames);
      const before = process.memoryUsage().rss;
      const photo = await decode(animated);
      expect([photo.rgb.width, photo.rgb.height]).toEqual([100, 100]);
      expect(process.memoryUsage().rss - before).toBeLessThan(mostGrowth);
    },
  );
});

describe('two files in one', () => {
  const html = Buffer.from('<script>alert(1)</script><?php system("id"); ?>');
  const zip = Buffer.concat([
    Buffer.from('PK\x03\x04\x14\x00'),
    Buffer.alloc(80, 7),
    Buffer.from('PK\x05\x06'),
    Buffer.alloc(18),
  ]);
  const tails = { 'a script': html, 'a zip': zip, 'a Java archive': zip, 'another picture': png };

  it.each(
    Object.entries(pictures).flatMap(([format, bytes]) =>
      Object.entries(tails).map(([tail, more]) => ({ format, tail, bytes, more })),
    ),
  )('$format with $tail behind it is the picture alone', async ({ format, bytes, more }) => {
    const photo = await decode(Buffer.concat([bytes, more]));
    expect(photo).toMatchObject({ format, width: 48, height: 32 });
    expect(photo.rgb.data).toHaveLength(48 * 32 * 3);
  });

  it.each([
    ['a PDF with a JPEG in it', Buffer.concat([Buffer.from('%PDF-1.7\n1 0 obj\nstream\n'), jpeg])],
    ['a page with a PNG in it', Buffer.concat([Buffer.from('<html><body>'), png])],
    ['a zip with a GIF in it', Buffer.concat([zip, gif])],
  ])('%s is no picture', async (_name, bytes) => {
    await expect(decode(bytes)).rejects.toEqual(refused('not-an-image'));
  });

  it('a comment in a JPEG stays in it', async () => {
    const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, html.length + 2]), html]);
    const photo = await decode(Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2)]));
    expect(photo).toMatchObject({ format: 'jpeg', width: 48 });
  });
});

describe('other kinds in disguise', () => {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" width="9" height="9"><image x:href="file:///etc/passwd" width="9" height="9"/></svg>';
  it.each([
    ['SVG', Buffer.from(svg)],
    ['SVG behind a declaration', Buffer.from(`<?xml version="1.0"?><!-- ${'x'.repeat(500)} -->${svg}`)],
    ['SVG far behind a comment', Buffer.from(`<?xml version="1.0"?><!-- ${'x'.repeat(5_000)} -->${svg}`)],
    ['SVG behind a mark of byte order', Buffer.from(`\ufeff${svg}`)],
    ['SVG in UTF-16', Buffer.from(`\ufeff${svg}`, 'utf16le')],
    ['ICO', Buffer.concat([Buffer.from([0, 0, 1, 0, 1, 0, 16, 16, 0, 0, 1, 0, 32, 0]), png])],
    ['BMP', Buffer.concat([Buffer.from('BM'), Buffer.alloc(60, 1)])],
    ['PDF', Buffer.from('%PDF-1.4\n%âãÏÓ\n1 0 obj<<>>endobj')],
    ['PPM', Buffer.from(`P6 4 4 255\n${'x'.repeat(48)}`)],
    ['Radiance', Buffer.from('#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 4 +X 4\n')],
    ['FITS', Buffer.from(`SIMPLE  =                    T${' '.repeat(2_900)}`)],
    ['a matrix of text', Buffer.from('4 4\n1 2 3 4\n1 2 3 4\n1 2 3 4\n1 2 3 4\n')],
    ['JPEG 2000', Buffer.from([0, 0, 0, 12, 0x6a, 0x50, 0x20, 0x20, 13, 10, 0x87, 10, 0, 0, 0, 0])],
    ['JPEG XL', Buffer.from([0, 0, 0, 12, 0x4a, 0x58, 0x4c, 0x20, 13, 10, 0x87, 10, 0, 0, 0, 0])],
    ['a film', Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isommp42mdat')],
    ['a library’s own file', Buffer.from([0xb6, 0xa6, 0xf2, 0x08, ...new Uint8Array(80)])],
  ])('%s', async (_name, bytes) => {
    await expect(decode(bytes)).rejects.toEqual(refused('not-an-image'));
  });

  it.each(Object.keys(pictures))('the first bytes of %s before an SVG', async (format) => {
    const bytes = Object.entries(pictures).find(([name]) => name === format)?.[1] ?? jpeg;
    const disguised = Buffer.concat([bytes.subarray(0, 12), Buffer.from(svg)]);
    await expect(decode(disguised)).rejects.toEqual(
      refused(expect.stringMatching(/corrupt-image|not-an-image/)),
    );
  });

  it.each([...Object.keys(pictures)])('%s is what its bytes are', async (format) => {
    const bytes = Object.entries(pictures).find(([name]) => name === format)?.[1] ?? jpeg;
    expect((await decode(bytes)).format).toBe(format);
  });
});

it.each(Object.entries(pictures))('%s cut at every tenth byte', async (_format, bytes) => {
  for (let end = 0; end < bytes.length; end += Math.max(10, Math.floor(bytes.length / 60))) {
    const result = await decode(bytes.subarray(0, end)).then(
      ({ rgb }) => rgb.data.length === rgb.width * rgb.height * 3,
      (error: unknown) => error,
    );
    // What is missing may be an index or an end mark alone: then it is the picture.
    if (result !== true) expect(result).toEqual(refused(expect.stringMatching(/corrupt-image|not-an-image/)));
  }
});

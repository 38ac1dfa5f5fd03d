/** What files say is in their pictures, in the ways programs write it. */
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { openPhoto } from '../../src/photos/open-photo.ts';
import { ownDescription } from '../../src/photos/own-description.ts';

const jpeg = () => sharp({ create: { width: 24, height: 16, channels: 3, background: '#3070a0' } }).jpeg();
const described = async (bytes: Uint8Array) => (await openPhoto(bytes)).description;

const xmp = (properties: string): string =>
  `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">${properties}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;
const alternatives = (name: string, text: string): string =>
  `<${name}><rdf:Alt><rdf:li xml:lang="x-default">${text}</rdf:li></rdf:Alt></${name}>`;

/** One data set of IPTC-IIM. */
const dataSet = (record: number, number: number, value: Uint8Array): Buffer => {
  const head = Buffer.from([28, record, number, 0, 0]);
  head.writeUInt16BE(value.length, 3);
  return Buffer.concat([head, value]);
};

/** A JPEG with IPTC where Photoshop puts it. */
async function withIptc(...sets: Buffer[]): Promise<Buffer> {
  const iim = Buffer.concat(sets);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(iim.length);
  const block = Buffer.concat([
    Buffer.from('Photoshop 3.0\0', 'latin1'),
    Buffer.from('8BIM\x04\x04\0\0', 'latin1'),
    size,
    iim,
    Buffer.alloc(iim.length % 2),
  ]);
  const head = Buffer.from([0xff, 0xed, 0, 0]);
  head.writeUInt16BE(block.length + 2, 2);
  const plain = await jpeg().toBuffer();
  return Buffer.concat([plain.subarray(0, 2), head, block, plain.subarray(2)]);
}

const withExif = (description: string) =>
  jpeg()
    .withExif({ IFD0: { ImageDescription: description } })
    .toBuffer();

describe('the photo’s own description', () => {
  it('is read from EXIF, XMP and IPTC, in a file and through the decoder', async () => {
    expect(await described(await withExif('Two children flying a kite'))).toBe('Two children flying a kite');
    const long = alternatives('dc:description', 'Café at night &amp; rain on the\n window');
    expect(await described(await jpeg().withXmp(xmp(long)).toBuffer())).toBe(
      'Café at night & rain on the window',
    );
    const caption = Buffer.from('An old man mends a net', 'utf8');
    expect(await described(await withIptc(dataSet(2, 120, caption)))).toBe('An old man mends a net');
    const latin = Buffer.from('Ein Mädchen im Schnee', 'latin1');
    expect(await described(await withIptc(dataSet(2, 5, latin)))).toBe('Ein Mädchen im Schnee');
    // 0x92 and 0x97 are an apostrophe and a dash in windows-1252, and nothing in Latin-1.
    const windows = Buffer.from('Grandma\x92s garden \x97 June', 'latin1');
    expect(await described(await withIptc(dataSet(2, 120, windows)))).toBe('Grandma’s garden — June');
    expect(await described(await jpeg().toBuffer())).toBeNull();
  });

  it('is the alt text before the description, and a title last', () => {
    const title = alternatives('dc:title', 'Summer of joy');
    const description = alternatives('dc:description', 'A beach in summer');
    const alt = alternatives('Iptc4xmpCore:AltTextAccessibility', 'A girl runs into the waves');
    const read = (...properties: string[]) => ownDescription({ xmp: Buffer.from(xmp(properties.join(''))) });
    expect(read(title, description, alt)).toBe('A girl runs into the waves');
    expect(read(title, description)).toBe('A beach in summer');
    expect(read(title)).toBe('Summer of joy');
  });

  it.each([
    'OLYMPUS DIGITAL CAMERA',
    'SONY DSC',
    'KODAK Digital Still Camera',
    'Untitled',
    'oznorHdrNight',
    'IMG_2034.JPG',
    'holiday in Rome 12.jpeg',
    'Screenshot 2026-01-02',
    'Created with GIMP',
    'Exif_JPEG_420',
    'filter: 0; fileterIntensity: 0.0; mask={}',
    '   ',
  ])('is not what a program wrote: %s', async (words) => {
    expect(await described(await withExif(words))).toBeNull();
  });

  it('is one plain line of 300 characters at most, without links and markup', async () => {
    const words = `Our **boat** at <@123456789012345678> https://evil.example/x ${'on the sea '.repeat(60)}`;
    const text = (await described(await withExif(words))) ?? '';
    expect(text).toMatch(/^Our boat at on the sea/);
    expect(text.length).toBeLessThanOrEqual(300);
    expect(text).not.toMatch(/[*<>]|https/);
  });

  it('takes little time for what is hostile, and leaves the photo as it is', async () => {
    const entities = `<!DOCTYPE x [<!ENTITY a "${'lol '.repeat(20)}"><!ENTITY b "&a;&a;&a;">]>`;
    const deep = '<a>'.repeat(20_000);
    const start = performance.now();
    for (const text of [entities + xmp(alternatives('dc:title', '&b; &b;')), deep, '<'.repeat(100_000), '']) {
      expect(ownDescription({ xmp: Buffer.from(text) }) ?? '').not.toContain('lol lol');
    }
    for (const exif of [
      'Exif\0\0II*\0\xff\xff\xff\xff',
      'MM',
      `Exif\0\0MM\0*\0\0\0\x08${'\xff'.repeat(9000)}`,
    ]) {
      expect(ownDescription({ exif: Buffer.from(exif, 'latin1') })).toBeNull();
    }
    const iptc = Buffer.from('\x1c\x02\x78\xff\xff'.repeat(50_000), 'latin1');
    expect(ownDescription({ iptc })?.length ?? 0).toBeLessThanOrEqual(300);
    expect(ownDescription({ xmp: Buffer.alloc(20_000_000, ' ') })).toBeNull();
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});

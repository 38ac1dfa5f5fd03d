/** Bytes that say they are a photo. */
import sharp from 'sharp';
import { openPhoto, sniffImageFormat } from '../../../src/photos/open-photo.ts';
import { ownDescription } from '../../../src/photos/own-description.ts';
import { must, ofBytes, type Parser } from '../parser.ts';

const small = () =>
  sharp({ create: { width: 24, height: 16, channels: 3, background: '#3070a0' } }).withExif({
    IFD0: { Copyright: 'nobody' },
  });

const xmp =
  '<rdf:Description xmlns:rdf="r" xmlns:dc="d"><dc:description><rdf:Alt><rdf:li>A kite &amp; a hill</rdf:li></rdf:Alt></dc:description></rdf:Description>';
const iptc = Buffer.from('\x1c\x02\x78\0\x08two kite', 'latin1');
const exif = Buffer.from(
  'Exif\0\0II*\0\x08\0\0\0\x01\0\x0e\x01\x02\0\x08\0\0\0\x1a\0\0\0\0\0\0\0two kite',
  'latin1',
);

export async function pictureParsers(): Promise<Parser[]> {
  const files = await Promise.all([
    small().jpeg().toBuffer(),
    small().png().toBuffer(),
    small().webp().toBuffer(),
    small().gif().toBuffer(),
    small().tiff().toBuffer(),
    small().avif({ effort: 0 }).toBuffer(),
  ]);
  const openings = [
    '\ufeff',
    '<svg xmlns="http://www.w3.org/2000/svg">',
    'GIF89a',
    'RIFF\u0001\u0000\u0000\u0000WEBPVP8 ',
  ];
  return [
    ofBytes('kinds of pictures', { files, openings }, (bytes) => {
      sniffImageFormat(bytes);
    }),
    ofBytes('descriptions in pictures', { texts: [xmp], files: [iptc, exif] }, (bytes) => {
      const block = Buffer.from(bytes);
      for (const metadata of [{ xmp: block }, { iptc: block }, { exif: block }]) {
        must((ownDescription(metadata)?.length ?? 0) <= 300, 'a description of 300 characters');
      }
    }),
    ofBytes('pictures', { files, dear: 25, openings }, async (bytes) => {
      const { rgb, width, height } = await openPhoto(bytes);
      must(
        rgb.width >= 1 && rgb.width <= 1024 && rgb.height >= 1 && rgb.height <= 1024,
        'a picture of bounded size',
      );
      must(rgb.data.length === rgb.width * rgb.height * 3, 'as many bytes as it has pixels');
      must(width * height <= 50_000_000, 'a photo within the limit');
    }),
  ];
}

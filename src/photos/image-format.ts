/** What kind of image bytes are, by their first bytes alone: names and declared types lie. */

export type ImageFormat = 'jpeg' | 'png' | 'webp' | 'gif' | 'tiff' | 'avif' | 'heic' | 'svg';

const heicBrands = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs', 'mif1', 'msf1'];

function ascii(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}

/** ISO base media files name their brands after `ftyp`; `mif1` is shared by AVIF and HEIC. */
function isoFormat(bytes: Uint8Array): ImageFormat | null {
  if (ascii(bytes, 4, 8) !== 'ftyp') return null;
  const declared = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
  const brands: string[] = [];
  for (let at = 8; at < Math.min(declared, bytes.byteLength, 256); at += 4) {
    brands.push(ascii(bytes, at, at + 4));
  }
  if (brands.includes('avif') || brands.includes('avis')) return 'avif';
  return brands.some((brand) => heicBrands.includes(brand)) ? 'heic' : null;
}

/** SVG is text: an `<svg` near the beginning of something that starts like markup. */
function isSvg(bytes: Uint8Array): boolean {
  const head = new TextDecoder('utf-8').decode(bytes.subarray(0, 1024)).trimStart();
  return head.startsWith('<') && head.toLowerCase().includes('<svg');
}

/** null for anything that is none of them. */
export function sniffImageFormat(bytes: Uint8Array): ImageFormat | null {
  if (bytes.byteLength < 12) return null;
  if (ascii(bytes, 0, 3) === '\xff\xd8\xff') return 'jpeg';
  if (ascii(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return 'png';
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return 'webp';
  if (/^GIF8[79]a$/.test(ascii(bytes, 0, 6))) return 'gif';
  // The last two are BigTIFF.
  if (['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].includes(ascii(bytes, 0, 4))) return 'tiff';
  return isoFormat(bytes) ?? (isSvg(bytes) ? 'svg' : null);
}

/** AVIF pictures of 12 bits with transparency, the dearest to open. */
import sharp from 'sharp';

type Size = { width: number; height: number };

/** A picture of one size whose header says another. */
export async function avifSaying({ width, height }: Size, real: Size = { width: 64, height: 48 }) {
  const drawn = sharp({ create: { ...real, channels: 4, background: '#3070a080' }, limitInputPixels: false });
  const bytes = await drawn.avif({ effort: 0, bitdepth: 12 }).toBuffer();
  for (let at = bytes.indexOf('ispe'); at >= 0; at = bytes.indexOf('ispe', at + 1)) {
    bytes.writeUInt32BE(width, at + 8);
    bytes.writeUInt32BE(height, at + 12);
  }
  return bytes;
}

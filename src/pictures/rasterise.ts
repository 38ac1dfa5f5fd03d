/** SVG → PNG, for our own drawings only. */
import { loadSharp } from '../photos/sharp.ts';

export async function rasterise(svg: Uint8Array): Promise<Uint8Array> {
  const sharp = await loadSharp();
  return sharp(svg).flatten({ background: '#ffffff' }).png().toBuffer();
}

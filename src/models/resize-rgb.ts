/** Photos in the size that a model was trained with. */
import type { RgbImage } from '../model/photo.ts';
import { loadSharp } from '../photos/sharp.ts';

/**
 * Resamples to exactly the size given with a Catmull-Rom cubic that averages when it shrinks: PIL's bicubic, which
 * the models were trained with, to a tenth of a grey level.
 */
export async function resizeRgb(
  { data, width, height }: RgbImage,
  to: { width: number; height: number },
): Promise<RgbImage> {
  const sharp = await loadSharp();
  const resized = await sharp(data, { raw: { width, height, channels: 3 } })
    .resize({ ...to, fit: 'fill', kernel: 'cubic' })
    .raw()
    .toBuffer();
  return { data: resized, ...to };
}

/** The pictures of an answer: there in time, or the answer does without. */

import { withSignal } from '../../concurrency/time-limits.ts';
import { causeChain } from '../../errors.ts';
import type { Picture, Pictures } from '../../pictures/pictures.ts';
import type { Bot } from '../bot.ts';

type Drawing = Pick<Bot, 'pictures' | 'limits' | 'log'>;

/** null when it is not there in time: the answer shows the photo from its own address, which expires. */
export function thumbnailOf(
  photo: Uint8Array,
  { photos, limits }: Pick<Bot, 'photos' | 'limits'>,
): Promise<Uint8Array | null> {
  const signal = AbortSignal.timeout(limits.pictureMs);
  return withSignal(photos.smallCopy(photo, { signal }), signal).catch(() => null);
}

/** null when there is nobody to draw, when it fails, and when it takes longer than an answer may wait. */
export async function pictureInTime(
  draw: (pictures: Pictures, signal: AbortSignal) => Promise<Picture>,
  { pictures, limits, log }: Drawing,
): Promise<Picture | null> {
  if (pictures === null) return null;
  const signal = AbortSignal.timeout(limits.pictureMs);
  try {
    return await withSignal(draw(pictures, signal), signal);
  } catch (error) {
    log.warn({ causes: causeChain(error) }, 'a picture is missing from an answer');
    return null;
  }
}

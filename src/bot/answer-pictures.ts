/** The pictures of an answer: there in time, or the answer does without. */
import { causeChain } from '../errors.ts';
import type { Picture, Pictures } from '../pictures/pictures.ts';
import type { Bot } from './dependencies.ts';
import { untilAborted } from './in-time.ts';

type Drawing = Pick<Bot, 'pictures' | 'limits' | 'log'>;

/** null when it cannot be made: the answer shows the photo from its own address, which expires. */
export function thumbnailOf(photo: Uint8Array, { photos }: Pick<Bot, 'photos'>): Promise<Uint8Array | null> {
  return photos.smallCopy(photo).catch(() => null);
}

/** null when there is nobody to draw, when it fails, and when it takes longer than an answer may wait. */
export async function pictureInTime(
  draw: (pictures: Pictures, signal: AbortSignal) => Promise<Picture>,
  { pictures, limits, log }: Drawing,
): Promise<Picture | null> {
  if (pictures === null) return null;
  const signal = AbortSignal.timeout(limits.pictureMs);
  try {
    return await untilAborted(draw(pictures, signal), signal);
  } catch (error) {
    log.warn({ causes: causeChain(error) }, 'a picture is missing from an answer');
    return null;
  }
}

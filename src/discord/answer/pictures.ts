/** The pictures of an answer: ready in time, or the answer does without. */
import { withSignal } from '../../concurrency/time-limits.ts';
import { causeChain } from '../../errors.ts';
import type { Picture, Pictures } from '../../pictures/pictures.ts';
import type { Bot } from '../bot.ts';
import { cut, plainLine } from '../reply/escape.ts';
import type { ReplyFile } from '../reply/message.ts';
import { limits } from '../reply/message.ts';

/** File names in an answer: the photo's small copy, and the mood map. */
export const photoName = 'photo.jpg';
export const mapName = 'mood-map.png';

/** The photo's small copy; null when it is not ready in time. */
export function thumbnailOf(
  photo: Uint8Array,
  { photos, limits: { pictureMs } }: Pick<Bot, 'photos' | 'limits'>,
): Promise<Uint8Array | null> {
  const signal = AbortSignal.timeout(pictureMs);
  return withSignal(photos.smallCopy(photo, { signal }), signal).catch(() => null);
}

/** null when nothing draws, when it fails, and when it is not ready in time. */
export async function pictureInTime(
  draw: (pictures: Pictures, signal: AbortSignal) => Promise<Picture>,
  { pictures, limits: { pictureMs }, log }: Pick<Bot, 'pictures' | 'limits' | 'log'>,
): Promise<Picture | null> {
  if (pictures === null) return null;
  const signal = AbortSignal.timeout(pictureMs);
  try {
    return await withSignal(draw(pictures, signal), signal);
  } catch (error) {
    log.warn({ causes: causeChain(error) }, 'a picture is missing from an answer');
    return null;
  }
}

/** A file of a message, with a description for people who cannot see it. */
export function pictureFile(name: string, bytes: Uint8Array, description: string): ReplyFile {
  const alt = cut(plainLine(description), limits.altText);
  return { name, attachment: Buffer.from(bytes), description: alt };
}

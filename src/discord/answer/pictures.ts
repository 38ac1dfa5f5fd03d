/** The pictures of an answer: ready in time, or the answer does without. */
import { withSignal, withTimeLimit } from '../../concurrency/time-limits.ts';
import { causeChain } from '../../errors.ts';
import { isGuess } from '../../model/evidence.ts';
import type { Language } from '../../model/language.ts';
import type { Ranking } from '../../model/ranking.ts';
import type { Picture } from '../../pictures/pictures.ts';
import type { Bot } from '../bot.ts';
import { cut, plainLine } from '../reply/escape.ts';
import type { ReplyFile } from '../reply/message.ts';
import { discordMax } from '../reply/message.ts';

/** The mood map's file name in an answer. */
export const mapName = 'mood-map.png';

/** null when it fails, and when it is not ready in time. */
async function inTime<Made>(
  make: (signal: AbortSignal) => Promise<Made>,
  { limits: { pictureMs }, log }: Bot,
): Promise<Made | null> {
  try {
    return await withTimeLimit(pictureMs, (signal) => withSignal(make(signal), signal));
  } catch (error) {
    log.warn({ causes: causeChain(error) }, 'a picture is missing from an answer');
    return null;
  }
}

export const thumbnailOf = (photo: Uint8Array, bot: Bot): Promise<Uint8Array | null> =>
  inTime((signal) => bot.photos.smallCopy(photo, { signal }), bot);

/** null too for a photo that is hardly known: it has no place to be drawn at. */
export async function moodMapOf(ranking: Ranking, language: Language, bot: Bot): Promise<Picture | null> {
  const { pictures } = bot;
  if (pictures === null || isGuess(ranking.scene.reading)) return null;
  return inTime((signal) => pictures.moodMap(ranking, language, { signal }), bot);
}

/** A file of a message, with a description for people who cannot see it. */
export function pictureFile(name: string, bytes: Uint8Array, description: string): ReplyFile {
  const alt = cut(plainLine(description), discordMax.altText);
  return { name, attachment: Buffer.from(bytes), description: alt };
}

/** Photo → Scene: what is in it, its light and colour, what it feels like. */
import { cacheKey, day } from './cache-key.ts';
import { captionedByAnother, captionedByPalette, readerFailed } from './notices.ts';
import { readPalette } from './palette.ts';
import type { Cache, Captioner, PhotoDecoder, Reader, SceneMood, SceneText } from './ports.ts';
import type { Run } from './run.ts';
import { sceneReadingSchema } from './schemas.ts';
import type { MoodDistribution, Photo, Scene, SceneReading } from './types.ts';

export type DescribePorts = {
  decoder: PhotoDecoder;
  /** Best first; the sentence from light and colour stands behind them all. */
  captioners: readonly Captioner[];
  sceneMood: SceneMood | null;
  /** Best first; the last one never fails. */
  readers: readonly Reader[];
  cache: Cache;
};

/** Shares of the run's time by which each step is over. */
const captionedBy = 0.45;
const readBy = 0.6;

/** A captioner's sentence as prose: one line, first letter large, a full stop at its end. */
function asSentence(caption: string): string {
  const line = caption.replace(/\s+/g, ' ').trim().slice(0, 300);
  return line === '' ? '' : `${line.charAt(0).toUpperCase()}${line.slice(1).replace(/[.\s]+$/, '')}.`;
}

async function captionPhoto(
  photo: Photo,
  ports: DescribePorts,
  run: Run,
): Promise<{ text: string; by: string }> {
  for (const captioner of ports.captioners) {
    const key = cacheKey('caption', captioner.model, photo.hash);
    const known = await ports.cache.get(key);
    if (typeof known === 'string') return { text: known, by: captioner.id };
    const caption = await run.orElse<string | null>(
      async () => asSentence(await captioner.caption(photo.rgb, run.until(captionedBy))),
      () => null,
    );
    if (caption !== null && caption !== '') {
      await ports.cache.set(key, caption, day);
      if (captioner !== ports.captioners[0]) run.tell(captionedByAnother(captioner.id));
      return { text: caption, by: captioner.id };
    }
  }
  run.tell(captionedByPalette);
  return { text: '', by: 'palette' };
}

async function readScene(text: SceneText, ports: DescribePorts, run: Run): Promise<SceneReading> {
  for (const [index, reader] of ports.readers.entries()) {
    const key = cacheKey(`scene-${reader.id}`, reader.version, text);
    const known = sceneReadingSchema.safeParse(await ports.cache.get(key));
    if (known.success) return known.data;
    const isLast = index === ports.readers.length - 1;
    const reading = isLast
      ? await reader.readScene(text)
      : await run.orElse<SceneReading | null>(
          () => reader.readScene(text, run.until(readBy)),
          (failure) => {
            run.tell(readerFailed(failure));
            return null;
          },
        );
    if (reading === null) continue;
    await ports.cache.set(key, reading, day);
    return reading;
  }
  throw new Error('no reader is configured');
}

async function seeMoods(photo: Photo, ports: DescribePorts, run: Run): Promise<MoodDistribution | null> {
  const { sceneMood } = ports;
  if (sceneMood === null) return null;
  return run.orElse<MoodDistribution | null>(
    () => sceneMood.moods(photo.rgb, run.until(captionedBy)),
    () => null,
  );
}

/** Throws `UserError` when the bytes are no usable photo. */
export async function describeScene(
  bytes: Uint8Array,
  feeling: string,
  ports: DescribePorts,
  run: Run,
): Promise<Scene> {
  const photo = await ports.decoder.decode(bytes, run.until(captionedBy));
  const palette = readPalette(photo.rgb);
  const [caption, moods] = await Promise.all([captionPhoto(photo, ports, run), seeMoods(photo, ports, run)]);
  const reading = await readScene(
    { caption: caption.text || (palette.guess ?? ''), palette, feeling },
    ports,
    run,
  );
  const seen = [caption.text, palette.description].filter((part) => part !== '').join(' ');
  run.onProgress({ type: 'scene-described', caption: seen });
  return { caption: seen, captionedBy: caption.by, palette, reading, moods };
}

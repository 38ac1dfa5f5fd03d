/** Photo → Scene: what is in it, its light and colour, what it feels like. */
import { createSingleFlight, type SingleFlight } from '../../concurrency/single-flight.ts';
import type { Photo } from '../../model/photo.ts';
import { type SceneReading, sceneReadingSchema } from '../../model/reading.ts';
import type { MoodDistribution, Scene } from '../../model/scene.ts';
import { cacheKey, day } from '../cache-key.ts';
import { captionedByAnother, captionedByPalette, readerFailed } from '../notices.ts';
import type { Cache, Captioner, PhotoDecoder, Reader, SceneMood, SceneText } from '../ports.ts';
import type { ReadWish } from '../refine/wish.ts';
import type { Run } from '../run.ts';

export type DescribePorts = {
  decoder: PhotoDecoder;
  /** Best first; the sentence from light and colour stands behind them all. */
  captioners: readonly Captioner[];
  sceneMood: SceneMood | null;
  /** Best first; the last one never fails. */
  readers: readonly Reader[];
  /** Reads the person's words by themselves, where no language model reads them with the caption. */
  readWish?: ReadWish | undefined;
  cache: Cache;
  /** The same photo, sent twice at once, is looked at once. */
  captions?: SingleFlight<string> | undefined;
  sceneReadings?: SingleFlight<SceneReading> | undefined;
};

/** A photo that was looked at, and what a reader is given of it. */
export type Seen = { text: SceneText } & Omit<Scene, 'reading'>;

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
    const { captions = createSingleFlight() } = ports;
    const options = run.until(captionedBy);
    const look = async (signal: AbortSignal | undefined): Promise<string> => {
      const known = await ports.cache.get(key);
      if (typeof known === 'string') return known;
      const caption = asSentence(await captioner.caption(photo.rgb, { ...options, signal }));
      if (caption !== '') await ports.cache.set(key, caption, day);
      return caption;
    };
    const caption = await run.orElse<string | null>(
      () => captions(key, look, options.signal),
      () => null,
    );
    if (caption !== null && caption !== '') {
      if (captioner !== ports.captioners[0]) run.tell(captionedByAnother(captioner.id));
      return { text: caption, by: captioner.id };
    }
  }
  run.tell(captionedByPalette);
  return { text: '', by: 'palette' };
}

const keyOf = (reader: Reader, text: SceneText): string =>
  cacheKey(`scene-${reader.id}`, reader.version, text);

/** What the first reader said of this moment earlier; null when it was never asked. */
export async function recallSceneReading(
  text: SceneText,
  ports: DescribePorts,
): Promise<SceneReading | null> {
  const [first] = ports.readers;
  if (first === undefined) return null;
  return sceneReadingSchema.safeParse(await ports.cache.get(keyOf(first, text))).data ?? null;
}

/** Keeps a reading of the moment that came in another way than by `readScene`. */
export async function rememberSceneReading(
  text: SceneText,
  reading: SceneReading,
  ports: DescribePorts,
): Promise<void> {
  const [first] = ports.readers;
  if (first?.id === reading.by) await ports.cache.set(keyOf(first, text), reading, day);
}

/** A first reading, at once and from nothing but the words list. */
export async function glance(text: SceneText, ports: DescribePorts): Promise<SceneReading> {
  const last = ports.readers.at(-1);
  if (last === undefined) throw new Error('no reader is configured');
  const { readWish } = ports;
  if (readWish === undefined) return last.readScene(text);
  const wish = await readWish(await last.readScene({ ...text, feeling: '' }), text.feeling);
  return wish.reading;
}

/** The reading of the moment by the best reader that manages. */
export async function readScene(text: SceneText, ports: DescribePorts, run: Run): Promise<SceneReading> {
  const { sceneReadings = createSingleFlight() } = ports;
  for (const reader of ports.readers.slice(0, -1)) {
    const key = keyOf(reader, text);
    const options = run.until(readBy);
    // Looked for and kept within what is done together: whoever comes a moment later finds it there.
    const read = async (signal: AbortSignal | undefined): Promise<SceneReading> => {
      const known = sceneReadingSchema.safeParse(await ports.cache.get(key));
      if (known.success) return known.data;
      const reading = await reader.readScene(text, { ...options, signal });
      await ports.cache.set(key, reading, day);
      return reading;
    };
    const reading = await run.orElse<SceneReading | null>(
      () => sceneReadings(key, read, options.signal),
      (failure) => {
        run.tell(readerFailed(failure));
        return null;
      },
    );
    if (reading !== null) return reading;
  }
  return glance(text, ports);
}

async function seeMoods(photo: Photo, ports: DescribePorts, run: Run): Promise<MoodDistribution | null> {
  const { sceneMood } = ports;
  if (sceneMood === null) return null;
  return run.orElse<MoodDistribution | null>(
    () => sceneMood.moods(photo.rgb, run.until(captionedBy)),
    () => null,
  );
}

/** Light, colour and caption of a photo that was let in; what it feels like is not asked yet. */
export async function seePhoto(photo: Photo, feeling: string, ports: DescribePorts, run: Run): Promise<Seen> {
  const { palette } = photo;
  const [caption, moods] = await Promise.all([captionPhoto(photo, ports, run), seeMoods(photo, ports, run)]);
  const seen = [caption.text, palette.description].filter((part) => part !== '').join(' ');
  run.onProgress({ type: 'scene-described', caption: seen });
  const text = { caption: caption.text || (palette.guess ?? ''), palette, feeling };
  return { text, caption: seen, captionedBy: caption.by, palette, moods };
}

/** Throws `UserError` when the bytes are no usable photo. */
export function letIn(bytes: Uint8Array, ports: DescribePorts, run: Run): Promise<Photo> {
  return ports.decoder.decode(bytes, run.until(captionedBy));
}

export function sceneOf({ text: _, ...seen }: Seen, reading: SceneReading): Scene {
  return { ...seen, reading };
}

/** Photo → Scene, all of it. Throws `UserError` when the bytes are no usable photo. */
export async function describeScene(
  bytes: Uint8Array,
  feeling: string,
  ports: DescribePorts,
  run: Run,
): Promise<Scene> {
  const seen = await seePhoto(await letIn(bytes, ports, run), feeling, ports, run);
  return sceneOf(seen, await readScene(seen.text, ports, run));
}

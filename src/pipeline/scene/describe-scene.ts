/** Photo → Scene: what is in it, its light and colour, what it feels like. */
import { z } from 'zod';
import { type ServiceError, UserError } from '../../errors.ts';
import { sentences } from '../../locales/sentences.ts';
import { cutAtWord } from '../../model/clean-text.ts';
import { describeColours } from '../../model/feeling-words.ts';
import { MOOD_PLACES } from '../../model/mood-plane.ts';
import type { Notice } from '../../model/notice.ts';
import type { Palette, Photo } from '../../model/photo.ts';
import { MOODS, type SceneReading, sceneReadingSchema } from '../../model/reading.ts';
import {
  isUnread,
  type MoodDistribution,
  type Scene,
  type SeenPhoto,
  seenPhotoSchema,
} from '../../model/scene.ts';
import { cacheKey, createCachedAnswers } from '../cached-answers.ts';
import { estimate, type Feeling, withEvidence } from '../evidence/evidence.ts';
import { reliability } from '../evidence/reliability.ts';
import {
  captionedByAnother,
  knownByColours,
  moodsMissing,
  photoNotSeen,
  photoReadByGemini,
  sceneUnread,
} from '../notices.ts';
import type { PipelinePorts } from '../pipeline-ports.ts';
import type { PhotoToSee, Reader, SceneText } from '../ports.ts';
import type { MatchRequest } from '../request.ts';
import type { Run } from '../run.ts';
import { doneBy } from '../time-plan.ts';

/**
 * What is in a photo, and `text`, from which it's read what that feels like; `reading` is there already where a model saw
 * the photo itself, which says both at once.
 */
export type Description = { text: SceneText; reading: SceneReading | null } & Omit<Scene, 'reading'>;

/** What a scene is read from. */
type Readable = Pick<Description, 'text' | 'reading'>;

type ToDescribe = Pick<MatchRequest, 'said' | 'feeling'>;
/** `failure`: the usual captioner's, where nobody and nothing described the photo. */
type Known = { text: string; by: string; reading?: SceneReading; failure?: ServiceError | null };

export type SceneReader = ReturnType<typeof createSceneReader>;

/** A sentence as prose: one line, first letter large, an end mark. */
export function asSentence(text: string): string {
  const line = cutAtWord(text.replace(/\s+/g, ' ').trim(), 300).replace(/[.\s]+$/, '');
  if (line === '') return '';
  return `${line.charAt(0).toUpperCase()}${line.slice(1)}${/[!?…]$/.test(line) ? '' : '.'}`;
}

/** What is shown as the scene's caption: what is in it, then its light and colour. */
export function fullCaption(text: string, { description, guess }: Palette): string {
  if (text !== '') return `${asSentence(text)} ${description}`;
  return guess === null ? description : `${description} From its colours alone it could be ${guess}.`;
}

/** An image model's moods stand at places on the plane; their mean is what it says of the photo's valence. */
export function withMoods<T extends Feeling>(reading: T, moods: MoodDistribution): T {
  const mean = MOODS.reduce((sum, mood, at) => sum + (moods[at] ?? 0) * MOOD_PLACES[mood].valence, 0);
  return withEvidence(reading, {
    kind: 'moods',
    valence: estimate(mean, reliability.moods.valence),
    energy: null,
  });
}

/** The scene, with what is known of it beyond the words that were read. */
export function toScene({ text: _, reading: __, ...described }: Description, reading: SceneReading): Scene {
  const { captionedBy, moods } = described;
  const said = captionedBy === 'description' || captionedBy === 'words' ? captionedBy : 'caption';
  const named = {
    ...reading,
    evidence: reading.evidence.map((kind) => (kind === 'caption' ? said : kind)),
  };
  if (moods === null) return { ...described, reading: named };
  const { valence: leaning, energy, ...seen } = withMoods(named, moods);
  const valence = leaning ?? 0;
  // What the colours said alone may be the opposite now.
  const isByColours = reading.evidence.every((kind) => kind === 'colours');
  const isDescribed = captionedBy !== 'colours';
  const summary = isByColours
    ? describeColours({ valence }, { isDescribed, hasMoods: true })
    : reading.summary;
  return { ...described, reading: { ...seen, summary, valence, energy: energy ?? 0 } };
}

/** Builds the steps; the same photo sent twice at once is looked at once. */
export function createSceneReader(ports: PipelinePorts) {
  const { decoder, photoReader, captioners, sceneMood, readers, readWish, cache } = ports;
  const [first] = readers;
  if (first === undefined) throw new Error('no reader is configured');
  const last = readers.at(-1) ?? first;
  const captions = createCachedAnswers(cache, z.string().min(1));
  const readings = createCachedAnswers(cache, sceneReadingSchema);
  const seenPhotos = createCachedAnswers(cache, seenPhotoSchema);
  const keyOf = ({ id, version }: Reader, text: SceneText) => cacheKey(`assessed-scene-${id}`, version, text);

  /** What a model that sees the photo makes of it; null where there is none, and after a notice when it fails. */
  async function see({ rgb: image, hash }: Photo, said: Omit<PhotoToSee, 'image'>, run: Run) {
    if (photoReader === null) return null;
    const key = cacheKey(`photo-${photoReader.id}`, photoReader.version, [hash, said.message, said.feeling]);
    const seen = await run.orElse<SeenPhoto | null>(
      () =>
        seenPhotos.get(
          key,
          (options) => photoReader.seePhoto({ image, ...said }, options),
          run.until(doneBy.photo),
        ),
      (failure) => {
        run.addNotice(photoNotSeen(failure));
        return null;
      },
    );
    if (seen !== null) run.addNotice(photoReadByGemini);
    return seen;
  }

  /** A language model reads every language, the words list English alone: of other words nothing is left. */
  async function isReadable(description: string, palette: Palette): Promise<boolean> {
    if (readers.length > 1) return true;
    return !isUnread(await last.readScene({ caption: description, palette, feeling: '' }));
  }

  /**
   * People's own description where it can be read, else a model's that sees the photo or a captioner's, with what people
   * said beside it, else that alone.
   */
  async function caption(photo: Photo, { said, feeling }: ToDescribe, run: Run): Promise<Known> {
    const message = said?.by === 'message' ? asSentence(said.text) : '';
    const own = asSentence(said && said.by !== 'message' ? said.text : (photo.description ?? ''));
    const by = said?.by === 'words' ? 'words' : 'description';
    if (own !== '' && (await isReadable(own, photo.palette))) return { text: own, by };
    // What somebody described is not sent.
    const seen = own === '' ? await see(photo, { message, feeling }, run) : null;
    if (seen !== null) {
      const text = `${asSentence(seen.caption)} ${message}`.trim();
      return { text, by: 'gemini', reading: seen.reading };
    }
    const beside = own || message;
    let usualFailure: ServiceError | null = null;
    for (const captioner of captioners) {
      const key = cacheKey('caption', captioner.model, photo.hash);
      const text = await run.orElse(
        () =>
          captions.get(
            key,
            async (options) => asSentence(await captioner.caption(photo.rgb, options)),
            run.until(doneBy.caption),
          ),
        (failure) => {
          if (captioner === captioners[0]) usualFailure = failure;
          return '';
        },
      );
      if (text === '') continue;
      if (captioner !== captioners[0] && photoReader === null) {
        run.addNotice(captionedByAnother(captioner.id, usualFailure));
      }
      return { text: `${text} ${beside}`.trim(), by: captioner.id };
    }
    if (beside !== '') return { text: beside, by };
    return { text: '', by: 'colours', failure: usualFailure };
  }

  type Judged = { moods: MoodDistribution | null; missing: Notice | null };

  async function seeMoods(photo: Photo, run: Run): Promise<Judged> {
    if (sceneMood === null) return { moods: null, missing: null };
    return run.orElse<Judged>(
      async () => ({ moods: await sceneMood.moods(photo.rgb, run.until(doneBy.caption)), missing: null }),
      (failure) => ({ moods: null, missing: moodsMissing(failure) }),
    );
  }

  /** A first reading, at once, by the reader that is always there. */
  async function quickRead({ text, reading: known }: Readable): Promise<SceneReading> {
    if (known !== null) return known;
    const { reading } = await readWish(await last.readScene({ ...text, feeling: '' }), text.feeling);
    return reading;
  }

  return {
    /** Throws `UserError` when the bytes are no usable photo, or one that takes too long. */
    admit: (bytes: Uint8Array, run: Run): Promise<Photo> =>
      run.orElse(
        () => decoder.decode(bytes, run.until(doneBy.caption)),
        (failure) => {
          if (failure.service !== 'time') throw failure;
          throw new UserError('slow-image', sentences.photos.tookTooLong, { cause: failure });
        },
      ),
    /** What is in it, as people say or a captioner sees; light and colour, moods. */
    async describe(photo: Photo, asked: ToDescribe, run: Run): Promise<Description> {
      const { palette } = photo;
      const [known, { moods, missing }] = await Promise.all([
        caption(photo, asked, run),
        seeMoods(photo, run),
      ]);
      if (known.by !== 'colours') {
        if (missing !== null) run.addNotice(missing);
      } else {
        // It says that there are light and colours alone, so no moods either.
        // No captioner is among the wanted models where Gemini sees the photos.
        const fetch = photoReader === null ? undefined : 'models fetch blip';
        const hasMoods = moods !== null;
        run.addNotice(knownByColours(known.failure ?? null, hasMoods, captioners.length > 0 ? fetch : null));
      }
      const shown = fullCaption(known.text, palette);
      run.onProgress({ type: 'scene-described', caption: shown });
      const text = { caption: known.text, palette, feeling: asked.feeling };
      const { by: captionedBy, reading = null } = known;
      return { text, reading, caption: shown, captionedBy, palette, moods };
    },
    quickRead,
    /** The reading by the best reader that manages. */
    async read({ text, reading: known }: Readable, run: Run): Promise<SceneReading> {
      if (known !== null) return known;
      for (const reader of readers.slice(0, -1)) {
        const reading = await run.orElse<SceneReading | null>(
          () =>
            readings.get(
              keyOf(reader, text),
              (options) => reader.readScene(text, options),
              run.until(doneBy.sceneReading),
            ),
          (failure) => {
            run.addNotice(sceneUnread(failure));
            return null;
          },
        );
        if (reading !== null) return reading;
      }
      return quickRead({ text, reading: null });
    },
    /** What the best reader said of this scene earlier; null when it's not in the cache. */
    find: (text: SceneText) => readings.find(keyOf(first, text)),
    /** Keeps a reading of the best reader that was not asked for by `read`. */
    async keep(text: SceneText, reading: SceneReading): Promise<void> {
      if (reading.by === first.id) await readings.keep(keyOf(first, text), reading);
    },
  };
}

/** Photo → what a language model that sees it makes of it, where the host lets photos leave the machine. */
import type { Photo } from '../../model/photo.ts';
import { type SeenPhoto, seenPhotoSchema } from '../../model/scene.ts';
import { cacheKey, createCachedAnswers } from '../cached-answers.ts';
import { photoNotSeen, photoReadByGemini } from '../notices.ts';
import type { PipelinePorts } from '../pipeline-ports.ts';
import type { PhotoToSee, SceneAndWords, Shortlisted } from '../ports.ts';
import type { Run } from '../run.ts';
import { doneBy } from '../time-plan.ts';

export type Seen = SeenPhoto & Pick<SceneAndWords, 'words'>;

type Asked = Omit<PhotoToSee, 'image'> & { shortlist: readonly Shortlisted[] };

/** Builds the step; it gives null where no model sees photos, and after a notice when it fails. */
export function createPhotoSeer({ photoReader, cache }: Pick<PipelinePorts, 'photoReader' | 'cache'>) {
  const answers = createCachedAnswers(cache, seenPhotoSchema);

  return async ({ rgb: image, hash }: Photo, asked: Asked, run: Run): Promise<Seen | null> => {
    if (photoReader === null) return null;
    const { message, feeling, shortlist } = asked;
    const key = cacheKey(`photo-${photoReader.id}`, photoReader.version, [hash, message, feeling]);
    // Words are about these songs, so they aren't kept with the photo: the explainer keeps them.
    const about: Pick<SceneAndWords, 'words'> = { words: null };
    const seen = await run.orElse<SeenPhoto | null>(
      () =>
        answers.get(
          key,
          async (options) => {
            const answer = await photoReader.seePhoto({ image, message, feeling }, shortlist, options);
            about.words = answer.words;
            return { caption: answer.caption, reading: answer.reading };
          },
          run.until(doneBy.photo),
        ),
      (failure) => {
        run.tell(photoNotSeen(failure));
        return null;
      },
    );
    if (seen === null) return null;
    run.tell(photoReadByGemini);
    return { ...seen, ...about };
  };
}

/** The model process: opens models when they are first used and answers one job at a time. */
import { availableParallelism } from 'node:os';
import { serveParent } from '../concurrency/worker-process.ts';
import { openBlip } from './blip.ts';
import { openFlorence, openVitGpt2 } from './captioners.ts';
import { openClipMood } from './clip-mood.ts';
import { type Job, jobSchema } from './jobs.ts';
import { openSentenceEmbedder } from './sentence-embedder.ts';

/** Of one operator in an inference session: the bot keeps one of the machine's. */
const threads = Math.max(1, Math.min(4, availableParallelism() - 1));

/** Opens each model once. A failure is not kept: the model's files may be repaired by the next time. */
function openOnce<T, Arguments extends string[]>(
  open: (...args: [...Arguments, { threads: number }]) => Promise<T>,
): (...args: Arguments) => Promise<T> {
  const opened = new Map<string, Promise<T>>();
  return (...args) => {
    const key = args.join('\n');
    const opening = opened.get(key) ?? open(...args, { threads });
    opened.set(key, opening);
    opening.catch(() => opened.delete(key));
    return opening;
  };
}

const captioners = {
  blip: openOnce(openBlip),
  florence: openOnce(openFlorence),
  'vit-gpt2': openOnce(openVitGpt2),
};
const clipMood = openOnce(openClipMood);
const sentenceEmbedder = openOnce(openSentenceEmbedder);

/** Opens what the job needs; the returned function does it. */
async function prepare(job: Job): Promise<() => Promise<unknown>> {
  switch (job.type) {
    case 'caption': {
      const caption = await captioners[job.captioner](job.folder);
      return () => caption(job.image);
    }
    case 'embed': {
      const embed = await sentenceEmbedder(job.folder);
      return () => embed(job.texts, job.recipe);
    }
    case 'moods': {
      const judge = await clipMood(job.folder, job.model);
      return () => judge(job.image);
    }
  }
}

serveParent(jobSchema, prepare);

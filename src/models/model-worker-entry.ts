/** The model process: opens models as they are asked for, keeps them until it is ended, answers one job at a time. */
import { serveParent } from '../concurrency/worker-process.ts';
import { openBlip } from './blip.ts';
import { embedMoodPrompts, openClipVision } from './clip-mood.ts';
import { openFlorence } from './florence.ts';
import { type Job, jobSchema, workerSettingsSchema } from './protocol.ts';
import { openSentenceEmbedder } from './sentence-embedder.ts';
import { openVitGpt2 } from './vit-gpt2.ts';

const options = workerSettingsSchema.parse(JSON.parse(process.argv[2] ?? ''));

/** Opens once. What could not be opened is tried anew the next time: its files may have been mended. */
function onceEach<T>(open: (folder: string) => Promise<T>): (folder: string) => Promise<T> {
  const opened = new Map<string, Promise<T>>();
  return (folder) => {
    const known = opened.get(folder);
    if (known !== undefined) return known;
    const opening = open(folder);
    opened.set(folder, opening);
    opening.catch(() => opened.delete(folder));
    return opening;
  };
}

const captioners = {
  blip: onceEach((folder) => openBlip(folder, options)),
  florence: onceEach((folder) => openFlorence(folder, options)),
  'vit-gpt2': onceEach((folder) => openVitGpt2(folder, options)),
};
const clipVision = onceEach((folder) => openClipVision(folder, options));
const embedder = onceEach((folder) => openSentenceEmbedder(folder, options));

/** Opens what the job needs; the function returned does it. */
async function prepare(job: Job): Promise<() => Promise<unknown>> {
  switch (job.type) {
    case 'caption': {
      const caption = await captioners[job.captioner](job.folder);
      return () => caption(job.image);
    }
    case 'embed': {
      const embed = await embedder(job.folder);
      return () => embed(job.texts, job.recipe);
    }
    case 'mood-prompts': {
      const vectors = await embedMoodPrompts(job.folder, options);
      return async () => vectors;
    }
    case 'moods': {
      const judge = await clipVision(job.folder);
      return () => judge(job.image, job.prompts);
    }
  }
}

serveParent(jobSchema, prepare);

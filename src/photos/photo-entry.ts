/** The photo process: opens one photo at a time. */
import { serveParent } from '../concurrency/worker-process.ts';
import { causeChain, UserError } from '../errors.ts';
import { jobSchema, type OpenAnswer, type PhotoJob } from './jobs.ts';
import { openPhoto, smallCopy } from './open-photo.ts';
import { loadSharp } from './sharp.ts';

async function open(bytes: Uint8Array): Promise<OpenAnswer> {
  try {
    const photo = await openPhoto(bytes);
    return { photo, small: await smallCopy(photo.rgb) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { code, message, cause } = error;
    return { refused: { code, message, cause: causeChain(cause).join('; ') } };
  }
}

async function work(job: PhotoJob): Promise<unknown> {
  if (job.type === 'open') return open(job.bytes);
  await loadSharp();
  return null;
}

serveParent(jobSchema, async (job) => () => work(job));

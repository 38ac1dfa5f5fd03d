/** The photo process: opens one photo at a time. */
import { causeChain, UserError } from '../errors.ts';
import { loadSharp } from '../support/sharp.ts';
import { serveParent } from '../support/worker-process.ts';
import type { Answer } from '../support/worker-queue.ts';
import { openPhoto, smallCopy } from './open-photo.ts';
import { type OpenAnswer, type PhotoJob, requestSchema } from './protocol.ts';

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

async function answer(message: unknown): Promise<Answer> {
  const { id, job } = requestSchema.parse(message);
  try {
    return { id, ok: true, value: await work(job) };
  } catch (error) {
    return { id, ok: false, while: 'running', error: causeChain(error).join('; ') };
  }
}

serveParent(answer);

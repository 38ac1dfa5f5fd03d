/** What people are told of how Gemini and Gemma read. */
import { ServiceError, UnusableAnswer } from '../../errors.ts';
import { sentences } from '../../locales/sentences.ts';
import type { Notice } from '../../model/notice.ts';
import type { CallOptions } from '../../pipeline/ports.ts';
import { isGemma } from './gemma.ts';
import { troubleOf } from './models.ts';
import type { SongBatches } from './songs.ts';

const code = 'gemini-fallback-model';

/** `failure` is Gemini's; null: it left some songs open, or refused them. */
export function readByGemma(model: string, failure: Error | null, isRefused = false): Notice {
  const { declined, quota, other } = sentences.gemini.gemma;
  const trouble = failure instanceof ServiceError ? troubleOf(failure) : null;
  if (trouble === 'day' || trouble === 'minute') return { code, ...quota(model) };
  const isDeclined = isRefused || (failure instanceof UnusableAnswer && failure.why === 'declined');
  return { code, ...(isDeclined ? declined : other)(model) };
}

function otherModel({ models, unread, failure }: SongBatches, firstChoice: string): Notice[] {
  const others = [...models].filter((model) => model !== firstChoice);
  const gemma = others.find(isGemma);
  if (gemma !== undefined) return [readByGemma(gemma, failure, [...unread.values()].includes('declined'))];
  return others.slice(0, 1).map((model) => ({ code, ...sentences.gemini.otherModel(model) }));
}

export function noticesOf(batches: SongBatches, firstChoice: string): Notice[] {
  const { readings, unread } = batches;
  const open = [...readings.keys()].filter((place) => readings[place] === null);
  const whys = new Set(open.map((place) => unread.get(place) ?? 'late'));
  const { partly } = sentences.gemini;
  const declined = whys.delete('declined') ? [{ code: 'gemini-declined', ...partly.declined }] : [];
  const [why = 'late'] = whys;
  const told = partly[whys.size > 1 ? 'several' : why];
  const others = whys.size > 0 ? [{ code: 'gemini-partly', ...told }] : [];
  return [...otherModel(batches, firstChoice), ...declined, ...others];
}

/**
 * Says in a notice why Gemini could not be asked. The pipeline's own notice has this code too: the first one stays. What
 * became of an answer is left to the pipeline.
 */
export async function withNotice<T>(call: CallOptions, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ServiceError && !(error instanceof UnusableAnswer))
      call.onNotice?.({ code: 'reader-failed', ...sentences.gemini.failed[troubleOf(error)] });
    throw error;
  }
}

/** What people are told of how Gemini and Gemma read. */
import { ServiceError } from '../../errors.ts';
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
  if (isRefused) return { code, ...declined(model) };
  const trouble = failure instanceof ServiceError ? troubleOf(failure) : null;
  return { code, ...(trouble === 'day' || trouble === 'minute' ? quota : other)(model) };
}

function otherModel({ models, refused, failure }: SongBatches, firstChoice: string): Notice[] {
  const others = [...models].filter((model) => model !== firstChoice);
  const gemma = others.find(isGemma);
  if (gemma !== undefined) return [readByGemma(gemma, failure, refused.size > 0)];
  return others.slice(0, 1).map((model) => ({ code, ...sentences.gemini.otherModel(model) }));
}

export function noticesOf(batches: SongBatches, firstChoice: string): Notice[] {
  const { readings, refused } = batches;
  const isOpen = (place: number): boolean => readings[place] === null;
  const declined = [...refused].filter(isOpen).length;
  const unread = [...readings.keys()].filter(isOpen).length - declined;
  return [
    ...otherModel(batches, firstChoice),
    ...(declined > 0 ? [{ code: 'gemini-declined', ...sentences.gemini.declined(declined) }] : []),
    ...(unread > 0 ? [{ code: 'gemini-partly', ...sentences.gemini.partly(unread) }] : []),
  ];
}

/** Says in a notice why Gemini could not be asked. The pipeline's own notice has this code too: the first one stays. */
export async function withNotice<T>(call: CallOptions, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ServiceError)
      call.onNotice?.({ code: 'reader-failed', ...sentences.gemini.failed[troubleOf(error)] });
    throw error;
  }
}

/** Sentences made of values: durations, and the names of services. */
import { serviceNames } from '../errors.ts';
import type { Sentence } from '../model/sentence.ts';
import { sentences } from './sentences.ts';

/** "in about 24 hours (at 14:32 UTC)": when a service that is over its limit may be asked again. */
export function waitWords(waitMs: number): Sentence {
  const clock = `${new Date(Date.now() + waitMs).toISOString().slice(11, 16)} UTC`;
  return sentences.times.wait(Math.ceil(waitMs / 60_000), clock);
}

/** "3 hours ago" */
export const agoWords = (ms: number): Sentence => sentences.times.ago(Math.max(1, Math.round(ms / 60_000)));

/** `service` as errors name it. It begins the sentence it stands in. */
export const serviceName = (service: string): Sentence | string =>
  service === 'subsonic' ? sentences.subsonic.inSentence : (serviceNames[service] ?? service);

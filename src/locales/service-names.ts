/** Names of services in sentences. */
import { serviceNames } from '../errors.ts';
import type { Sentence } from '../model/sentence.ts';
import { sentences } from './sentences.ts';

/** `service` as errors name it. It begins the sentence it stands in. */
export const serviceName = (service: string): Sentence | string =>
  service === 'subsonic' ? sentences.subsonic.inSentence : (serviceNames[service] ?? service);

/** How `doctor` asks a service whether it is there. */
import { isAbort, ServiceError } from '../errors.ts';
import { isKeyRefused } from './google.ts';

export type Probe = {
  service: string;
  ok: boolean;
  /** One plain clause: "answers", "refused the key (403)", "could not be reached". */
  detail: string;
};

function detailOf(error: ServiceError): string {
  if (isKeyRefused(error)) return `refused the key (${error.status})`;
  if (error.status === 429) return 'is rate limiting us';
  if (error.status !== undefined && error.status >= 400) return `answered ${error.status}`;
  return error.status === undefined ? 'could not be reached' : 'answered something unexpected';
}

/** Runs one cheap call; a failure becomes a detail, never an exception. `explain` knows what the service's own errors mean. */
export async function probe(
  service: string,
  ask: () => Promise<string>,
  explain: (error: ServiceError) => string | undefined = () => undefined,
): Promise<Probe> {
  try {
    return { service, ok: true, detail: await ask() };
  } catch (error) {
    if (error instanceof ServiceError) {
      return { service, ok: false, detail: explain(error) ?? detailOf(error) };
    }
    if (isAbort(error)) return { service, ok: false, detail: 'did not answer in time' };
    throw error;
  }
}

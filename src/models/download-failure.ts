/** What goes wrong with a download, each with a sentence for the person who runs the program. */
import { ServiceError, type ServiceErrorFields } from '../errors.ts';
import { hostTexts } from '../locales/en/host.ts';

export type Trouble = keyof typeof hostTexts.models.troubles;

/** Which download it is about. */
export type DownloadPlace = { model: string; folder: string; host: string };

/** Troubles of the network and of the hub, which may be over in some minutes. */
const passing: readonly Trouble[] = ['unreachable', 'stalled', 'brokenOff', 'busy'];

/** Its message says what happened and what to do. */
export class DownloadFailure extends ServiceError {
  readonly trouble: Trouble;
  /** May it work later without anybody doing something? */
  readonly mayPass: boolean;

  constructor(trouble: Trouble, place: DownloadPlace, fields: Partial<ServiceErrorFields> = {}) {
    const sentence = hostTexts.models.troubles[trouble]({ status: fields.status ?? 0, ...place });
    super(sentence, { service: 'models', ...fields });
    this.trouble = trouble;
    this.mayPass = passing.includes(trouble);
  }
}

/** A failure of the disk under the model's folder; null for any other. */
export function diskFailure(error: unknown, place: DownloadPlace): DownloadFailure | null {
  if (!(error instanceof Error && 'syscall' in error && 'code' in error)) return null;
  const isFull = error.code === 'ENOSPC' || error.code === 'EDQUOT';
  return new DownloadFailure(isFull ? 'diskFull' : 'unwritable', place, { cause: error });
}

/** A refusal by the hub, by its status. */
export function refusal(error: ServiceError, place: DownloadPlace): DownloadFailure {
  const { status = 0, retryable, retryAfterMs } = error;
  const fields = { status, retryable, retryAfterMs, cause: error };
  if (status >= 300 && status < 400) return new DownloadFailure('redirected', place, fields);
  if (status === 404) return new DownloadFailure('notFound', place, fields);
  return new DownloadFailure(retryable ? 'busy' : 'refused', place, fields);
}

import { type DestinationStream, type Logger, pino } from 'pino';
import { currentRequest } from './support/request-scope.ts';

export type { Logger };

export type LoggerOptions = {
  /** Takes the secrets out of a line, see redact.ts; without it only what stands under a telling name is hidden. */
  hide?: ((line: string) => string) | undefined;
  /** Default standard error, so that standard output stays the program's answer. */
  destination?: DestinationStream | undefined;
};

/** JSON lines; those of a request bear its id. Secrets never pass. */
export function createLogger(level: string, options: LoggerOptions = {}): Logger {
  const { hide, destination = pino.destination({ dest: 2, sync: true }) } = options;
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      mixin(): { request?: string } {
        const request = currentRequest()?.id;
        return request === undefined ? {} : { request };
      },
      redact: {
        paths: ['token', 'authorization', 'headers.authorization', 'secret', '*.token', '*.secret'],
        censor: '[secret]',
      },
      ...(hide === undefined ? {} : { hooks: { streamWrite: hide } }),
    },
    destination,
  );
}

import { type DestinationStream, type Logger, pino } from 'pino';
import { currentRequest } from './concurrency/request-scope.ts';
import { causeChain } from './errors.ts';
import { createRedact, type Redact } from './redact.ts';

export type { Logger };

export type LoggerOptions = {
  /** Takes the secrets out of each line. Default: what looks like a token of Discord's. */
  redact?: Redact | undefined;
  /** Default standard error, so that standard output stays the program's answer. */
  destination?: DestinationStream | undefined;
};

/** Signs that JSON leaves as they are, but a terminal that shows the log obeys: C1 controls, and what turns text around. */
const obeyed = /[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;

const written = (line: string): string =>
  line.replace(obeyed, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** JSON lines; those of a request bear its id. Secrets never pass. */
export function createLogger(level: string, options: LoggerOptions = {}): Logger {
  const { redact = createRedact(), destination = pino.destination({ dest: 2, sync: true }) } = options;
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
      // Whatever else an error carries may be somebody's: the address of a song's page, what was posted to Discord.
      serializers: {
        err: (error: unknown) => ({
          causes: causeChain(error),
          stack: error instanceof Error ? error.stack : undefined,
        }),
      },
      hooks: { streamWrite: (line) => written(redact(line)) },
    },
    destination,
  );
}

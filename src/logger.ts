import { type DestinationStream, type Logger, pino } from 'pino';
import { currentRequest } from './concurrency/request-scope.ts';
import { causeChain, UserError } from './errors.ts';
import { createRedact, type Redact } from './redact.ts';

export type { Logger };

type LoggerOptions = {
  /** Removes secrets from each line. Default: what looks like a Discord token. */
  redact?: Redact;
  /** Default standard error: standard output is for the program's answer. */
  destination?: DestinationStream;
};

/** Not escaped by JSON, but acted on by terminals: C1 controls and marks that change the direction of text. */
const controls = /[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;

const escapeControls = (line: string): string =>
  line.replace(controls, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

function standardError(): DestinationStream {
  const destination = pino.destination({ dest: 2, sync: true });
  // A full disk under the log must not end the program.
  destination.on('error', () => undefined);
  return destination;
}

/** JSON lines, with the id of the request they belong to and without secrets. */
export function createLogger(level: string, options: LoggerOptions = {}): Logger {
  const { redact = createRedact(), destination = standardError() } = options;
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
      // An error's other fields may be private: the address of a song's page, what was posted to Discord.
      serializers: {
        err: (error: unknown) => ({
          causes: causeChain(error),
          // A stack begins with the message, which for a person names what they gave.
          stack: error instanceof Error && !(error instanceof UserError) ? error.stack : undefined,
        }),
      },
      hooks: { streamWrite: (line) => escapeControls(redact(line)) },
    },
    destination,
  );
}

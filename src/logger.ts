import { type Logger, pino } from 'pino';

export type { Logger };

/** JSON lines on standard error, so that standard output stays the program's answer. Secrets never pass. */
export function createLogger(level: string): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: ['token', 'authorization', 'headers.authorization', 'secret', '*.token', '*.secret'],
        censor: '[secret]',
      },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}

/** How the process ends: asked to, cleanly and in time; after a bug or a loss, loudly. */
import { causeChain, ServiceError, UserError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { Redact } from '../redact.ts';

export type LifetimeOptions = {
  log: Logger;
  /** Ends everything, in order. */
  close: () => Promise<void>;
  /** Resolves when there is nothing left to live for; whoever supervises the process starts it anew. */
  lost?: Promise<unknown>;
  /** Docker kills after ten seconds: what is not done by then is left. Default 9.5 s. */
  patienceMs?: number;
  process?: Pick<NodeJS.Process, 'on' | 'exit'>;
};

/** SIGTERM and SIGINT close and exit with 0 (a second one exits at once); an uncaught error exits with 1. */
export function endWell(options: LifetimeOptions): void {
  const { log, close, patienceMs = 9_500, process: at = process } = options;
  let ending = false;

  function end(code: number): void {
    if (ending) at.exit(1);
    ending = true;
    // Not let go of: Node would end a process that waits for nothing but promises, half closed and with 0.
    setTimeout(() => at.exit(1), patienceMs);
    close().then(
      () => at.exit(code),
      (error: unknown) => {
        log.error({ causes: causeChain(error) }, 'could not close cleanly');
        at.exit(1);
      },
    );
  }

  at.on('SIGTERM', () => end(0));
  at.on('SIGINT', () => end(0));
  const fatal = (error: unknown): void => {
    const stack = error instanceof Error && error.stack ? error.stack : undefined;
    log.fatal({ causes: causeChain(error), stack }, 'the program cannot go on');
    if (!ending) end(1);
  };
  at.on('uncaughtException', fatal);
  at.on('unhandledRejection', fatal);
  options.lost?.then(fatal);
}

/** A refused connection has its reason in the cause; a stack would only hide it. */
function whyNotStarted(error: unknown): string {
  if (error instanceof UserError) return error.message;
  if (!(error instanceof ServiceError))
    return `SceneScore could not start: ${causeChain(error).join(', because of ')}`;
  const why = [error.message, ...causeChain(error.cause)].join(', because of ');
  return `SceneScore could not start: ${why}. See that this machine gets through, and start it again in a minute.`;
}

/** Starts a program. One that cannot start ends with 1, and says on standard error what to mend, or the reason. */
export async function startWell(start: () => Promise<void>, redact: Redact): Promise<void> {
  function end(error: unknown): void {
    process.stderr.write(`${redact(whyNotStarted(error))}\n`);
    process.exit(1);
  }
  // What nobody catches would be printed by Node with all it holds.
  process.on('uncaughtException', end);
  await start().catch(end);
  process.off('uncaughtException', end);
}

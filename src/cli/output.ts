/** What happens when nobody can take the output. */
import { cliTexts } from '../locales/en/cli.ts';

/** A reader that closes the pipe early (`| head`) is no failure; a disk that is full is one, and is said. */
export function watchOutput({
  stdout,
  stderr,
  exit,
}: Pick<NodeJS.Process, 'stdout' | 'stderr' | 'exit'>): void {
  stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') exit(0);
    stderr.write(`${cliTexts.program.cannotPrint}\n`);
    exit(1);
  });
  // Complaints that nobody takes change nothing.
  stderr.on('error', () => undefined);
}

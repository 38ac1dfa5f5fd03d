/** The terminal program: arguments in, an answer on standard output, everything else on standard error. */
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import type { App } from '../app/app.ts';
import { inRequest } from '../concurrency/request-scope.ts';
import { readConfig } from '../config.ts';
import { causeChain, UserError } from '../errors.ts';
import { cliTexts } from '../locales/en/cli.ts';
import { createLogger } from '../logger.ts';
import { DownloadFailure } from '../models/download-failure.ts';
import { ownVersion } from '../package-path.ts';
import { createRedact, secretsIn } from '../redact.ts';
import type { Commands } from './commands.ts';
import type { Out } from './out.ts';

const texts = cliTexts.program;

export type Terminal = Out & { env: Record<string, string | undefined> };

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError(texts.wholeNumber);
  return number;
}

/** Builds the app, runs one command on it, and closes it whatever happens. */
async function withApp<T>(
  { env }: Terminal,
  run: (app: App, commands: Commands) => Promise<T>,
  lyricsDir?: string | undefined,
): Promise<T> {
  const config = readConfig(env);
  // Silent by default: log lines would stand between the lines for a person.
  const redact = createRedact(secretsIn(env));
  const logger = createLogger(env.LOG_LEVEL ? config.LOG_LEVEL : 'silent', { redact });
  const { commands } = await import('./commands.ts');
  const app = await commands.createApp(config, { logger, lyricsDir });
  try {
    return await run(app, commands);
  } finally {
    await app.close();
  }
}

/** `onTrouble`: the command did its work, and found that something is wrong. */
function describeProgram(out: Terminal, onTrouble: () => void): Command {
  const program = new Command('scenescore')
    .description(texts.about)
    .version(ownVersion())
    .exitOverride()
    .configureOutput({ writeOut: out.print, writeErr: out.complain })
    .showHelpAfterError(texts.afterError);
  const command = (name: string, about: string, parent = program): Command =>
    parent.command(name).description(about).option('--json', texts.json);

  command('match', texts.match.about)
    .argument('<photo>', texts.match.photo)
    .argument('<playlist>', texts.playlist)
    .option('--feeling <words>', texts.feeling)
    .option('--top <n>', texts.match.top, wholeNumber)
    .option('--lyrics <dir>', texts.lyrics)
    .option('--explain [rank]', texts.match.explain, wholeNumber)
    .action((photo, playlist, options) =>
      withApp(
        out,
        (app, { matchCommand }) => matchCommand(app, { photo, playlist, ...options }, out),
        options.lyrics,
      ),
    );
  command('album', texts.album.about)
    .argument('<playlist>', texts.playlist)
    .argument('<photo...>', texts.album.photos)
    .option('--feeling <words>', texts.feeling)
    .option('--lyrics <dir>', texts.lyrics)
    .action((playlist, photos, options) =>
      withApp(
        out,
        (app, { albumCommand }) => albumCommand(app, { playlist, photos, ...options }, out),
        options.lyrics,
      ),
    );
  command('songs', texts.songs.about)
    .argument('<playlist>', texts.playlist)
    .action((playlist, options) =>
      withApp(out, (app, { songsCommand }) => songsCommand(app, { playlist, ...options }, out)),
    );
  command('evaluate', texts.evaluate.about)
    .argument('<dir>', texts.evaluate.dir)
    .option('--inputs <kind>', texts.evaluate.inputs, 'readings')
    .option('--scene <known>', texts.evaluate.scene)
    .option('--songs <known>', texts.evaluate.songs)
    .option('--states', texts.evaluate.states)
    .option('--ranker <name>', texts.evaluate.ranker, 'features')
    .option('--out <file>', texts.evaluate.out)
    .action((dir, options) =>
      withApp(out, (app, { evaluateCommand }) => evaluateCommand(app, { dir, ...options }, out)),
    );
  command('doctor', texts.doctor.about).action(async (options) => {
    if (!(await withApp(out, (app, { doctorCommand }) => doctorCommand(app, options, out)))) onTrouble();
  });
  const models = command('models', texts.models.about).action((options) =>
    withApp(out, (app, { modelsCommand }) => modelsCommand(app, options, out)),
  );
  command('fetch', texts.models.fetch, models)
    .argument('[names...]', texts.models.names)
    .action((names, _options, fetch) =>
      withApp(out, (app, { modelsFetchCommand }) =>
        modelsFetchCommand(app, names, fetch.optsWithGlobals(), out),
      ),
    );

  // These open the database only.
  const store = () => import('./store.ts');
  const storeUrl = (): string => readConfig(out.env).STORE_URL;
  command('backup', texts.backup.about)
    .argument('<file>', texts.backup.file)
    .action(async (file, options) =>
      (await store()).backupCommand({ storeUrl: storeUrl(), file, ...options }, out),
    );
  command('restore', texts.restore.about)
    .argument('<file>', texts.restore.file)
    .option('--yes', texts.restore.yes)
    .action(async (file, options) =>
      (await store()).restoreCommand({ storeUrl: storeUrl(), file, ...options }, out),
    );
  command('copy', texts.store.copy, program.command('store').description(texts.store.about))
    .argument('<from>', texts.store.from)
    .argument('<to>', texts.store.to)
    .action(async (from, to, options) => (await store()).storeCopyCommand({ from, to, ...options }, out));
  return program;
}

/** Prints the error and gives the exit code: 2 for the person's mistake, 1 for anything else. */
function exitCodeOf(error: unknown, reference: string, out: Terminal): number {
  // Commander has printed it already; --help is no mistake.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof UserError) {
    out.complain(`${error.message}\n`);
    return 2;
  }
  if (error instanceof DownloadFailure) {
    out.complain(`${error.message}\n`);
    return 1;
  }
  out.complain(`${texts.bug(reference)}\n`);
  const redact = createRedact(secretsIn(out.env));
  for (const line of causeChain(error)) out.complain(`  ${reference} ${redact(line)}\n`);
  return 1;
}

/** Runs one command line (without node and script); resolves to the exit code, never rejects. */
export function runCli(args: readonly string[], out: Terminal): Promise<number> {
  return inRequest(async (id) => {
    try {
      let code = 0;
      await describeProgram(out, () => {
        code = 1;
      }).parseAsync(args, { from: 'user' });
      return code;
    } catch (error) {
      return exitCodeOf(error, id, out);
    }
  });
}

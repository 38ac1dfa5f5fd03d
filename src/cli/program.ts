/** The terminal program: arguments in, an answer on standard output, everything else on standard error. */
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { type App, createApp } from '../app/app.ts';
import { inRequest } from '../concurrency/request-scope.ts';
import { readConfig } from '../config.ts';
import { causeChain, UserError } from '../errors.ts';
import { cliTexts } from '../locales/en/cli.ts';
import { createLogger } from '../logger.ts';
import { createRedact, secretsIn } from '../redact.ts';
import { albumCommand } from './album.ts';
import { evaluateCommand } from './evaluate/command.ts';
import { doctorCommand, modelsCommand, modelsFetchCommand } from './findings.ts';
import { matchCommand } from './match.ts';
import { type Out, playlistInput } from './out.ts';
import { songsCommand } from './songs.ts';
import { backupCommand, restoreCommand, storeCopyCommand } from './store.ts';

const texts = cliTexts.program;

export type Terminal = Out & {
  /** Writes to standard error. */
  complain(text: string): void;
  env: Record<string, string | undefined>;
};

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError(texts.wholeNumber);
  return number;
}

/** Builds the app, runs one command on it, and closes it whatever happens. */
async function withApp(
  { env }: Terminal,
  run: (app: App) => Promise<void>,
  lyricsDir?: string | undefined,
): Promise<void> {
  const config = readConfig(env);
  // Silent by default: log lines would stand between the lines for a person.
  const redact = createRedact(secretsIn(env));
  const logger = createLogger(env.LOG_LEVEL ? config.LOG_LEVEL : 'silent', { redact });
  const app = await createApp(config, { logger, lyricsDir });
  try {
    await run(app);
  } finally {
    await app.close();
  }
}

function describeProgram(out: Terminal): Command {
  const program = new Command('scenescore')
    .description(texts.about)
    .exitOverride()
    .configureOutput({ writeOut: out.print, writeErr: out.complain })
    .showHelpAfterError(texts.afterError);
  program
    .command('match')
    .description(texts.match.about)
    .argument('<photo>', texts.match.photo)
    .argument('<playlist>', texts.playlist)
    .option('--feeling <words>', texts.feeling)
    .option('--top <n>', texts.match.top, wholeNumber)
    .option('--lyrics <dir>', texts.lyrics)
    .option('--explain [rank]', texts.match.explain, wholeNumber)
    .option('--json', texts.json)
    .action((photo, playlist, options) =>
      withApp(out, (app) => matchCommand(app, { photo, playlist, ...options }, out), options.lyrics),
    );

  program
    .command('album')
    .description(texts.album.about)
    .argument('<playlist>', texts.playlist)
    .argument('<photo...>', texts.album.photos)
    .option('--feeling <words>', texts.feeling)
    .option('--lyrics <dir>', texts.lyrics)
    .option('--json', texts.json)
    .action((playlist, photos, options) =>
      withApp(out, (app) => albumCommand(app, { playlist, photos, ...options }, out), options.lyrics),
    );

  program
    .command('songs')
    .description(texts.songs.about)
    .argument('<playlist>', texts.playlist)
    .option('--json', texts.json)
    .action((playlist, options) =>
      withApp(out, async (app) =>
        songsCommand(app, { input: await playlistInput(playlist), ...options }, out),
      ),
    );

  program
    .command('evaluate')
    .description(texts.evaluate.about)
    .argument('<dir>', texts.evaluate.dir)
    .option('--inputs <kind>', texts.evaluate.inputs, 'readings')
    .option('--ranker <name>', texts.evaluate.ranker, 'features')
    .option('--out <file>', texts.evaluate.out)
    .option('--json', texts.json)
    .action((dir, options) => withApp(out, (app) => evaluateCommand(app, { dir, ...options }, out)));

  program
    .command('doctor')
    .description(texts.doctor.about)
    .option('--json', texts.json)
    .action((options) => withApp(out, (app) => doctorCommand(app, options, out)));

  program
    .command('models')
    .description(texts.models.about)
    .option('--json', texts.json)
    .action((options) => withApp(out, (app) => modelsCommand(app, options, out)))
    .command('fetch')
    .description(texts.models.fetch)
    .option('--json', texts.json)
    .action((_options, command) =>
      withApp(out, (app) => modelsFetchCommand(app, command.optsWithGlobals(), out)),
    );

  describeStoreCommands(program, out);
  return program;
}

/** They open the database only. */
function describeStoreCommands(program: Command, out: Terminal): void {
  const storeUrl = (): string => readConfig(out.env).STORE_URL;
  program
    .command('backup')
    .description(texts.backup.about)
    .argument('<file>', texts.backup.file)
    .option('--json', texts.json)
    .action((file, options) => backupCommand({ storeUrl: storeUrl(), file, ...options }, out));
  program
    .command('restore')
    .description(texts.restore.about)
    .argument('<file>', texts.restore.file)
    .option('--json', texts.json)
    .action((file, options) => restoreCommand({ storeUrl: storeUrl(), file, ...options }, out));
  program
    .command('store')
    .description(texts.store.about)
    .command('copy')
    .description(texts.store.copy)
    .argument('<from>', texts.store.from)
    .argument('<to>', texts.store.to)
    .option('--json', texts.json)
    .action((from, to, options) => storeCopyCommand({ from, to, ...options }, out));
}

/** Prints the error and gives the exit code: 2 for the person's mistake, 1 for anything else. */
function exitCodeOf(error: unknown, reference: string, out: Terminal): number {
  // Commander has printed it already; --help is no mistake.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof UserError) {
    out.complain(`${error.message}\n`);
    return 2;
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
      await describeProgram(out).parseAsync(args, { from: 'user' });
      return 0;
    } catch (error) {
      return exitCodeOf(error, id, out);
    }
  });
}

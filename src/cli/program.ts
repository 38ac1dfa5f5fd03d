/** The terminal program: arguments in, an answer on standard output, everything else on standard error. */
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { type App, createApp } from '../app/app.ts';
import { inRequest } from '../concurrency/request-scope.ts';
import { readConfig } from '../config.ts';
import { causeChain, UserError } from '../errors.ts';
import { createLogger } from '../logger.ts';
import { createRedact, secretsIn } from '../redact.ts';
import { albumCommand } from './album.ts';
import { doctorCommand } from './doctor.ts';
import { evaluateCommand } from './evaluate/command.ts';
import { matchCommand } from './match.ts';
import { modelsCommand, modelsFetchCommand } from './models.ts';
import { type Out, playlistInput } from './out.ts';
import { songsCommand } from './songs.ts';
import { backupCommand, restoreCommand, storeCopyCommand } from './store.ts';

export type Terminal = Out & {
  /** Writes to standard error. */
  complain(text: string): void;
  env: Record<string, string | undefined>;
};

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new InvalidArgumentError('It must be a whole number from 1.');
  return number;
}

/** Builds the app, runs one command on it, and closes it whatever happens. */
async function withApp(
  env: Terminal['env'],
  options: { lyricsDir?: string | undefined },
  run: (app: App) => Promise<void>,
): Promise<void> {
  const config = readConfig(env);
  // JSON lines between a person's lines help nobody, unless they ask for them.
  const redact = createRedact(secretsIn(env));
  const logger = createLogger(env.LOG_LEVEL ? config.LOG_LEVEL : 'silent', { redact });
  const app = await createApp(config, { logger, lyricsDir: options.lyricsDir });
  try {
    await run(app);
  } finally {
    await app.close();
  }
}

function describeProgram(out: Terminal): Command {
  const program = new Command('scenescore')
    .description('Find the song among your own that feels most like a photo.')
    .exitOverride()
    .configureOutput({ writeOut: out.print, writeErr: out.complain })
    .showHelpAfterError('(scenescore --help shows what there is)');

  program
    .command('match')
    .description('rank the songs of a playlist by how well their feeling fits a photo')
    .argument('<photo>', 'an image file')
    .argument('<playlist>', 'a link, or a playlist file')
    .option('--feeling <words>', 'what you want to feel, in your own words')
    .option('--top <n>', 'show only the best n songs', wholeNumber)
    .option('--lyrics <dir>', 'a folder of "Artist - Title.txt" files, used before any lyrics service')
    .option('--explain [rank]', 'show how the song at this rank came to its place', wholeNumber)
    .option('--json', 'one JSON document on standard output')
    .action((photo, playlist, options) =>
      withApp(out.env, { lyricsDir: options.lyrics }, (app) =>
        matchCommand(app, { photo, playlist, ...options }, out),
      ),
    );

  program
    .command('album')
    .description('give each of several photos a song of its own, chosen together')
    .argument('<playlist>', 'a link, or a playlist file')
    .argument('<photo...>', 'up to ten image files')
    .option('--feeling <words>', 'what you want to feel, in your own words')
    .option('--lyrics <dir>', 'a folder of "Artist - Title.txt" files, used before any lyrics service')
    .option('--json', 'one JSON document on standard output')
    .action((playlist, photos, options) =>
      withApp(out.env, { lyricsDir: options.lyrics }, (app) =>
        albumCommand(app, { playlist, photos, ...options }, out),
      ),
    );

  program
    .command('songs')
    .description('only read a playlist: what was found, what was skipped and why')
    .argument('<playlist>', 'a link, or a playlist file')
    .option('--json', 'one JSON document on standard output')
    .action((playlist, options) =>
      withApp(out.env, {}, async (app) =>
        songsCommand(app, { input: await playlistInput(playlist), ...options }, out),
      ),
    );

  program
    .command('evaluate')
    .description('measure the ranking on a folder with scenes.json, songs.json and perhaps playlists.json')
    .argument('<dir>', 'the folder')
    .option('--inputs <kind>', 'readings, texts or photos', 'readings')
    .option('--ranker <name>', 'features, or cosine (plain cosine of caption and summary)', 'features')
    .option('--out <file>', 'write the rankings there')
    .option('--json', 'one JSON document on standard output')
    .action((dir, options) => withApp(out.env, {}, (app) => evaluateCommand(app, { dir, ...options }, out)));

  program
    .command('doctor')
    .description('what is switched on, what is missing, whether each service answers')
    .option('--json', 'one JSON document on standard output')
    .action((options) => withApp(out.env, {}, (app) => doctorCommand(app, options, out)));

  const models = program
    .command('models')
    .description('which local models are wanted and present')
    .option('--json', 'one JSON document on standard output')
    .action((options) => withApp(out.env, {}, (app) => modelsCommand(app, options, out)));

  models
    .command('fetch')
    .description('download the models that are wanted and missing')
    .option('--json', 'one JSON document on standard output')
    .action((_options, command) =>
      withApp(out.env, {}, (app) => modelsFetchCommand(app, command.optsWithGlobals(), out)),
    );

  describeStoreCommands(program, out);
  return program;
}

/** What hosts do with the database; no service is built for it. */
function describeStoreCommands(program: Command, out: Terminal): void {
  const storeUrl = (): string => readConfig(out.env).STORE_URL;
  program
    .command('backup')
    .description(
      'write everything kept (settings, ratings, answers, sealed tokens) to a file; the bot may run',
    )
    .argument('<file>', 'where to; it is replaced')
    .option('--json', 'one JSON document on standard output')
    .action((file, options) => backupCommand({ storeUrl: storeUrl(), file, ...options }, out));
  program
    .command('restore')
    .description('make everything kept what it was when the backup was written')
    .argument('<file>', 'a file that backup wrote')
    .option('--json', 'one JSON document on standard output')
    .action((file, options) => restoreCommand({ storeUrl: storeUrl(), file, ...options }, out));
  program
    .command('store')
    .description('the database')
    .command('copy')
    .description('copy everything kept to another, empty database; stop the bot first')
    .argument('<from>', 'sqlite://…, redis://… or postgres://…')
    .argument('<to>', 'the same, empty')
    .option('--json', 'one JSON document on standard output')
    .action((from, to, options) => storeCopyCommand({ from, to, ...options }, out));
}

/** Says what went wrong, and gives the exit code: 2 for the person's mistake, 1 for anything else. */
function exitCodeOf(error: unknown, reference: string, out: Terminal): number {
  // Commander has said it already; asking for help is no mistake.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof UserError) {
    out.complain(`${error.message}\n`);
    return 2;
  }
  out.complain(`Something went wrong on my side (reference ${reference}).\n`);
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

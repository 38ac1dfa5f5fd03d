#!/usr/bin/env node
/** The terminal program: arguments in, an answer on standard output, everything else on standard error. */
import { randomBytes } from 'node:crypto';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { type App, createApp } from './app.ts';
import { doctorCommand } from './cli/doctor.ts';
import { evaluateCommand } from './cli/evaluate.ts';
import { matchCommand } from './cli/match.ts';
import { modelsCommand, modelsFetchCommand } from './cli/models.ts';
import { type Out, playlistInput } from './cli/out.ts';
import { songsCommand } from './cli/songs.ts';
import { readConfig } from './config.ts';
import { causeChain, UserError } from './errors.ts';
import { createLogger } from './logger.ts';

const out: Out = {
  print: (text) => process.stdout.write(text.endsWith('\n') ? text : `${text}\n`),
  columns: process.stdout.columns ?? 80,
  progressStream: process.stderr,
};

// A reader that has seen enough (`| head`) is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new InvalidArgumentError('It must be a whole number from 1.');
  return number;
}

/** Builds the app, runs one command on it, and closes it whatever happens. */
async function withApp(
  options: { lyricsDir?: string | undefined },
  run: (app: App) => Promise<void>,
): Promise<void> {
  const config = readConfig(process.env);
  // JSON lines between a person's lines help nobody, unless they ask for them.
  const logger = createLogger(process.env.LOG_LEVEL ? config.LOG_LEVEL : 'silent');
  const app = await createApp(config, { logger, lyricsDir: options.lyricsDir });
  try {
    await run(app);
  } finally {
    await app.close();
  }
}

const program = new Command('scenescore')
  .description('Find the song among your own that feels most like a photo.')
  .exitOverride()
  .showHelpAfterError('(scenescore --help shows what there is)');

program
  .command('match')
  .description('rank the songs of a playlist by how well their feeling fits a photo')
  .argument('<photo>', 'an image file')
  .argument('<playlist>', 'a link, or a playlist file')
  .option('--feeling <words>', 'what you want to feel, in your own words')
  .option('--top <n>', 'show only the best n songs', wholeNumber)
  .option('--lyrics <dir>', 'a folder of "Artist - Title.txt" files, used before any lyrics service')
  .option('--json', 'one JSON document on standard output')
  .action((photo, playlist, options) =>
    withApp({ lyricsDir: options.lyrics }, (app) => matchCommand(app, { photo, playlist, ...options }, out)),
  );

program
  .command('songs')
  .description('only read a playlist: what was found, what was skipped and why')
  .argument('<playlist>', 'a link, or a playlist file')
  .option('--json', 'one JSON document on standard output')
  .action((playlist, options) =>
    withApp({}, async (app) => songsCommand(app, { input: await playlistInput(playlist), ...options }, out)),
  );

program
  .command('evaluate')
  .description('measure the ranking on a folder with scenes.json, songs.json and perhaps playlists.json')
  .argument('<dir>', 'the folder')
  .option('--inputs <kind>', 'readings, texts or photos', 'readings')
  .option('--ranker <name>', 'features, or cosine (plain cosine of caption and summary)', 'features')
  .option('--out <file>', 'write the rankings there')
  .option('--json', 'one JSON document on standard output')
  .action((dir, options) => withApp({}, (app) => evaluateCommand(app, { dir, ...options }, out)));

program
  .command('doctor')
  .description('what is switched on, what is missing, whether each service answers')
  .option('--json', 'one JSON document on standard output')
  .action((options) => withApp({}, (app) => doctorCommand(app, options, out)));

const models = program
  .command('models')
  .description('which local models are wanted and present')
  .option('--json', 'one JSON document on standard output')
  .action((options) => withApp({}, (app) => modelsCommand(app, options, out)));

models
  .command('fetch')
  .description('download the models that are wanted and missing')
  .option('--json', 'one JSON document on standard output')
  .action((_options, command) =>
    withApp({}, (app) => modelsFetchCommand(app, command.optsWithGlobals(), out)),
  );

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    // Commander has said it already; asking for help is no mistake.
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } else if (error instanceof UserError) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  } else {
    const reference = randomBytes(3).toString('hex');
    process.stderr.write(`Something went wrong on my side (reference ${reference}).\n`);
    for (const line of causeChain(error)) process.stderr.write(`  ${reference} ${line}\n`);
    process.exitCode = 1;
  }
}

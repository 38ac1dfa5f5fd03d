#!/usr/bin/env node
/** The terminal program. */
import { runCli } from './cli/program.ts';
import { loadEnvFile } from './support/load-env-file.ts';

// A reader that has seen enough (`| head`) is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

loadEnvFile();

process.exitCode = await runCli(process.argv.slice(2), {
  env: process.env,
  print: (text) => process.stdout.write(text.endsWith('\n') ? text : `${text}\n`),
  complain: (text) => process.stderr.write(text),
  columns: process.stdout.columns ?? 80,
  progressStream: process.stderr,
});

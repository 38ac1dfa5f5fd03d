#!/usr/bin/env node
/** The terminal program. */
import { createInterface } from 'node:readline';
import { watchOutput } from './cli/output.ts';
import { runCli } from './cli/program.ts';
import { printable } from './cli/text.ts';
import { loadEnvFile } from './env-file.ts';
import { causeChain, UserError } from './errors.ts';
import { cliTexts } from './locales/en/cli.ts';
import { createRedact, secretsIn } from './redact.ts';

// Shown in lists of processes instead of the arguments, which may hold passwords in addresses.
process.title = 'scenescore';

watchOutput(process);

process.on('uncaughtException', (error) => {
  const redact = createRedact(secretsIn(process.env));
  const said = [...causeChain(error), error.stack ?? ''].join('\n  ');
  process.stderr.write(`${cliTexts.program.crash}\n  ${redact(said)}\n`);
  process.exit(1);
});

function readSettings(): NodeJS.ProcessEnv {
  try {
    return loadEnvFile(process.env);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
}

/** A line that the person types; empty when they end the input instead. */
function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  return new Promise((resolve) => {
    lines.on('SIGINT', () => process.exit(130));
    lines.on('close', () => resolve(''));
    lines.question(question, (answer) => {
      resolve(answer);
      lines.close();
    });
  });
}

process.exitCode = await runCli(process.argv.slice(2), {
  env: readSettings(),
  print: (text) => process.stdout.write(text.endsWith('\n') ? text : `${text}\n`),
  complain: (text) => process.stderr.write(text.split('\n').map(printable).join('\n')),
  columns: process.stdout.columns ?? 80,
  progressStream: process.stderr,
  input: process.stdin,
  ask: process.stdin.isTTY && process.stdout.isTTY ? ask : undefined,
});

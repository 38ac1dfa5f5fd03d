/** The built bot as a process of its own, and what is measured of it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const program = fileURLToPath(new URL('../../dist/src/index.js', import.meta.url));
const probe = new URL('./probe.mjs', import.meta.url).href;

const measuredSchema = z.object({
  p50Ms: z.number(),
  p99Ms: z.number(),
  maxMs: z.number(),
  peakMb: z.number(),
});

/** Of the bot's event loop and memory since it was last asked. */
export type Measured = z.infer<typeof measuredSchema>;

export type BotProcess = {
  /** From the start of the process to its line that says it is ready. */
  readyMs: number;
  pid: number;
  /** What the process holds in memory now; its children (the models) are not in it. */
  rssMb(): number;
  /** Only with the probe. */
  measured(): Promise<Measured>;
  stop(): Promise<void>;
};

/** Without its build there is no bot to measure. */
export function assertBuilt(): void {
  if (!existsSync(program)) throw new Error('There is no build: run `npm run build` first.');
}

/** The line that says "ready" is the first on standard output that is no log line. */
async function readyLine(child: ChildProcess): Promise<void> {
  if (child.stdout === null) throw new Error('the bot has no standard output');
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('{')) continue;
    child.stdout.resume();
    return;
  }
  throw new Error('the bot ended before it was ready');
}

async function ask(child: ChildProcess): Promise<Measured> {
  const answer = once(child, 'message');
  child.send('measured?');
  const [measured] = await answer;
  return measuredSchema.parse(measured);
}

/** Starts it and waits until it is ready. `isProbed`: false for a bare bot, as it is started by people. */
export async function startBotProcess(env: NodeJS.ProcessEnv, { isProbed = true } = {}): Promise<BotProcess> {
  const from = performance.now();
  const child = spawn(process.execPath, [...(isProbed ? ['--import', probe] : []), program], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: isProbed ? ['ignore', 'pipe', 'inherit', 'ipc'] : ['ignore', 'pipe', 'inherit'],
  });
  await readyLine(child);
  return {
    readyMs: performance.now() - from,
    pid: child.pid ?? 0,
    rssMb() {
      const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
      return Number(kilobytes) / 1024;
    },
    measured: () => ask(child),
    async stop() {
      if (child.exitCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

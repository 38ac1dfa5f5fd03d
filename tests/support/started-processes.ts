/** The processes that this one starts. */
import type { ChildProcess } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { onTestFinished } from 'vitest';
import { z } from 'zod';

const startSchema = z.object({ process: z.custom<ChildProcess>() });

/** Those of this test from now on, in their order. */
export function startedProcesses(): ChildProcess[] {
  const started: ChildProcess[] = [];
  const hear = (message: unknown): void => void started.push(startSchema.parse(message).process);
  subscribe('child_process', hear);
  onTestFinished(() => {
    unsubscribe('child_process', hear);
  });
  return started;
}

export const hasEnded = (child: ChildProcess | undefined): boolean =>
  child !== undefined && (child.exitCode !== null || child.signalCode !== null);

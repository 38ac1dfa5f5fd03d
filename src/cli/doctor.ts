/** `scenescore doctor`. */
import type { App } from '../app/app.ts';
import { findingLines } from './findings.ts';
import { type Out, printJson } from './out.ts';

export async function doctorCommand(app: App, options: { json?: boolean }, out: Out): Promise<void> {
  const findings = await app.examine();
  if (options.json) printJson(out, { findings });
  else out.print(findingLines(findings, out.columns));
}

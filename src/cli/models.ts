/** `scenescore models` and `scenescore models fetch`. */
import type { App } from '../app/app.ts';
import type { Finding } from '../app/switches.ts';
import type { ModelStatus } from '../models/models.ts';
import { findingLines } from './findings.ts';
import { type Out, printJson } from './out.ts';
import { startProgress } from './progress.ts';

const roles = { captioner: 'captions photos', embedder: 'compares meanings', mood: 'sees moods in photos' };

function finding({ id, role, megabytes, licence, isPresent, path }: ModelStatus): Finding {
  const size = megabytes === null ? 'size unknown' : `${megabytes} MB`;
  const where = isPresent ? `present in ${path}` : `missing (${size}, ${licence}); models fetch downloads it`;
  return {
    name: id.split('/').at(-1) ?? id,
    state: isPresent ? 'on' : 'off',
    detail: `${roles[role]}: ${where}`,
  };
}

export async function modelsCommand(app: App, options: { json?: boolean }, out: Out): Promise<void> {
  const models = await app.models.status(app.wantedModels);
  if (options.json) printJson(out, { models });
  else if (models.length === 0)
    out.print('No local models are wanted: CAPTIONER is none and EMBEDDER is builtin.');
  else out.print(findingLines(models.map(finding), out.columns));
}

export async function modelsFetchCommand(app: App, options: { json?: boolean }, out: Out): Promise<void> {
  const progress = startProgress(out.progressStream);
  try {
    await app.models.download(app.wantedModels, { onProgress: progress.onProgress });
  } finally {
    progress.stop();
  }
  await modelsCommand(app, options, out);
}

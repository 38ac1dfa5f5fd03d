/** `scenescore doctor`, `scenescore models` and `scenescore models fetch`. */
import colours from 'picocolors';
import type { App } from '../app/app.ts';
import type { Finding } from '../app/switches.ts';
import { cliTexts } from '../locales/en/cli.ts';
import type { ModelStatus } from '../models/models.ts';
import { type Out, printAnswer } from './out.ts';
import { withProgress } from './progress.ts';
import { cut, hang, lineColumns } from './text.ts';

const texts = cliTexts.models;
const marks = { on: colours.green('●'), off: colours.dim('○'), failing: colours.red('✖') };
const nameColumns = 22;

/** A line for each finding: mark, name, and the detail wrapped beneath itself. */
function findingLines(findings: readonly Finding[], terminalColumns: number): string {
  const columns = lineColumns(terminalColumns);
  const lines = findings.flatMap(({ name, state, detail }) =>
    hang(`${marks[state]}  ${cut(name, nameColumns - 1)}`, detail, nameColumns + 3, columns),
  );
  return `\n${lines.join('\n')}\n`;
}

export async function doctorCommand(app: App, options: { json?: boolean }, out: Out): Promise<void> {
  const [found, models] = await Promise.all([app.examine(), app.models.status(app.wantedModels)]);
  const noCaptions: Finding[] =
    app.ports.captioners.length > 0 ? [] : [{ name: texts.captions, state: 'off', detail: texts.noCaptions }];
  const findings = [...found, ...noCaptions, ...models.map(modelFinding)];
  printAnswer(out, options.json, { findings }, () => findingLines(findings, out.columns));
}

function modelFinding({ id, role, megabytes, licence, isPresent, path }: ModelStatus): Finding {
  const size = megabytes === null ? texts.sizeUnknown : `${megabytes} MB`;
  return {
    name: id.split('/').at(-1) ?? id,
    state: isPresent ? 'on' : 'off',
    detail: isPresent
      ? texts.present(texts.roles[role], path)
      : texts.missing(texts.roles[role], size, licence, texts.without[role]),
  };
}

export async function modelsCommand(app: App, options: { json?: boolean }, out: Out): Promise<void> {
  const models = await app.models.status(app.wantedModels);
  printAnswer(out, options.json, { models }, () =>
    models.length === 0 ? texts.none : findingLines(models.map(modelFinding), out.columns),
  );
}

export async function modelsFetchCommand(app: App, options: { json?: boolean }, out: Out): Promise<void> {
  await withProgress(out.progressStream, (onProgress) =>
    app.models.download(app.wantedModels, { onProgress }),
  );
  await modelsCommand(app, options, out);
}

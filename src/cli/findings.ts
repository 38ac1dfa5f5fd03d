/** `scenescore doctor`, `scenescore models` and `scenescore models fetch`. */
import colours from 'picocolors';
import type { App } from '../app/app.ts';
import type { Finding } from '../app/switches.ts';
import { UserError } from '../errors.ts';
import { cliTexts } from '../locales/en/cli.ts';
import { hostTexts } from '../locales/en/host.ts';
import { findModelId, knownIds, shortName } from '../models/catalogue.ts';
import { inTenths } from '../models/model-supply.ts';
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

/** Gives false when something that the host has set does not work. */
export async function doctorCommand(app: App, options: { json?: boolean }, out: Out): Promise<boolean> {
  const [found, models] = await Promise.all([app.examine(), app.models.status(app.wantedModels)]);
  const noCaptions: Finding[] =
    app.ports.captioners.length > 0 ? [] : [{ name: texts.captions, state: 'off', detail: texts.noCaptions }];
  const findings = [...found, ...noCaptions, ...models.map(modelFinding)];
  printAnswer(out, options.json, { findings }, () => findingLines(findings, out.columns));
  return findings.every(({ state, keyless }) => state !== 'failing' || keyless);
}

const sizeOf = ({ megabytes }: ModelStatus): string =>
  megabytes === null ? texts.sizeUnknown : `${megabytes} MB`;

function modelFinding(model: ModelStatus): Finding {
  const { id, role, licence, isPresent, path } = model;
  return {
    name: shortName(id),
    state: isPresent ? 'on' : 'off',
    detail: isPresent
      ? texts.present(texts.roles[role], path)
      : texts.missing(texts.roles[role], sizeOf(model), licence, texts.without[role]),
  };
}

type ModelsOptions = { json?: boolean };

export const modelsCommand = (app: App, options: ModelsOptions, out: Out): Promise<void> =>
  printModels(app, app.wantedModels, options, out);

async function printModels(app: App, ids: readonly string[], options: ModelsOptions, out: Out) {
  const models = await app.models.status(ids);
  printAnswer(out, options.json, { models }, () =>
    models.length === 0 ? texts.none : findingLines(models.map(modelFinding), out.columns),
  );
}

/** The models named, or those that are wanted. Throws `UserError` for a name that is not known. */
export async function modelsFetchCommand(
  app: App,
  names: readonly string[],
  options: ModelsOptions,
  out: Out,
): Promise<void> {
  const ids = names.length === 0 ? app.wantedModels : names.map((name) => idOf(name, app.wantedModels));
  for (const model of await app.models.status(ids)) {
    if (model.isPresent) continue;
    const { id, licence, address, path } = model;
    out.complain(`${texts.fetching(shortName(id), sizeOf(model), licence, address, path)}\n`);
  }
  const inLines = new Map(
    ids.map((id) => [id, inTenths((...far) => out.complain(`${texts.fetched(shortName(id), ...far)}\n`))]),
  );
  await withProgress(
    out.progressStream,
    (onProgress) => app.models.download(ids, { onProgress }),
    (event) => {
      if (event.type !== 'model-downloading') return;
      inLines.get(event.model)?.(event.doneBytes, event.totalBytes);
    },
  );
  await printModels(app, ids, options, out);
}

function idOf(name: string, wanted: readonly string[]): string {
  const id = findModelId(name, wanted);
  if (id !== null) return id;
  const known = knownIds(wanted).map(shortName);
  throw new UserError('unknown-model', hostTexts.models.unknownName(name, known));
}

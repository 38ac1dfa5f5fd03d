/** The whole match on a fresh machine: a drawn photo, a bundled playlist, no account, no network. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createApp } from './app/app.ts';
import { watchOutput } from './cli/output.ts';
import { withProgress } from './cli/progress.ts';
import { rankingJson } from './cli/ranking-json.ts';
import { rankingTable } from './cli/ranking-table.ts';
import { readConfig } from './config.ts';
import { replyPage } from './demo/page.ts';
import { mapName } from './discord/answer/pictures.ts';
import { rankingReply } from './discord/answer/ranking-reply.ts';
import { photoName } from './discord/attachments.ts';
import { UserError } from './errors.ts';
import { cliTexts } from './locales/en/cli.ts';
import { createLogger } from './logger.ts';
import type { Ranking } from './model/ranking.ts';
import { packagePath } from './package-path.ts';
import type { Photos } from './photos/photos.ts';
import { rasterise } from './photos/sharp.ts';
import { createPictures } from './pictures/pictures.ts';
import { shownRanking } from './store/results.ts';

const texts = cliTexts.demo;
const scenesFolder = packagePath('assets', 'demo', 'scenes');
const page = 'scenescore-reply.html';

const sceneNames = async (): Promise<string[]> =>
  (await readdir(scenesFolder)).map((file) => file.replace(/\.svg$/, '')).sort();

/** A drawing with its own description, as a person would write an alt text. */
async function chosenScene(wanted: string | undefined) {
  const names = await sceneNames();
  const name = wanted ?? 'sunset';
  if (!names.includes(name)) {
    throw new UserError('no-such-scene', texts.noSuchScene(name, names));
  }
  const drawing = await readFile(resolve(scenesFolder, `${name}.svg`));
  const [, text = ''] = /<desc>(.+?)<\/desc>/.exec(drawing.toString('utf8')) ?? [];
  return { name, photo: await rasterise(drawing), said: { text, by: 'description' } as const };
}

const dataUrl = (type: string, bytes: Uint8Array): string =>
  `data:${type};base64,${Buffer.from(bytes).toString('base64')}`;

/** The reply that Discord would be sent, as a page. */
async function pageOf(ranking: Ranking, photo: Uint8Array, photos: Photos): Promise<string> {
  const [photoAt, mapAt] = [`attachment://${photoName}`, `attachment://${mapName}`];
  const drawing = createPictures();
  const map = await drawing.moodMap(ranking, 'en').catch(() => null);
  await drawing.close();
  const reply = rankingReply({
    resultId: 'demo',
    ranking: shownRanking(ranking, 5),
    photo: photoAt,
    map: map === null ? null : mapAt,
    actions: ['preview', 'refine', 'card', 'save'],
    reactions: true,
  });
  const small = await photos.smallCopy(photo);
  const pictures = new Map([
    [photoAt, { data: dataUrl('image/jpeg', small), alt: ranking.scene.caption }],
    ...(map === null ? [] : [[mapAt, { data: dataUrl('image/png', map.png), alt: map.alt }] as const]),
  ]);
  return replyPage(reply, { pictures, command: '/scenescore' });
}

async function asked() {
  try {
    return parseArgs({
      options: { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    });
  } catch (cause) {
    throw new UserError('bad-option', texts.usage(await sceneNames()), { cause });
  }
}

async function demo(): Promise<void> {
  const { values, positionals } = await asked();
  if (values.help) return void process.stdout.write(`${texts.usage(await sceneNames())}\n`);
  const { name, photo, said } = await chosenScene(positionals[0]);
  const bytes = await readFile(packagePath('assets', 'demo', 'playlist.jspf'));
  // Without keys and models: the machine's settings are not read, and nothing is kept.
  const config = readConfig({
    MODELS_OFFLINE: '1',
    CAPTIONER: 'none',
    EMBEDDER: 'builtin',
    FACTS: 'off',
  });
  const app = await createApp(config, { logger: createLogger('silent'), remembers: false });
  try {
    const playlists = [{ kind: 'file' as const, name: 'playlist.jspf', bytes }];
    const ranking = await withProgress(process.stderr, (onProgress) =>
      app.matchScene({ photo, said, playlists, feeling: '' }, { onProgress }),
    );
    if (values.json) process.stdout.write(`${JSON.stringify(rankingJson(ranking), null, 2)}\n`);
    else {
      process.stdout.write(`\n${texts.photo(name)}\n`);
      process.stdout.write(rankingTable(ranking, { columns: process.stdout.columns ?? 80 }));
    }
    const reply = await pageOf(ranking, photo, app.photos);
    const isWritten = await writeFile(page, reply).then(
      () => true,
      () => false,
    );
    if (!isWritten) process.stderr.write(`${texts.noPage(resolve(page))}\n`);
    else if (!values.json) process.stdout.write(`\n${texts.page(resolve(page))}\n`);
  } finally {
    await app.close();
  }
}

watchOutput(process);
try {
  await demo();
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

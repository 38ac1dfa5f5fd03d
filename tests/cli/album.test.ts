/** `scenescore album` as its user meets it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, expect, it } from 'vitest';
import { z } from 'zod';
import { runCli } from '../../src/cli/program.ts';
import { rasterise } from '../../src/photos/sharp.ts';

const folder = mkdtempSync(join(tmpdir(), 'scenescore-album-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const demoPlaylist = resolve(import.meta.dirname, '../../assets/demo/playlist.jspf');

async function picture(name: string, colour: string): Promise<string> {
  const path = join(folder, name);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="100%" height="100%" fill="${colour}"/></svg>`;
  writeFileSync(path, await rasterise(Buffer.from(svg)));
  return path;
}

async function run(args: string[]) {
  const said: string[] = [];
  const complained: string[] = [];
  const code = await runCli(args, {
    env: {
      MODELS_OFFLINE: '1',
      CAPTIONER: 'none',
      EMBEDDER: 'builtin',
      DATA_DIR: join(folder, 'data'),
      LRCLIB_URL: 'http://127.0.0.1:9',
      FACTS: 'off',
    },
    print: (text) => said.push(text),
    complain: (text) => complained.push(text),
    columns: 80,
    // Only what a progress line uses of a terminal stream.
    progressStream: Object.assign(new PassThrough(), { isTTY: false }) as unknown as NodeJS.WriteStream,
  });
  return { code, out: said.join(''), err: complained.join('') };
}

const document = z.object({
  playlist: z.object({ title: z.string(), read: z.number() }),
  songs: z.array(
    z.object({
      photo: z.string(),
      scene: z.object({ caption: z.string().min(1) }),
      match: z.object({ song: z.object({ title: z.string() }), isGuess: z.literal(true) }),
    }),
  ),
  notices: z.array(z.string()),
});

it('gives each photo a song of its own, as JSON and in words', async () => {
  const photos = await Promise.all([
    picture('night.png', '#101830'),
    picture('noon.png', '#ffe9a0'),
    picture('dusk.png', '#a04a30'),
  ]);
  const { code, out } = await run(['album', demoPlaylist, ...photos, '--json']);
  expect(code).toBe(0);
  const { songs } = document.parse(JSON.parse(out));
  expect(songs.map(({ photo }) => photo)).toEqual(photos);
  expect(new Set(songs.map(({ match }) => match.song.title)).size).toBe(3);

  const told = await run(['album', demoPlaylist, ...photos]);
  for (const { match } of songs) expect(told.out).toContain(match.song.title);
  expect(told.out).toContain('noon.png');
  // Of plain colours nothing is known that a percentage could stand for.
  expect(told.out.match(/ guess\n/g)).toHaveLength(3);
  expect(told.out).not.toMatch(/\d %/);
});

it('says what is missing in one sentence, with exit code 2', async () => {
  const photo = await picture('one.png', '#ffffff');
  expect(await run(['album', demoPlaylist])).toMatchObject({ code: 2 });
  const many = await run(['album', demoPlaylist, ...Array.from({ length: 11 }, () => photo)]);
  expect(many).toMatchObject({ code: 2, err: 'That makes 11 photos; I can take up to 10.\n' });
  const broken = join(folder, 'broken.png');
  writeFileSync(broken, 'not a picture');
  const second = await run(['album', demoPlaylist, photo, broken]);
  expect(second.code).toBe(2);
  expect(second.err).toMatch(/^Photo 2: /);
});

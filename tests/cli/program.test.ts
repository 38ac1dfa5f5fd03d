/** The terminal program as its user meets it: arguments in; output, complaints and exit code out. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { promisify, stripVTControlCharacters } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { runCli } from '../../src/cli/program.ts';
import { rasterise } from '../../src/photos/sharp.ts';
import { startLoopback } from '../support/loopback.ts';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'scenescore-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const square = (colour: string, width = 40, height = 30): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="${colour}"/></svg>`;
const photo = file('photo.png', await rasterise(Buffer.from(square('#303a50'))));
const demoPlaylist = join(root, 'assets/demo/playlist.jspf');

async function run(
  args: string[],
  env: Record<string, string> = {},
  ask?: (question: string) => Promise<string>,
  piped = '',
) {
  const said: string[] = [];
  const complained: string[] = [];
  const progressStream = Object.assign(new PassThrough(), { isTTY: false });
  const written: unknown[] = [];
  progressStream.on('data', (chunk) => written.push(chunk));
  const code = await runCli(args, {
    env: {
      MODELS_OFFLINE: '1',
      DATA_DIR: join(folder, 'data'),
      LRCLIB_URL: 'http://127.0.0.1:9',
      FACTS: 'off',
      ...env,
    },
    print: (text) => said.push(text),
    complain: (text) => complained.push(text),
    columns: 80,
    // Only what a progress line uses of a terminal stream.
    progressStream: progressStream as unknown as NodeJS.WriteStream,
    ask,
    input: Readable.from([Buffer.from(piped)]),
  });
  return { code, out: said.join(''), err: complained.join(''), progress: written.length };
}

const contract = z.object({
  scene: z.object({
    caption: z.string().min(1),
    reading: z.object({
      summary: z.string().min(1),
      valence: z.number().min(-1).max(1),
      energy: z.number().min(-1).max(1),
      moods: z.array(z.string()),
      themes: z.array(z.string()),
    }),
  }),
  playlist: z.object({ title: z.string(), source: z.literal('file'), total: z.number(), read: z.number() }),
  matches: z.array(
    z.object({
      rank: z.number(),
      song: z.object({
        title: z.string(),
        artists: z.array(z.string()),
        album: z.string().nullable(),
        url: z.string().nullable(),
      }),
      score: z.number().min(0).max(1),
      parts: z.object({ feeling: z.number(), meaning: z.number() }),
      vibe: z.string(),
      basis: z.enum(['lyrics', 'metadata', 'title']),
      reason: z.string().min(1),
      youtube: z.url(),
    }),
  ),
  explanation: z.string().min(1),
  skipped: z.array(z.object({ title: z.string(), reason: z.string() })),
  notices: z.array(z.string()),
});

describe('match', () => {
  it('prints the promised document, and nothing but it', async () => {
    const { code, out, err, progress } = await run(['match', photo, demoPlaylist, '--json']);
    expect([code, err, progress]).toEqual([0, '', 0]);
    const ranking = contract.parse(JSON.parse(out));
    expect(ranking.matches.map(({ rank }) => rank)).toEqual(ranking.matches.map((_, at) => at + 1));
    expect(ranking.matches.length).toBe(ranking.playlist.read);
    expect(ranking.notices.join(' ')).toContain('by hand');
  });

  it('prints a table that fits 80 columns, cut to --top', async () => {
    const { code, out } = await run(['match', photo, demoPlaylist, '--top', '6']);
    expect(code).toBe(0);
    const lines = stripVTControlCharacters(out)
      .split('\n')
      .filter((line) => !line.includes('https://'));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(80);
    expect(lines.filter((line) => /^ {1,2}\d+ {2}\S/.test(line))).toHaveLength(6);
    // Known by its colours alone, the photo has no place to be drawn.
    expect(out).not.toContain(' mood   ');
  });

  it('uses words from --lyrics before anybody is asked', async () => {
    mkdirSync(join(folder, 'words'), { recursive: true });
    const lament =
      'I weep alone in the cold dark night, my heart is broken and you are gone, nothing left but sorrow and tears\n';
    writeFileSync(
      join(folder, 'words', 'Some Band - Harbour.txt'),
      Array.from({ length: 5 }, (_, at) => `${lament} ${at}`).join(''),
    );
    const list = file('one.txt', 'Some Band - Harbour\nOther Band - Table\n');
    const { out } = await run(['match', photo, list, '--lyrics', join(folder, 'words'), '--json']);
    const { matches } = contract.parse(JSON.parse(out));
    const bases = Object.fromEntries(matches.map(({ song, basis }) => [song.title, basis]));
    expect(bases).toEqual({ Harbour: 'lyrics', Table: 'title' });
  });

  it('shows with --explain what each feature added, and that it adds up', async () => {
    const { code, out } = await run(['match', photo, demoPlaylist, '--top', '1', '--explain', '2']);
    expect(code).toBe(0);
    const text = stripVTControlCharacters(out);
    expect(text).toContain('How number 2 got its place');
    const added = [...text.matchAll(/×\s*-?[\d.]+ =\s*(-?[\d.]+)/g)].map(([, value]) => Number(value));
    const together = Number(/together\s+([\d.]+)/.exec(text)?.[1]);
    // The photo has no words to compare.
    expect(added.length).toBeGreaterThanOrEqual(2);
    expect(added.reduce((sum, value) => sum + value, 0)).toBeCloseTo(together, 1);
  });

  it('asks what is in a photo that it knows by colours, where somebody is there to answer', async () => {
    const questions: string[] = [];
    const answering = (answer: string) => async (question: string) => {
      questions.push(question);
      return answer;
    };
    const match = (answer: string, ...more: string[]) =>
      run(['match', photo, demoPlaylist, '--top', '3', ...more], {}, answering(answer));
    const party = await match('a wild party with friends, everybody is dancing');
    expect(questions).toHaveLength(1);
    expect(questions[0]).toMatch(/light and colours: A .+\nWhat is in the photo\?/s);
    expect(stripVTControlCharacters(party.out)).toMatch(/I see +A wild party with friends/);
    expect(party.out).toContain(' mood   ');
    expect(party.out).not.toContain('models fetch');
    // An empty answer changes nothing, and with --json nobody is asked.
    const plain = await run(['match', photo, demoPlaylist, '--top', '3']);
    expect((await match('  ')).out).toBe(plain.out);
    expect(plain.out).toContain('npx scenescore models fetch');
    const { scene } = JSON.parse((await match('a party', '--json')).out);
    expect(scene).toMatchObject({ readFrom: 'colours' });
    expect(questions).toHaveLength(2);
  });

  it('speaks of one song as one', async () => {
    const reading = { summary: 'Glad.', valence: 0.6, energy: 0.4, moods: ['joyful'], themes: [] };
    const track = [{ title: 'A', creator: 'B', extension: { scenescore: [{ reading }] } }];
    const list = file('one.jspf', JSON.stringify({ playlist: { title: 'One', track } }));
    const { out } = await run(['match', photo, list]);
    expect(out).toContain('One (1 song)');
    expect(out).toContain('The reading of this song was written by hand');
  });

  it('steers by --feeling', async () => {
    const feel = async (words: string) =>
      contract.parse(
        JSON.parse((await run(['match', photo, demoPlaylist, '--json', '--feeling', words])).out),
      );
    const [gay, grave] = [
      await feel('joyful, dancing, a wild party'),
      await feel('grief, mourning, lonely sorrow'),
    ];
    expect(gay.scene.reading.valence).toBeGreaterThan(grave.scene.reading.valence + 0.5);
    expect(gay.matches[0]?.song.title).not.toBe(grave.matches[0]?.song.title);
  });
});

describe('mistakes are one sentence and exit code 2', () => {
  const big = square('#fff', 8000, 8000);
  const cases: [string, () => Promise<string[]> | string[], RegExp][] = [
    ['no such photo', () => ['match', join(folder, 'no.png'), demoPlaylist], /no photo at/],
    ['a folder as photo', () => ['match', folder, demoPlaylist], /not a file/],
    ['not an image', () => ['match', file('a.jpg', 'just words'), demoPlaylist], /isn't a photo/],
    [
      'a corrupt image',
      () => [
        'match',
        file('b.jpg', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(500, 7)])),
        demoPlaylist,
      ],
      /damaged/,
    ],
    [
      'an image of too many bytes',
      () => ['match', file('c.png', Buffer.alloc(26 * 1024 * 1024)), demoPlaylist],
      /up to 25 MB/,
    ],
    [
      'an image of too many pixels',
      async () => ['match', file('d.png', await rasterise(Buffer.from(big))), demoPlaylist],
      /megapixels/,
    ],
    ['no such playlist', () => ['match', photo, join(folder, 'no.csv')], /no playlist at/],
    ['an unknown format', () => ['match', photo, file('e.csv', Buffer.from([0, 1, 2, 3, 250, 251]))], /./],
    ['an empty playlist', () => ['songs', file('f.csv', 'Track name,Artist name\n')], /./],
    [
      'an unknown host',
      () => ['songs', 'https://example.com/list'],
      /can.t read playlists from example\.com/,
    ],
    ['a bad option', () => ['match', photo, demoPlaylist, '--top', 'many'], /whole number/],
    [
      'a rank that is not there',
      () => ['match', photo, demoPlaylist, '--explain', '99'],
      /none is number 99/,
    ],
    ['no such command', () => ['frobnicate'], /unknown command/],
    ['no such lyrics folder', () => ['match', photo, demoPlaylist, '--lyrics', join(folder, 'nowhere')], /./],
    ['no kit', () => ['evaluate', folder], /scenes\.json/],
  ];
  it.each(cases)('%s', async (_, args, sentence) => {
    const { code, out, err } = await run(await args());
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(sentence);
    expect(err).not.toMatch(/ {4}at |Error:/);
  });

  it('a setting that makes no sense', async () => {
    const { code, err } = await run(['doctor'], { CAPTIONER: 'psychic' });
    expect(code).toBe(2);
    expect(err).toContain('CAPTIONER');
  });
});

it('answers --help with 0', async () => {
  const { code, out } = await run(['match', '--help']);
  expect(code).toBe(0);
  expect(out).toContain('--feeling');
});

it('takes a playlist from standard input, or pasted', async () => {
  const songs = async (args: string[], piped?: string): Promise<unknown> =>
    JSON.parse((await run(['songs', '--json', ...args], {}, undefined, piped)).out).songs;
  const found = [
    { title: 'Harbour', artists: ['Some Band'] },
    { title: 'Lantern Row', artists: ['The Tidewaters'] },
  ];
  const list = 'Some Band - Harbour\nThe Tidewaters - Lantern Row';
  expect(await songs(['-'], list)).toMatchObject(found);
  expect(await songs(['-'], 'Title,Artist\nHarbour,Some Band\nLantern Row,The Tidewaters\n')).toMatchObject(
    found,
  );
  expect(await songs([list])).toMatchObject(found);
  expect((await run(['songs', '-'], {}, undefined, '')).code).toBe(2);
});

it('tells its version', async () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  expect(await run(['--version'])).toMatchObject({ code: 0, out: `${version}\n` });
});

it('tells with doctor whose token it is, and ends with 1 when Discord refuses it', async () => {
  const nobody = await startLoopback(() => ({ json: [] }));
  const discord = await startLoopback(({ headers }) =>
    headers.authorization === 'Bot good'
      ? { json: { username: 'Lantern' } }
      : { status: 401, json: { message: '401: Unauthorized', code: 0 } },
  );
  const doctor = (DISCORD_TOKEN: string) =>
    run(['doctor', '--json'], {
      DISCORD_TOKEN,
      DISCORD_API_URL: discord.url,
      LRCLIB_URL: nobody.url,
      DEEZER_API_URL: nobody.url,
    });
  const good = await doctor('good');
  expect(good.code).toBe(0);
  expect(good.out).toContain('the token is that of Lantern');
  const bad = await doctor('secret-token');
  expect(bad.code).toBe(1);
  expect(bad.out).toContain('Discord does not accept DISCORD_TOKEN');
  expect(bad.out).not.toContain('secret-token');
});

it('says with songs what was found and what was skipped', async () => {
  const list = file('g.csv', 'Track name,Artist name\nHarbour,Some Band\n,\nHarbour,Some Band\n');
  const { code, out } = await run(['songs', list, '--json']);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    source: 'file',
    read: 1,
    songs: [{ title: 'Harbour', artists: ['Some Band'] }],
  });
});

it('tells with doctor what is on, what is off and what fails', async () => {
  const lrclib = await startLoopback(() => ({ json: [] }));
  const deezer = await startLoopback(() => ({ status: 503, body: 'no' }));
  const { code, out } = await run(['doctor', '--json'], {
    LRCLIB_URL: lrclib.url,
    FACTS: 'off',
    DEEZER_API_URL: deezer.url,
  });
  expect(code).toBe(0);
  const { findings } = z
    .object({ findings: z.array(z.object({ name: z.string(), state: z.string(), detail: z.string() })) })
    .parse(JSON.parse(out));
  const states = Object.fromEntries(findings.map(({ name, state }) => [name, state]));
  expect(states).toMatchObject({ Database: 'on', Gemini: 'off', LRCLIB: 'on', Deezer: 'failing' });
  expect(states).toMatchObject({ 'Genre and tempo': 'off' });
  expect(states).not.toHaveProperty('Queue');
  expect(states).toMatchObject({ blip: 'off' });
  const blip = findings.find(({ name }) => name === 'blip');
  expect(blip?.detail).toMatch(/only by their light and colours.*npx scenescore models fetch$/);
});

it('tells with doctor that Gemini is there and its stand-in is not', async () => {
  const gone = { status: 404, json: { error: { code: 404, status: 'NOT_FOUND', message: 'no such model' } } };
  const google = await startLoopback(({ url }) =>
    url.pathname.includes('gemma') ? gone : { json: { name: 'models/gemini-one' } },
  );
  const env = { GEMINI_API_KEY: 'k', GEMINI_API_URL: google.url, GEMMA_MODEL: 'gemma-9' };
  const { findings } = JSON.parse((await run(['doctor', '--json'], env)).out);
  expect(findings).toContainEqual({
    name: 'Gemini',
    state: 'on',
    detail: 'answers, models/gemini-one is there',
  });
  expect(findings).toContainEqual({ name: 'Gemma', state: 'failing', detail: 'answered 404' });
});

it.each([
  ['redis://127.0.0.1:9', 'redis://127.0.0.1:9'],
  ['postgres://127.0.0.1:9/none', 'redis://127.0.0.1:9'],
  [`sqlite://${process.execPath}/none.sqlite`, 'redis://127.0.0.1:9'],
])('tells with doctor that %s and the queue cannot be used', async (STORE_URL, QUEUE_URL) => {
  const nobody = await startLoopback(() => ({ status: 503, body: 'no' }));
  const env = { STORE_URL, QUEUE_URL, LRCLIB_URL: nobody.url, FACTS: 'off', DEEZER_API_URL: nobody.url };
  const { code, out } = await run(['doctor', '--json'], env);
  expect(code).toBe(1);
  const states = z
    .object({ findings: z.array(z.object({ name: z.string(), state: z.string(), detail: z.string() })) })
    .parse(JSON.parse(out))
    .findings.filter(({ name }) => name === 'Database' || name === 'Queue');
  // Without SECRET_KEY the queue is named once more: what is in it could be read.
  expect(states.map(({ state }) => state)).toEqual(['off', 'failing', 'failing']);
  for (const { detail } of states) expect(detail).not.toMatch(/ECONN|Error|127\.0\.0\.1/);
});

it('tells with doctor that captions are switched off', async () => {
  const nobody = await startLoopback(() => ({ json: [] }));
  const env = { CAPTIONER: 'none', LRCLIB_URL: nobody.url, FACTS: 'off', DEEZER_API_URL: nobody.url };
  const { findings } = JSON.parse((await run(['doctor', '--json'], env)).out);
  expect(findings).toContainEqual({
    name: 'Captions',
    state: 'off',
    detail: 'CAPTIONER is none, so photos are known only by their light and colours',
  });
});

it('lists the models that are wanted', async () => {
  const { out } = await run(['models', '--json'], { EMBEDDER: 'builtin' });
  expect(JSON.parse(out)).toMatchObject({ models: [{ id: 'blip', isPresent: false }, { id: 'clip' }] });
});

it('says in a sentence that its settings cannot be read', async () => {
  const place = join(folder, 'unreadable');
  mkdirSync(join(place, '.env'), { recursive: true });
  const args = ['--import', import.meta.resolve('tsx'), join(root, 'src/cli.ts'), 'models'];
  await expect(promisify(execFile)(process.execPath, args, { cwd: place })).rejects.toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringMatching(/^I cannot read the settings in .*\n$/),
  });
});

it('runs as a program, and minds no reader that leaves early', async () => {
  const entry = join(root, 'src/cli.ts');
  const env = { ...process.env, MODELS_OFFLINE: '1', DATA_DIR: join(folder, 'data') };
  const command = `"${process.execPath}" --import tsx "${entry}" songs "${demoPlaylist}" | head -1; exit \${PIPESTATUS[0]}`;
  await expect(promisify(execFile)('bash', ['-c', command], { cwd: root, env })).resolves.toMatchObject({
    stderr: '',
  });
});

/** A folder of music as playlist: its tags, what was heard, and what that changes in the ranking. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, expect, it } from 'vitest';
import { z } from 'zod';
import { readMusicFolder } from '../../src/cli/music-folder.ts';
import { runCli } from '../../src/cli/program.ts';
import { rasterise } from '../../src/photos/sharp.ts';
import { tenSounds } from '../hearing/sounds.ts';

const root = mkdtempSync(join(tmpdir(), 'scenescore-music-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function makeFolder(name: string, files: Record<string, string | Uint8Array>): string {
  for (const [file, content] of Object.entries(files)) {
    const path = join(root, name, file);
    mkdirSync(resolve(path, '..'), { recursive: true });
    writeFileSync(path, content);
  }
  return join(root, name);
}

/** A text frame of ID3v2.3 in Latin-1. */
function frame(id: string, text: string): Buffer {
  const header = Buffer.alloc(10);
  header.write(id, 0);
  header.writeUInt32BE(text.length + 1, 4);
  return Buffer.concat([header, Buffer.from([0]), Buffer.from(text, 'latin1')]);
}

function withTags(mp3: Buffer, tags: Record<string, string>): Buffer {
  const frames = Buffer.concat(Object.entries(tags).map(([id, text]) => frame(id, text)));
  const size = [21, 14, 7, 0].map((shift) => (frames.length >> shift) & 127);
  return Buffer.concat([Buffer.from([0x49, 0x44, 0x33, 3, 0, 0, ...size]), frames, mp3]);
}

const tone = readFileSync(resolve(import.meta.dirname, '../hearing/fixtures/tone.mp3'));
const sounds = tenSounds();

/** Runs the terminal program without a network; gives what it printed and what it complained of. */
async function runHere(...args: string[]) {
  const printed: string[] = [];
  const complained: string[] = [];
  const code = await runCli(args, {
    env: {
      CAPTIONER: 'none',
      EMBEDDER: 'builtin',
      MODELS_OFFLINE: '1',
      DATA_DIR: join(root, 'data'),
      PRIVACY_LOCAL: '1',
    },
    print: (text) => printed.push(text),
    complain: (text) => complained.push(text),
    columns: 80,
    // Only what a progress line uses of a terminal stream.
    progressStream: Object.assign(new PassThrough(), { isTTY: false }) as unknown as NodeJS.WriteStream,
  });
  return { code, printed: printed.join(''), complained: complained.join('') };
}

it('is not heard for a photo that is none', async () => {
  const folder = makeFolder('unheard', { 'tone.wav': sounds.major ?? '' });
  const { code, complained } = await runHere('match', join(folder, 'tone.wav'), folder);
  expect(code).toBe(2);
  expect(complained).toMatch(/photo/);
  expect(complained).not.toContain('Listening');
});

it('knows the artist and the album of an untagged file by its folders', async () => {
  const folder = makeFolder('laid out', { 'The Synths/Evenings/03 Dawn.wav': sounds.major ?? '' });
  const { songs } = await readMusicFolder(folder);
  expect(songs).toMatchObject([{ title: 'Dawn', artists: ['The Synths'], album: 'Evenings' }]);
});

it('takes names from tags, else from the file’s name, and leaves out what is no sound', async () => {
  const tags = {
    TIT2: 'Dusk',
    TPE1: 'The Synths',
    TALB: 'Evenings',
    TYER: '2003',
    TCON: 'Ambient',
    TSRC: 'USRC17607839',
  };
  const folder = makeFolder('tags', {
    'a.mp3': withTags(tone, tags),
    'disc 2/03 - The Synths - Dawn.wav': sounds.major ?? '',
    'broken.mp3': 'no sound at all',
    'cover.jpg': 'a picture',
    'notes.txt': 'some words',
  });
  writeFileSync(join(root, 'elsewhere.mp3'), tone);
  symlinkSync(join(root, 'elsewhere.mp3'), join(folder, 'link.mp3'));
  const counts: number[] = [];
  const playlist = await readMusicFolder(folder, { onStart: (files) => counts.push(files) });
  expect(counts).toEqual([3]);
  expect(playlist).toMatchObject({
    title: 'tags',
    source: 'file',
    total: 3,
    songs: [
      {
        title: 'Dusk',
        artists: ['The Synths'],
        album: 'Evenings',
        year: 2003,
        genres: ['Ambient'],
        isrc: 'USRC17607839',
        durationMs: expect.closeTo(4180, -3),
        heard: { energy: expect.any(Number) },
      },
      { title: 'Dawn', artists: ['The Synths'], heard: { valence: expect.any(Number) } },
    ],
    skipped: [{ title: 'broken.mp3', reason: 'not a sound file that I can read' }],
  });
});

it('says so where there is no music', async () => {
  const folder = makeFolder('empty', { 'notes.txt': 'some words' });
  await expect(readMusicFolder(folder)).rejects.toMatchObject({ name: 'UserError', code: 'empty-playlist' });
});

const answerSchema = z.object({
  matches: z.array(
    z.object({
      song: z.object({ title: z.string() }),
      certainty: z.number(),
      evidence: z.array(z.string()),
      reason: z.string(),
    }),
  ),
});

it('ranks ten sounds for a quiet photo by what was heard, and says that it was', async () => {
  // Names that say nothing.
  const names = new Map(Object.keys(sounds).map((name, at) => [`Qx${at + 10}`, name]));
  const folder = makeFolder(
    'ten',
    Object.fromEntries([...names].map(([title, name]) => [`${title}.wav`, sounds[name] ?? ''])),
  );
  const grey =
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="40" height="30" fill="#303a50"/></svg>';
  const photo = join(root, 'photo.png');
  writeFileSync(photo, await rasterise(Buffer.from(grey)));
  const { code, printed, complained } = await runHere(
    ...['match', photo, folder, '--json', '--feeling', 'so sad, slow and quiet'],
  );
  expect(complained).toContain('Listening to 10 files');
  expect(code).toBe(0);
  const { matches } = answerSchema.parse(JSON.parse(printed));
  const rankOf = (name: string) => matches.findIndex(({ song }) => names.get(song.title) === name);
  expect(rankOf('slow and quiet')).toBe(0);
  expect(rankOf('slow and quiet')).toBeLessThan(rankOf('fast and loud'));
  expect(rankOf('minor')).toBeLessThan(rankOf('noise'));
  expect(matches[0]).toMatchObject({ evidence: ['heard'], reason: expect.stringContaining('heard in half') });
  expect(matches[0]?.certainty).toBeGreaterThan(0.2);
  expect(matches[rankOf('silence')]?.evidence).not.toContain('heard');
  // Ten sounds are decoded, on a machine that may be busy.
}, 120_000);

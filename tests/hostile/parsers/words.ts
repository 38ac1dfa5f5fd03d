/** Free words: feelings and wishes, lyrics and their files, and what is read into them by the lexicon. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { escaped, safeLink } from '../../../src/discord/reply/escape.ts';
import { cleanProse } from '../../../src/model/clean-text.ts';
import { type SceneReading, sceneReadingSchema, songReadingSchema } from '../../../src/model/reading.ts';
import { youtubeSearchLink } from '../../../src/pipeline/explain/shortlist.ts';
import { lyricsExcerpt, songsData } from '../../../src/readers/gemini/prompt-data.ts';
import { createLexiconEmbedder, createLexiconReader } from '../../../src/readers/lexicon/reader.ts';
import { createWishReader } from '../../../src/readers/wish/wish.ts';
import { createLyricsFolder } from '../../../src/services/lyrics/lyrics-folder.ts';
import { asLyrics } from '../../../src/services/lyrics/lyrics-text.ts';
import { ranking } from '../../support/rankings.ts';
import { sure } from '../../support/readings.ts';
import { aSong } from '../../support/songs.ts';
import { must, ofBytes, ofText, type Parser } from '../parser.ts';

const lexicon = createLexiconReader();
const embedder = createLexiconEmbedder();
const readWish = createWishReader();
const scene: SceneReading = {
  summary: 'Quiet.',
  valence: 0.2,
  energy: -0.5,
  moods: ['peaceful'],
  themes: ['lake', 'people'],
  by: 'lexicon',
  ...sure,
};
const { palette } = ranking().scene;

const lrc =
  '[ar:Band]\n[00:01.00]We walk <00:02.00>along the river\n[00:05.1] [00:09]Home again\n\n\n\n(Instrumental)\n';

/** Files are written for each case: the folder's name is a number that counts up. */
let folders = 0;

/** A name as a file system takes it. */
const asFileName = (text: string): string =>
  text
    .replace(/[\0/]/g, '_')
    .slice(0, 60)
    .replace(/[\ud800-\udfff]/g, '_') || 'x';

async function readFolder(name: string, bytes: Uint8Array): Promise<void> {
  const dir = join(mkdtempSync(join(tmpdir(), 'scenescore-fuzz-')), String(folders++));
  try {
    mkdirSync(dir);
    writeFileSync(join(dir, `${asFileName(name)}.txt`), bytes);
    const source = await createLyricsFolder({ dir });
    const [artist = '', title = ''] = name.split(' - ');
    const found = await source.find(aSong({ title: title || 'x', artists: [artist || 'y'] }));
    if (found.kind === 'words') must(found.text.length <= 20_000, 'words, not too many');
  } finally {
    rmSync(join(dir, '..'), { recursive: true, force: true });
  }
}

export const wordParsers: readonly Parser[] = [
  ofText(
    'wishes',
    {
      texts: [
        'less busy, no love songs; the lake, not the people!',
        'weniger traurig, mehr Hoffnung',
        'もっと静かに、悲しくない',
        'not sad but hopeful',
      ],
    },
    (text) => {
      const wish = readWish(scene, text);
      must(sceneReadingSchema.safeParse(wish.reading).success, 'a reading of its shape');
      must(wish.coverage >= 0 && wish.coverage <= 1, 'a share');
      must(wish.understood.text.length < 1_000, 'a sentence or two');
    },
  ),
  ofText(
    'captions and feelings',
    { texts: ['a man sits alone on a bench in the rain', 'not happy, but hopeful'], dear: 2 },
    async (text) => {
      const read = await lexicon.readScene({ caption: text, palette, feeling: text }, {});
      must(sceneReadingSchema.safeParse(read).success, 'a reading of its shape');
      const [vector] = await embedder.embed([text], {});
      must(vector?.every(Number.isFinite) === true, 'a vector of numbers');
    },
  ),
  ofText(
    'lyrics and titles by the lexicon',
    { texts: [lrc, '[Verse 1]\nWe walk, we do not cry\n[Chorus: All] (x2)\nsooo happy'], dear: 2 },
    async (text) => {
      const song = aSong({
        title: text.slice(0, 300),
        artists: [text.slice(0, 200)],
        album: text.slice(0, 300),
        genres: [text.slice(0, 60)],
      });
      const texts = [{ song, lyrics: { kind: 'words' as const, text } }];
      const { readings } = await lexicon.readSongs(texts, {});
      must(
        readings.length === 1 && songReadingSchema.safeParse(readings[0]).success,
        'a reading of its shape',
      );
      must(lyricsExcerpt(text).length <= 2_400, 'a short excerpt');
      must(
        !/[<>]/.test(songsData(texts, true).slice('<<<DATA'.length, -'DATA>>>'.length)),
        'data without marks',
      );
    },
  ),
  ofText('lyrics and LRC text', { texts: [lrc] }, (text) => {
    const lyrics = asLyrics(text);
    if (lyrics.kind === 'words')
      must(lyrics.text.trim() !== '' && lyrics.text.length <= 20_000, 'words, not too many');
  }),
  ofText(
    'names of lyrics files',
    { texts: ['Band - One', 'AC/DC - Song (Live)', '../../etc/passwd - x'], dear: 10, maxBytes: 4_096 },
    (text) => readFolder(text, new Uint8Array([65])),
  ),
  ofBytes('lyrics files', { texts: [lrc], dear: 10 }, (bytes) => readFolder('Band - One', bytes)),
  ofText(
    'what replies show',
    { texts: ['**bold** [a](https://evil.example) <@1> @everyone'], maxBytes: 20_000 },
    (text) => {
      for (const shown of [escaped(text, 100), cleanProse(text, 100)]) must(shown.length <= 210, 'short');
      must(!/<@|<#|\]\(/.test(escaped(text, 100)), 'no mention and no link');
      must(!/https?:\/\/|<@/.test(cleanProse(text, 300)), 'prose without links');
      const link = safeLink(text);
      must(link === null || /^https?:\/\/[^\s()<>|*`\\]+$/.test(link), 'a link that ends where it ends');
      must(URL.canParse(youtubeSearchLink(aSong({ title: text }))), 'an address');
    },
  ),
];

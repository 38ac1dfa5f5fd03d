/** A kit as the ranker sees it, in one of several states of knowledge. */
import { join } from 'node:path';
import type { Palette } from '../../model/photo.ts';
import type { Reading, SceneReading, SongReading } from '../../model/reading.ts';
import type { Scene } from '../../model/scene.ts';
import type { Song } from '../../model/song.ts';
import { assess, combine } from '../../pipeline/evidence/evidence.ts';
import { reliability } from '../../pipeline/evidence/reliability.ts';
import type { Embedder } from '../../pipeline/ports.ts';
import { type BankVectors, bankInSpace, bankTexts, type SceneBank } from '../../pipeline/ranking/bank.ts';
import { embeddingText, sceneEmbeddingText } from '../../pipeline/ranking/embed.ts';
import type { RankScene, RankSong } from '../../pipeline/ranking/rank.ts';
import type { WordReader } from '../../readers/lexicon/read-words.ts';
import {
  captionEvidence,
  coloursEvidence,
  readSong,
  sentenceEvidence,
} from '../../readers/lexicon/readings.ts';
import type { Kit, KitScene, KitSong } from './kit.ts';

/** What is known of the photos: light and colour, the caption, the filled form; `photo`: all that this program sees. */
export const SCENES = ['light', 'caption', 'reading', 'photo'] as const;
/** What is known of the songs; `playlist`: artist and title, read as this program reads a playlist. */
export const SONGS = ['title', 'facts', 'summary', 'reading', 'playlist'] as const;
export type Known = { scenes: (typeof SCENES)[number]; songs: (typeof SONGS)[number] };

/** What a kit's texts and files are read with. */
export type KitReaders = {
  words: WordReader;
  /** An image file → its light and colour. Needed for `light` where the kit has no light.json. */
  readPalette?: ((path: string) => Promise<Palette>) | undefined;
  /** An image file → its scene. Needed for `photo`. */
  describePhoto?: ((path: string) => Promise<Scene>) | undefined;
  /** Songs as a playlist names them → their forms, null where nothing could be read. Needed for `playlist`. */
  readSongs?: ((songs: Song[]) => Promise<(SongReading | null)[]>) | undefined;
};

export type KitView = {
  scenes: RankScene[];
  songs: RankSong[];
  bankVectors: BankVectors;
  /** Vectors of the bare caption and summary: what plain cosine compares. */
  captions: Float32Array[];
  summaries: Float32Array[];
};

function asSong({ title, artist, album, year, genres }: KitSong): Song {
  const unknown = { durationMs: null, isrc: null, url: null, cover: null, audio: null, reading: null };
  return { title, artists: [artist], album: album ?? null, year: year ?? null, genres, ...unknown };
}

/** A photo has a place even if nothing says where. */
const placed = <T extends Reading>({ valence, energy, ...reading }: T) => ({
  ...reading,
  valence: valence ?? 0,
  energy: energy ?? 0,
});

function given<T>(reader: T | undefined): T {
  if (reader === undefined) throw new Error('no reader for the files of a kit was given');
  return reader;
}

async function sceneOf(
  { id, caption, reading, file }: KitScene,
  known: Known['scenes'],
  { dir, light }: Kit,
  readers: KitReaders,
): Promise<{ scene: Omit<RankScene, 'vector'>; text: string | null }> {
  const path = join(dir, file);
  if (known === 'photo') {
    const scene = await given(readers.describePhoto)(path);
    return { scene, text: scene.captionedBy === 'colours' ? null : sceneEmbeddingText(scene) };
  }
  if (known === 'light') {
    const palette = light?.[id] ?? (await given(readers.readPalette)(path));
    const read = { ...combine([coloursEvidence(palette)]), moods: [], summary: '', by: 'lexicon' as const };
    return { scene: { reading: placed(read), palette, moods: null }, text: null };
  }
  const read: SceneReading =
    known === 'reading'
      ? { ...placed(assess(reading, 'caption', reliability.captionByModel)), by: 'hand' }
      : { ...placed({ ...combine([captionEvidence(caption, readers.words)]), summary: '' }), by: 'lexicon' };
  return {
    scene: { reading: read, palette: null, moods: null },
    text: sceneEmbeddingText({ caption, reading: read }),
  };
}

function songReading(song: KitSong, known: Known['songs'], words: WordReader): SongReading {
  const { vibe } = song;
  if (known === 'reading')
    return { ...assess(vibe, 'given', reliability.given), basis: 'metadata', by: 'hand' };
  if (known === 'summary') {
    const read = combine([sentenceEvidence(vibe.summary, words)]);
    return { ...read, summary: vibe.summary, basis: 'metadata', by: 'lexicon' };
  }
  const all = asSong(song);
  const named = known === 'title' ? { ...all, album: null, year: null, genres: [] } : all;
  return readSong({ song: named, lyrics: { kind: 'none' } }, words).reading;
}

async function songReadings(kit: Kit, known: Known['songs'], readers: KitReaders): Promise<SongReading[]> {
  const titles = () => kit.songs.map((song) => songReading(song, 'title', readers.words));
  if (known !== 'playlist') return kit.songs.map((song) => songReading(song, known, readers.words));
  const read = await given(readers.readSongs)(kit.songs.map(asSong));
  return titles().map((unread, at) => read[at] ?? unread);
}

/** Reads and embeds a kit, all of it in the embedder's one space. */
export async function viewKit(
  kit: Kit,
  known: Known,
  readers: KitReaders,
  embedder: Embedder,
  bank: SceneBank,
): Promise<KitView> {
  const scenes: Awaited<ReturnType<typeof sceneOf>>[] = [];
  for (const scene of kit.scenes) scenes.push(await sceneOf(scene, known.scenes, kit, readers));
  const readings = await songReadings(kit, known.songs, readers);
  const sceneVectors = await embedder.embed(scenes.map(({ text }) => text ?? ''));
  const songVectors = await embedder.embed(readings.map(embeddingText));
  return {
    scenes: scenes.map(({ scene, text }, at) => ({
      ...scene,
      vector: text === null ? null : (sceneVectors[at] ?? null),
    })),
    songs: kit.songs.flatMap((song, at) => {
      const reading = readings[at];
      return reading === undefined ? [] : { song: asSong(song), reading, vector: songVectors[at] ?? null };
    }),
    bankVectors: bankInSpace(await embedder.embed(bankTexts(bank))),
    captions: await embedder.embed(kit.scenes.map(({ caption }) => caption)),
    summaries: await embedder.embed(kit.songs.map(({ vibe }) => vibe.summary)),
  };
}

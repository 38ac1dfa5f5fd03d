/** A kit as the ranker sees it: by its filled forms, its texts alone, or its photos. */
import { join } from 'node:path';
import type { Reading, SongReading } from '../../model/reading.ts';
import type { Scene } from '../../model/scene.ts';
import type { Song } from '../../model/song.ts';
import type { Embedder } from '../../pipeline/ports.ts';
import { type BankVectors, bankInSpace, bankTexts, type SceneBank } from '../../pipeline/ranking/bank.ts';
import { embeddingText, sceneEmbeddingText } from '../../pipeline/ranking/embed.ts';
import type { RankScene, RankSong } from '../../pipeline/ranking/rank.ts';
import type { WordReader } from '../../readers/lexicon/read-words.ts';
import type { Kit, KitSong } from './kit.ts';

export type Inputs = 'readings' | 'texts' | 'photos';

/** Readers for what the kit's forms leave out. */
export type KitReaders = {
  /** A caption or a song's summary → its form, from its words alone. */
  readText: (text: string, side: 'scene' | 'song') => Promise<Reading>;
  /** An image file → its scene. Needed for photos only. */
  describePhoto?: ((path: string) => Promise<Scene>) | undefined;
  /** Songs as a playlist names them → their forms, null where nothing could be read. Needed for photos only. */
  readSongs?: ((songs: Song[]) => Promise<(SongReading | null)[]>) | undefined;
};

/** The built-in reader over bare texts: a caption, or a song's summary. */
export function readTextWith(words: WordReader): KitReaders['readText'] {
  return (text, side) => {
    const { valence, energy, moods, themes } = words.read(text, side === 'scene' ? 'caption' : 'summary');
    return Promise.resolve({ summary: text, valence, energy, moods, themes });
  };
}

export type KitView = {
  scenes: RankScene[];
  songs: RankSong[];
  bankVectors: BankVectors;
  /** Vectors of the bare caption and summary: what plain cosine compares. */
  captions: Float32Array[];
  summaries: Float32Array[];
};

type Half = { caption: string; scene: RankScene };
type SongHalf = { summary: string; reading: SongReading };

export function asSong(song: KitSong): Song {
  return {
    title: song.title,
    artists: [song.artist],
    album: song.album ?? null,
    year: song.year ?? null,
    durationMs: null,
    isrc: null,
    url: null,
    genres: song.genres,
    cover: null,
    audio: null,
    reading: null,
  };
}

function aScene(reading: Reading, by: 'hand' | 'lexicon'): RankScene {
  const { valence, energy } = reading;
  return {
    reading: { ...reading, valence: valence ?? 0, energy: energy ?? 0, by },
    palette: null,
    moods: null,
    vector: null,
  };
}

const unread: SongReading = {
  summary: '',
  valence: null,
  energy: null,
  moods: [],
  themes: [],
  basis: 'title',
  by: 'lexicon',
};

async function scenesOf(kit: Kit, inputs: Inputs, readers: KitReaders): Promise<Half[]> {
  const scenes: Half[] = [];
  for (const { caption, reading, file } of kit.scenes) {
    if (inputs === 'readings') scenes.push({ caption, scene: aScene(reading, 'hand') });
    else if (inputs === 'texts') {
      const read = await readers.readText(caption, 'scene');
      scenes.push({ caption, scene: aScene({ ...read, summary: '' }, 'lexicon') });
    } else {
      if (readers.describePhoto === undefined) throw new Error('no reader for photos was given');
      const scene = await readers.describePhoto(join(kit.dir, file));
      scenes.push({ caption: scene.caption, scene: { ...scene, vector: null } });
    }
  }
  return scenes;
}

async function songsOf(kit: Kit, inputs: Inputs, readers: KitReaders): Promise<SongHalf[]> {
  if (inputs === 'photos') {
    if (readers.readSongs === undefined) throw new Error('no reader for songs was given');
    const readings = await readers.readSongs(kit.songs.map(asSong));
    return kit.songs.map((song, at) => {
      const reading = readings[at] ?? unread;
      return { summary: reading.summary || song.title, reading };
    });
  }
  return Promise.all(
    kit.songs.map(async ({ vibe }): Promise<SongHalf> => {
      if (inputs === 'readings') {
        return { summary: vibe.summary, reading: { ...vibe, basis: 'metadata', by: 'hand' } };
      }
      const read = await readers.readText(vibe.summary, 'song');
      return {
        summary: vibe.summary,
        reading: { ...read, summary: vibe.summary, basis: 'metadata', by: 'lexicon' },
      };
    }),
  );
}

/** Reads and embeds a kit, all of it in the embedder's one space. */
export async function viewKit(
  kit: Kit,
  inputs: Inputs,
  readers: KitReaders,
  embedder: Embedder,
  bank: SceneBank,
): Promise<KitView> {
  const scenes = await scenesOf(kit, inputs, readers);
  const songs = await songsOf(kit, inputs, readers);
  const sceneVectors = await embedder.embed(
    scenes.map(({ caption, scene }) => sceneEmbeddingText({ caption, reading: scene.reading })),
  );
  const songVectors = await embedder.embed(songs.map(({ reading }) => embeddingText(reading)));
  return {
    scenes: scenes.map(({ scene }, at) => ({ ...scene, vector: sceneVectors[at] ?? null })),
    songs: songs.map(({ reading }, at) => {
      const song = kit.songs[at];
      if (song === undefined) throw new Error('a song without a place in the kit');
      return { song: asSong(song), reading, vector: songVectors[at] ?? null };
    }),
    bankVectors: bankInSpace(await embedder.embed(bankTexts(bank))),
    captions: await embedder.embed(scenes.map(({ caption }) => caption)),
    summaries: await embedder.embed(songs.map(({ summary }) => summary)),
  };
}

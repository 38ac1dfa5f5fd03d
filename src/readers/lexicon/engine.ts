/** The work of the lexicon, done in this process or in another (see worker/). */
import type { SceneReading } from '../../model/reading.ts';
import type { SceneText, SongText } from '../../pipeline/ports.ts';
import { createWordReader, type WordReader } from './read-words.ts';
import { type ReadSong, readScene, readSong } from './readings.ts';
import { vectorOf } from './word-vectors.ts';

/** A call can't be interrupted: callers with much work split it into chunks. */
export interface LexiconEngine {
  /** Changes whenever the data does. */
  readonly version: string;
  readSongs(songs: readonly SongText[]): Promise<ReadSong[]>;
  readScene(scene: SceneText): Promise<SceneReading>;
  /** Unit vectors of `DIMENSIONS`. */
  vectors(texts: readonly string[]): Promise<Float32Array[]>;
}

/** Gives a reader that is loaded at the first call and shared from then on. */
export function lazyWordReader(): () => WordReader {
  let words: WordReader | null = null;
  return () => {
    words ??= createWordReader();
    return words;
  };
}

export function createLexiconEngine(words: () => WordReader = lazyWordReader()): LexiconEngine {
  return {
    get version() {
      return words().lexicon.version;
    },
    readSongs: async (songs) => songs.map((song) => readSong(song, words())),
    readScene: async (scene) => readScene(scene, words()),
    vectors: async (texts) => texts.map((text) => vectorOf(text, words())),
  };
}

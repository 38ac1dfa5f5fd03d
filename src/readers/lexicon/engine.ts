/** The work of the lexicon, done in this process or in another (see worker/). */
import type { SceneReading } from '../../model/reading.ts';
import type { SceneText, SongText } from '../../pipeline/ports.ts';
import { createWishReader } from '../wish/wish.ts';
import { lexiconVersion } from './lexicon.ts';
import { lazyWordReader } from './read-words.ts';
import { readScene, readSong } from './readings.ts';
import { vectorOf } from './word-vectors.ts';

/** A call can't be interrupted: callers with much work split it into chunks. */
export type LexiconEngine = ReturnType<typeof createLexiconEngine>;

/** Loads the lexicon at the first call. */
export function createLexiconEngine() {
  const words = lazyWordReader();
  const readWish = createWishReader(words);
  let version: string | null = null;
  return {
    /** Changes whenever the data does. */
    get version(): string {
      version ??= lexiconVersion();
      return version;
    },
    readSongs: async (songs: readonly SongText[]) => songs.map((song) => readSong(song, words())),
    readScene: async (scene: SceneText) => readScene(scene, words()),
    /** Unit vectors of `DIMENSIONS`. */
    vectors: async (texts: readonly string[]) => texts.map((text) => vectorOf(text, words())),
    /** Takes a person's words about a scene (wish/). */
    readWish: async (reading: SceneReading, text: string) => readWish(reading, text),
  };
}

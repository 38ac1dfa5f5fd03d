/** What the lexicon is asked for: here, in the thread that asks, or in another that does it (see reading/). */

import type { SceneReading } from '../../model/reading.ts';
import type { SceneText, SongText } from '../../pipeline/ports.ts';
import { createLexiconOpener, type LexiconOptions } from './open-lexicon.ts';
import { readSceneText } from './read-scene.ts';
import { type ReadSong, readSong } from './read-song.ts';
import { vectorOf } from './word-vectors.ts';

/** Each call is one piece of work that nothing interrupts: whoever has much asks in portions. */
export interface LexiconWork {
  /** Changes whenever the data does. */
  readonly version: string;
  readSongs(songs: readonly SongText[]): Promise<ReadSong[]>;
  readScene(scene: SceneText): Promise<SceneReading>;
  /** As `createLexiconEmbedder` describes them. */
  vectors(texts: readonly string[]): Promise<Float32Array[]>;
}

export type LexiconWorkOptions = LexiconOptions & {
  /** Somebody else who does it. */
  work?: LexiconWork | undefined;
};

/** Does it in this thread, unless somebody else does. The lexicon is loaded at the first use, unless given. */
export function createLexiconWork({ work, ...options }: LexiconWorkOptions = {}): LexiconWork {
  if (work !== undefined) return work;
  const open = createLexiconOpener(options);
  return {
    get version() {
      return open().lexicon.version;
    },
    async readSongs(songs) {
      const { words, lexicon } = open();
      return songs.map((song) => readSong(song, words, lexicon.isSpokenTheme));
    },
    readScene: async (scene) => readSceneText(scene, open().words),
    vectors: async (texts) => texts.map((text) => vectorOf(text, open().words)),
  };
}

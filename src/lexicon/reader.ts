/** The Reader that is always there: the affect lexicon over lyrics, titles, genres and captions. */
import type { Reader } from '../pipeline/ports.ts';
import type { Notice } from '../pipeline/types.ts';
import { createLexiconOpener, type LexiconOptions } from './open-lexicon.ts';
import { readSceneText } from './read-scene.ts';
import { type Obstacle, readSong } from './read-song.ts';

/** Raised when the way of reading changes; the data has its own hash. */
const METHOD = 1;

/** Songs read between two looks at the event loop. */
const SONGS_A_TURN = 50;

function noticesOf(obstacles: readonly Obstacle[]): Notice[] {
  const notices: Notice[] = [];
  const foreign = obstacles.filter((obstacle) => obstacle === 'foreign').length;
  const wordless = obstacles.filter((obstacle) => obstacle === 'instrumental').length;
  if (foreign > 0) {
    notices.push({
      code: 'songs-not-english',
      text:
        foreign === 1
          ? '1 song is not in English and was read from title and artist only.'
          : `${foreign} songs are not in English and were read from title and artist only.`,
    });
  }
  if (wordless > 0) {
    notices.push({
      code: 'songs-without-words',
      text:
        wordless === 1
          ? '1 song has no words and was read from its title, genre and year.'
          : `${wordless} songs have no words and were read from their titles, genres and years.`,
    });
  }
  return notices;
}

/** The lexicon is loaded at the first use, unless given. */
export function createLexiconReader(options: LexiconOptions = {}): Reader {
  const get = createLexiconOpener(options);
  return {
    id: 'lexicon',
    get version() {
      return `${METHOD}-${get().lexicon.version}`;
    },

    async readSongs(songs, { signal, onProgress } = {}) {
      const { lexicon, words } = get();
      const results = [];
      for (const [index, song] of songs.entries()) {
        if (index % SONGS_A_TURN === 0) {
          signal?.throwIfAborted();
          if (index > 0) await new Promise(setImmediate);
        }
        results.push(readSong(song, words, lexicon.isSpokenTheme));
        if ((index + 1) % SONGS_A_TURN === 0 || index + 1 === songs.length) {
          onProgress?.({ type: 'songs-read', done: index + 1, total: songs.length });
        }
      }
      return {
        readings: results.map(({ reading }) => reading),
        notices: noticesOf(results.map(({ obstacle }) => obstacle)),
      };
    },

    async readScene(scene, { signal } = {}) {
      signal?.throwIfAborted();
      return readSceneText(scene, get().words);
    },
  };
}

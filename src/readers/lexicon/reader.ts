/** The Reader that is always there: the affect lexicon over lyrics, titles, genres and captions. */

import type { Notice } from '../../model/notice.ts';
import type { Reader } from '../../pipeline/ports.ts';
import { createLexiconWork, type LexiconWorkOptions } from './lexicon-work.ts';
import type { Obstacle, ReadSong } from './read-song.ts';

/** Raised when the way of reading changes; the data has its own hash. */
const METHOD = 1;

/** Songs read between two looks at the event loop. */
const SONGS_A_TURN = 25;

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

/** Songs are read in portions, so that others get their turn. */
export function createLexiconReader(options: LexiconWorkOptions = {}): Reader {
  const work = createLexiconWork(options);
  return {
    id: 'lexicon',
    get version() {
      return `${METHOD}-${work.version}`;
    },

    async readSongs(songs, { signal, onProgress } = {}) {
      const results: ReadSong[] = [];
      for (let from = 0; from < songs.length; from += SONGS_A_TURN) {
        signal?.throwIfAborted();
        if (from > 0) await new Promise(setImmediate);
        results.push(...(await work.readSongs(songs.slice(from, from + SONGS_A_TURN))));
        onProgress?.({ type: 'songs-read', done: results.length, total: songs.length });
      }
      return {
        readings: results.map(({ reading }) => reading),
        notices: noticesOf(results.map(({ obstacle }) => obstacle)),
      };
    },

    async readScene(scene, { signal } = {}) {
      signal?.throwIfAborted();
      return work.readScene(scene);
    },
  };
}

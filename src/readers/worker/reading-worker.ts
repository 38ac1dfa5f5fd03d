/**
 * The lexicon and playlist files in processes of their own: loading the lexicon takes a fifth of a second and a large
 * file several, in which a bot would answer nobody. An idle process ends and gives its memory back.
 */
import { createWorker, WorkerError } from '../../concurrency/worker-process.ts';
import { UserError } from '../../errors.ts';
import { sentences } from '../../locales/sentences.ts';
import type { Playlist } from '../../model/playlist.ts';
import type { CallOptions } from '../../pipeline/ports.ts';
import { createLexiconEngine, type LexiconEngine } from '../lexicon/engine.ts';
import type { ReadingMethods } from './reading-worker-entry.ts';

export type ReadingWorker = LexiconEngine & {
  /** As `readPlaylistFile`. */
  readFile(bytes: Uint8Array, name: string, options?: CallOptions): Promise<Playlist>;
  close(): Promise<void>;
};

export type ReadingWorkerOptions = {
  /** The lexicon's process ends after so long without work. */
  idleMs: number;
  /** Called when a process failed and its work was done in this one instead. */
  onTrouble?: ((error: unknown) => void) | undefined;
};

/** Smaller files are read in no time and don't need a process of their own. */
const smallBytes = 64 * 1024;
/** A file is 10 MB at most, and its ten thousand songs far less. */
const place = {
  beside: import.meta.url,
  entry: 'reading-worker-entry',
  service: 'reading',
  maxHeapMb: 512,
  maxRssMb: 1024,
};

/** Starts nothing yet: each process starts with its first job. */
export function createReadingWorker({ idleMs, onTrouble }: ReadingWorkerOptions): ReadingWorker {
  // Time for one chunk of songs; the first loads the lexicon.
  const lexicon = createWorker<ReadingMethods>({ ...place, timeoutMs: 30_000, idleMs });
  // Large files wait for each other; no song waits for them. The largest takes a second or two, unless it was made to.
  const files = createWorker<ReadingMethods>({ ...place, timeoutMs: 15_000, idleMs: 10_000 });
  const local = createLexiconEngine();

  /** The lexicon is always available: if its process fails, the job is done here. */
  async function orHere<T>(there: Promise<T>, here: () => Promise<T>): Promise<T> {
    try {
      return await there;
    } catch (error) {
      if (!(error instanceof WorkerError)) throw error;
      onTrouble?.(error);
      return here();
    }
  }

  return {
    get version() {
      return local.version;
    },
    readSongs: (songs) => orHere(lexicon.call('readSongs', [songs]), () => local.readSongs(songs)),
    readScene: (scene) => orHere(lexicon.call('readScene', [scene]), () => local.readScene(scene)),
    vectors: (texts) => orHere(lexicon.call('vectors', [texts]), () => local.vectors(texts)),
    readWish: (reading, text) =>
      orHere(lexicon.call('readWish', [reading, text]), () => local.readWish(reading, text)),
    readFile: (bytes, name, { signal } = {}) =>
      (bytes.length <= smallBytes ? lexicon : files)
        .call('readFile', [bytes, name], { signal })
        .catch((cause: unknown) => {
          if (!(cause instanceof WorkerError)) throw cause;
          throw new UserError('broken-file', sentences.readers.unreadableFile, { cause });
        }),
    async close() {
      await Promise.all([lexicon.close(), files.close()]);
    },
  };
}

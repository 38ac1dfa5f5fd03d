/**
 * The lexicon and playlist files in processes of their own: loading the lexicon takes a fifth of a second and a large
 * file several, in which a bot would answer nobody. An idle process ends and gives its memory back.
 */
import type { z } from 'zod';
import { createWorkerQueue, WorkerError } from '../../concurrency/worker-process.ts';
import { UserError } from '../../errors.ts';
import { readerTexts } from '../../locales/en/readers.ts';
import type { Playlist } from '../../model/playlist.ts';
import type { CallOptions, ReadWish } from '../../pipeline/ports.ts';
import { createLexiconEngine, type LexiconEngine, lazyWordReader } from '../lexicon/engine.ts';
import { lexiconVersion } from '../lexicon/lexicon.ts';
import { createWishReader } from '../wish/wish.ts';
import { answers, type ReadingJob } from './protocol.ts';

export type ReadingWorker = {
  engine: LexiconEngine;
  readWish: ReadWish;
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
/** The largest file is read in a second or two; one that takes so long was made to. */
const fileTimeoutMs = 15_000;
const fileIdleMs = 10_000;
/** For one chunk of songs; the first loads the lexicon. */
const lexiconTimeoutMs = 30_000;
/** A file is 10 MB at most, and its ten thousand songs far less. */
const maxHeapMb = 512;

/** Starts nothing yet: each process starts with its first job. */
export function createReadingWorker({ idleMs, onTrouble }: ReadingWorkerOptions): ReadingWorker {
  const entry = { service: 'reading', beside: import.meta.url, entry: 'reading-worker-entry', maxHeapMb };
  const lexicon = createWorkerQueue<ReadingJob>({ ...entry, timeoutMs: lexiconTimeoutMs, idleMs });
  // Large files wait for each other; no song waits for them.
  const files = createWorkerQueue<ReadingJob>({ ...entry, timeoutMs: fileTimeoutMs, idleMs: fileIdleMs });
  const words = lazyWordReader();
  const local = createLexiconEngine(words);
  const readWishHere = createWishReader(words);
  let version: string | null = null;

  /** The lexicon is always available: if its process fails, the job is done here. */
  async function run<T>(job: ReadingJob, answer: z.ZodType<T>, here: () => Promise<T> | T): Promise<T> {
    try {
      return await lexicon.run(job, answer);
    } catch (error) {
      if (!(error instanceof WorkerError)) throw error;
      onTrouble?.(error);
      return here();
    }
  }

  return {
    engine: {
      get version() {
        version ??= lexiconVersion();
        return version;
      },
      readSongs: (songs) =>
        run({ type: 'songs', songs: [...songs] }, answers.songs, () => local.readSongs(songs)),
      readScene: (scene) => run({ type: 'scene', scene }, answers.scene, () => local.readScene(scene)),
      vectors: (texts) =>
        run({ type: 'vectors', texts: [...texts] }, answers.vectors, () => local.vectors(texts)),
    },
    readWish: (reading, text) =>
      run({ type: 'wish', reading, text }, answers.wish, () => readWishHere(reading, text)),
    async readFile(bytes, name, { signal } = {}) {
      const queue = bytes.length <= smallBytes ? lexicon : files;
      const answer = await queue
        .run({ type: 'file', bytes, name }, answers.file, { signal })
        .catch((cause: unknown) => {
          if (!(cause instanceof WorkerError)) throw cause;
          throw new UserError('broken-file', readerTexts.unreadableFile, { cause });
        });
      if ('refused' in answer) throw new UserError(answer.refused.code, answer.refused.message);
      return answer.playlist;
    },
    async close() {
      await Promise.all([lexicon.close(), files.close()]);
    },
  };
}

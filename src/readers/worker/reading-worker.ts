/**
 * The lexicon and playlist files in processes of their own. Loading the tables of words takes a fifth of a second and a
 * large file several, in which a bot would answer nobody; and what the tables take in memory comes back when the
 * process has had nothing to do for a while.
 */

import { startProcess } from '../../concurrency/worker-process.ts';
import { createWorkerQueue, type WorkerFailure, type WorkerQueue } from '../../concurrency/worker-queue.ts';
import { ServiceError, UserError } from '../../errors.ts';
import type { Playlist } from '../../model/playlist.ts';
import type { CallOptions } from '../../pipeline/ports.ts';
import { createWishReader, type ReadWish } from '../../pipeline/refine/wish.ts';
import { lexiconVersion } from '../lexicon/lexicon.ts';
import { createLexiconWork, type LexiconWork } from '../lexicon/lexicon-work.ts';
import { createLexiconOpener } from '../lexicon/open-lexicon.ts';
import { answers, type ReadingJob } from './protocol.ts';

export type ReadingWorker = {
  lexicon: LexiconWork;
  readWish: ReadWish;
  /** As `readPlaylistFile`. */
  readFile(bytes: Uint8Array, name: string, options?: CallOptions): Promise<Playlist>;
  close(): Promise<void>;
};

export type ReadingWorkerOptions = {
  /** Without work for so long, the lexicon's process ends and gives its memory back. */
  idleMs: number;
  /** Told when a process failed and its work was done in this one instead. */
  onTrouble?: ((error: unknown) => void) | undefined;
};

/** What is read in no time needs no process of its own. */
const smallBytes = 64 * 1024;
/** The largest file is read in a second or two; one that takes so long was made to. */
const fileTimeoutMs = 15_000;
const fileIdleMs = 10_000;
/** A file is 10 MB at most, and its ten thousand songs far less. */
const maxHeapMb = 512;
/** For one portion of songs; the first loads the lexicon. */
const lexiconTimeoutMs = 30_000;

const failure = (kind: WorkerFailure, cause?: unknown): ServiceError =>
  new ServiceError(`the reading process: ${kind}`, { service: 'reading', retryable: kind === 'late', cause });

const unreadable = (cause: unknown): UserError =>
  new UserError('broken-file', 'I could not read that playlist file. Export it once more and try again.', {
    cause,
  });

function createProcess(timeoutMs: number, idleMs: number): WorkerQueue<ReadingJob> {
  return createWorkerQueue<ReadingJob>({
    start: (events) =>
      startProcess({ beside: import.meta.url, entry: 'reading-worker-entry', maxHeapMb }, events),
    failure,
    timeoutMs,
    idleMs,
  });
}

/** Starts nothing yet: each process comes with its first work. */
export function createReadingWorker({ idleMs, onTrouble }: ReadingWorkerOptions): ReadingWorker {
  const words = createProcess(lexiconTimeoutMs, idleMs);
  // A file that takes its time holds up other files, and no song.
  const files = createProcess(fileTimeoutMs, fileIdleMs);
  const open = createLexiconOpener();
  const here = createLexiconWork({ open });
  const wishHere = createWishReader({ open });
  let version: string | null = null;

  /** The lexicon is what is always there: should its process fail, it is read here. */
  async function orHere<T>(there: Promise<T>, otherwise: () => Promise<T> | T): Promise<T> {
    try {
      return await there;
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      onTrouble?.(error);
      return otherwise();
    }
  }

  return {
    lexicon: {
      get version() {
        version ??= lexiconVersion();
        return version;
      },
      readSongs: (songs) =>
        orHere(words.run({ type: 'songs', songs: [...songs] }, answers.songs), () => here.readSongs(songs)),
      readScene: (scene) =>
        orHere(words.run({ type: 'scene', scene }, answers.scene), () => here.readScene(scene)),
      vectors: (texts) =>
        orHere(words.run({ type: 'vectors', texts: [...texts] }, answers.vectors), () => here.vectors(texts)),
    },
    readWish: (reading, text) =>
      orHere(words.run({ type: 'wish', reading, text }, answers.wish), () => wishHere(reading, text)),
    async readFile(bytes, name, { signal } = {}) {
      const reading = bytes.length <= smallBytes ? words : files;
      const answer = await reading
        .run({ type: 'file', bytes, name }, answers.file, { signal })
        .catch((error: unknown) => {
          throw error instanceof ServiceError ? unreadable(error) : error;
        });
      if ('refused' in answer) throw new UserError(answer.refused.code, answer.refused.message);
      return answer.playlist;
    },
    async close() {
      await Promise.all([words.close(), files.close()]);
    },
  };
}

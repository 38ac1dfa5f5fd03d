/** Lyrics and readings side by side: while words of some songs are looked for, songs that have theirs are read. */
import { lyricsLate, readerFailed } from '../notices.ts';
import type { CallOptions, LyricsSource, Reader } from '../ports.ts';
import type { Run } from '../run.ts';
import type { SongWork } from './song-memory.ts';

export type DeepPorts = {
  /** Best first; the last one is quick and never fails. */
  readers: readonly Reader[];
  lyrics: LyricsSource;
};

export type DeepReading = (
  /** First served first; whoever learns more may sort it anew while it is worked off. Empty at the end. */
  line: SongWork[],
  run: Run,
  /** Told of every batch as soon as it is read. */
  onRead: (batch: readonly SongWork[]) => Promise<void> | void,
) => Promise<void>;

/** Shares of the run's time by which lyrics are in and readings are made. */
const lyricsBy = 0.7;
const readBy = 0.88;
/**
 * Songs looked up at once: hardly more than all services together take at a time, so that the order of the rest can
 * still be changed.
 */
const lookedUpAtOnce = 11;
/** Songs read at once: a language model is asked once for so many. */
export const songsPerBatch = 28;
/** When this share of a long line is looked up, those who are ready are read: the last few hold nobody up. */
const aheadAt = 0.9;

async function lookUp(work: SongWork, lyrics: LyricsSource, run: Run, options: CallOptions): Promise<void> {
  if (work.search === 'found') return;
  let failed = false;
  await run.orElse(
    async () => {
      options.signal?.throwIfAborted();
      const found = await lyrics.find(work.song, {
        ...options,
        onNotice(notice) {
          failed = true;
          run.tell(notice);
        },
      });
      work.lyrics = found;
      work.search = found.kind !== 'none' ? 'found' : failed ? 'failed' : 'none';
    },
    ({ service }) => {
      work.search = service === 'time' ? 'late' : 'failed';
    },
  );
}

/**
 * Each song goes through one reading only, with its words where they came in time. A batch is read as soon as it is
 * full, and the last but one ahead of a few stragglers.
 */
export function createDeepReading({ readers, lyrics }: DeepPorts): DeepReading {
  const last = readers.at(-1);

  /** Each reader is asked for what the one before left open. */
  async function read(works: readonly SongWork[], run: Run): Promise<void> {
    // Without new words there is nothing to be read that was not read before.
    let open = works.filter(({ reading, lyrics: { kind } }) => reading === null || kind !== 'none');
    for (const reader of readers) {
      if (open.length === 0) return;
      const texts = open.map((work) => ({ song: work.song, lyrics: work.lyrics }));
      const options = reader === last ? {} : { ...run.until(readBy), onProgress: undefined };
      const got = await run.orElse<Awaited<ReturnType<Reader['readSongs']>>>(
        () => reader.readSongs(texts, options),
        (failure) => ({ readings: [], notices: [readerFailed(failure)] }),
      );
      for (const notice of got.notices) run.tell(notice);
      open = open.filter((work, at) => {
        const reading = got.readings[at] ?? null;
        if (reading !== null) work.reading = reading;
        return reading === null;
      });
    }
  }

  return async (line, run, onRead) => {
    const total = line.length;
    const all = [...line];
    const ripe: SongWork[] = [];
    const batches: Promise<void>[] = [];
    let searched = 0;
    let done = 0;
    let isLineOver = false;
    let hasGoneAhead = false;
    const options = run.until(lyricsBy);

    async function readBatch(batch: readonly SongWork[]): Promise<void> {
      await read(batch, run);
      done += batch.length;
      await onRead(batch);
      if (isLineOver) run.onProgress({ type: 'songs-read', done, total });
    }
    function send(): void {
      const batch = readBatch(ripe.splice(0, songsPerBatch));
      // It is waited for below, with the others; until then its failure is nobody's.
      batch.catch(() => undefined);
      batches.push(batch);
    }
    async function workOff(): Promise<void> {
      for (let work = line.shift(); work !== undefined; work = line.shift()) {
        await lookUp(work, lyrics, run, options);
        ripe.push(work);
        run.onProgress({ type: 'lyrics-searched', done: ++searched, total });
        isLineOver = line.length === 0;
        const goAhead = !hasGoneAhead && total > songsPerBatch && searched >= aheadAt * total;
        hasGoneAhead ||= goAhead;
        if (ripe.length >= songsPerBatch || (goAhead && ripe.length > 0)) send();
      }
    }
    await Promise.all(Array.from({ length: lookedUpAtOnce }, workOff));
    while (ripe.length > 0) send();
    await Promise.all(batches);
    const late = all.filter(({ search }) => search === 'late').length;
    if (late > 0) run.tell(lyricsLate(late));
  };
}

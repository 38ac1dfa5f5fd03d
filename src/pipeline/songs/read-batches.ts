/** Lyrics and readings side by side: while some songs' lyrics are looked up, songs that have theirs are read. */
import { workByPriority } from '../../concurrency/by-priority.ts';
import { isByStandIn } from '../../model/reading.ts';
import { lyricsLate, readerFailed } from '../notices.ts';
import type { PipelinePorts } from '../pipeline-ports.ts';
import type { CallOptions, LyricsSource, Reader } from '../ports.ts';
import type { Run } from '../run.ts';
import { doneBy } from '../time-plan.ts';
import type { SongJob } from './song-cache.ts';

/** Songs in one question to a language model. */
export const songsPerBatch = 28;
/**
 * Lookups at the same time: hardly more than all lyrics services together answer at a time, so that the order of the
 * rest can still change.
 */
const lookupSlots = 11;
/** Fewer songs don't go ahead of the rest: each question to a model costs of its quota. */
const smallestBatch = 8;

/** Notes lyrics and outcome in the job; a service that fails or is late is an outcome. */
async function lookUp(job: SongJob, lyrics: LyricsSource, run: Run, options: CallOptions): Promise<void> {
  if (job.lookup === 'found') return;
  // It may have been looked up before, too late.
  job.failures = [];
  await run.orElse(
    async () => {
      options.signal?.throwIfAborted();
      job.lyrics = await lyrics.find(job.song, {
        ...options,
        onNotice(notice) {
          job.failures.push(notice);
          run.addNotice(notice);
        },
      });
      const missing = job.failures.length > 0 ? 'failed' : 'none';
      job.lookup = job.lyrics.kind === 'none' ? missing : 'found';
    },
    ({ service }) => {
      job.lookup = service === 'time' ? 'late' : 'failed';
    },
  );
}

/** Each reader is asked for what the one before left open. */
async function read(jobs: readonly SongJob[], readers: readonly Reader[], run: Run): Promise<void> {
  // Without new lyrics there is nothing to read that was not read before, unless by a stand-in.
  let open = jobs.filter(
    ({ reading, lyrics }) => reading === null || lyrics.kind !== 'none' || isByStandIn(reading),
  );
  for (const reader of readers) {
    const isLast = reader === readers.at(-1);
    // The words list would make less of it than a stand-in, or than a model that knows the recording.
    if (isLast)
      open = open.filter(
        ({ reading }) =>
          reading === null || !(isByStandIn(reading) || reading.evidence.includes('knowledge')),
      );
    if (open.length === 0) return;
    const texts = open.map(({ song, lyrics }) => ({ song, lyrics }));
    const options = isLast ? {} : run.until(doneBy.songReadings);
    const { readings, notices, obstacles } = await run.orElse<Awaited<ReturnType<Reader['readSongs']>>>(
      () => reader.readSongs(texts, options),
      (failure) => ({ readings: [], notices: [readerFailed(failure)] }),
    );
    for (const notice of notices) run.addNotice(notice);
    for (const [at, job] of open.entries()) {
      job.aboutReaders.push(...notices);
      if (!readings[at]) continue;
      job.reading = readings[at];
      job.obstacle = obstacles?.[at] ?? null;
    }
    open = open.filter((_, at) => !readings[at]);
  }
}

/**
 * Reads each song once, with its lyrics if they came in time. A batch is read as soon as it's full; of a long list also
 * as soon as it holds as many songs as are still looked up, so that batches get smaller and the last word waits for the
 * reading of a few stragglers only. `priority` says who is looked up next, the least first, and may change meanwhile;
 * `onRead` gets every batch as soon as it's read.
 */
export async function readBatches(
  jobs: readonly SongJob[],
  priority: (job: SongJob) => number,
  { readers, lyrics }: PipelinePorts,
  run: Run,
  onRead: (batch: readonly SongJob[]) => Promise<void>,
): Promise<void> {
  const total = jobs.length;
  const ready: SongJob[] = [];
  const batches: Promise<void>[] = [];
  const options = run.until(doneBy.lyrics);
  let begun = 0;
  let lookedUp = 0;
  let done = 0;

  async function readBatch(batch: readonly SongJob[]): Promise<void> {
    await read(batch, readers, run);
    done += batch.length;
    await onRead(batch);
    if (begun === total) run.onProgress({ type: 'songs-read', done, total });
  }
  function readReady(): void {
    const batch = readBatch(ready.splice(0, songsPerBatch));
    // It's awaited below; until then a failure is not an unhandled one.
    batch.catch(() => undefined);
    batches.push(batch);
  }

  await workByPriority(jobs, { atOnce: lookupSlots, priority }, async (job) => {
    begun++;
    await lookUp(job, lyrics, run, options);
    ready.push(job);
    run.onProgress({ type: 'lyrics-searched', done: ++lookedUp, total });
    const goesAhead = total > songsPerBatch && ready.length >= Math.max(smallestBatch, total - lookedUp);
    if (ready.length >= songsPerBatch || goesAhead) readReady();
  });
  while (ready.length > 0) readReady();
  await Promise.all(batches);
  const late = jobs.filter(({ lookup }) => lookup === 'late').length;
  if (late > 0) run.addNotice(lyricsLate(late));
}

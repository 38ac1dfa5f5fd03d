/** A reading process: keeps the lexicon loaded until it is ended, and does one job at a time. */
import { serveParent } from '../../concurrency/worker-process.ts';
import { UserError } from '../../errors.ts';
import { readPlaylistFile } from '../../songs/read-file.ts';
import { createLexiconEngine, lazyWordReader } from '../lexicon/engine.ts';
import { createWishReader } from '../wish/wish.ts';
import { jobSchema, type ReadingJob } from './protocol.ts';

const words = lazyWordReader();
const engine = createLexiconEngine(words);
const readWish = createWishReader(words);

function readFile(bytes: Uint8Array, name: string) {
  try {
    return { playlist: readPlaylistFile(bytes, name) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { refused: { code: error.code, message: error.message } };
  }
}

function read(job: ReadingJob): unknown {
  switch (job.type) {
    case 'songs':
      return engine.readSongs(job.songs);
    case 'scene':
      return engine.readScene(job.scene);
    case 'vectors':
      return engine.vectors(job.texts);
    case 'wish':
      return readWish(job.reading, job.text);
    case 'file':
      return readFile(job.bytes, job.name);
  }
}

serveParent(jobSchema, async (job) => () => read(job));

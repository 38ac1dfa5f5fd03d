/** A reading process: keeps the lexicon it has loaded until it is ended, does one piece of work at a time. */

import { serveParent } from '../../concurrency/worker-process.ts';
import { UserError } from '../../errors.ts';
import { createWishReader } from '../../pipeline/refine/wish.ts';
import { readPlaylistFile } from '../../songs/read-file.ts';
import { createLexiconWork } from '../lexicon/lexicon-work.ts';
import { createLexiconOpener } from '../lexicon/open-lexicon.ts';
import { type FileAnswer, jobSchema, type ReadingJob } from './protocol.ts';

const open = createLexiconOpener();
const work = createLexiconWork({ open });
const readWish = createWishReader({ open });

function readFile(bytes: Uint8Array, name: string): FileAnswer {
  try {
    return { playlist: readPlaylistFile(bytes, name) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { refused: { code: error.code, message: error.message } };
  }
}

async function read(job: ReadingJob): Promise<unknown> {
  switch (job.type) {
    case 'songs':
      return work.readSongs(job.songs);
    case 'scene':
      return work.readScene(job.scene);
    case 'vectors':
      return work.vectors(job.texts);
    case 'wish':
      return readWish(job.reading, job.text);
    case 'file':
      return readFile(job.bytes, job.name);
  }
}

serveParent(jobSchema, async (job) => () => read(job));

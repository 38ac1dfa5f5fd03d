/** A reading process: keeps the lexicon loaded until it is ended, and does one job at a time. */
import { serveParent } from '../../concurrency/worker-process.ts';
import { readPlaylistFile } from '../../songs/read-file.ts';
import { createLexiconEngine } from '../lexicon/engine.ts';

const { readSongs, readScene, vectors, readWish } = createLexiconEngine();
const methods = { readSongs, readScene, vectors, readWish, readFile: readPlaylistFile };
export type ReadingMethods = typeof methods;

serveParent(methods);

/** What reads photos and songs, built once for all kinds of runs: what two want at once is read once. */
import type { PipelinePorts } from './pipeline-ports.ts';
import { createSceneReader } from './scene/describe-scene.ts';
import { createSongReader } from './songs/read-songs.ts';

export type SharedReaders = ReturnType<typeof createSharedReaders>;

export const createSharedReaders = (ports: PipelinePorts) => ({
  scenes: createSceneReader(ports),
  songReader: createSongReader(ports),
});

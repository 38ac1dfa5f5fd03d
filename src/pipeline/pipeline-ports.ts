/** Everything a run is built on. */
import type { ExplainPorts } from './explain/explain.ts';
import type { EmbedderOpener, SceneWriter, VideoFinder } from './ports.ts';
import type { RankTables, Weights } from './ranking/tables.ts';
import type { ScenePorts } from './scene/describe-scene.ts';
import type { PlaylistPorts } from './songs/load-playlists.ts';
import type { SongPorts } from './songs/read-songs.ts';

export type PipelinePorts = ScenePorts &
  SongPorts &
  PlaylistPorts &
  ExplainPorts & {
    /** Reader and writer in one; without it each is asked for itself. */
    sceneWriter?: SceneWriter | null | undefined;
    /** Best first; the last one is always there. */
    embedders: readonly EmbedderOpener[];
    /** null: search links only. */
    videos: VideoFinder | null;
    tables: RankTables;
    /** A run is over after this many milliseconds, an album after twice as many; time-plan.ts has the default. */
    budgetMs?: number;
    /** Between two rankings that sharpen each other; time-plan.ts has the default. */
    sharpenEveryMs?: number;
  };

/** The ports with a person's weights in place of the ranker's own, if they have any. */
export function withWeights(ports: PipelinePorts, weights: Weights | undefined): PipelinePorts {
  return weights === undefined ? ports : { ...ports, tables: { ...ports.tables, weights } };
}

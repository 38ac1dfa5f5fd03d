/** Everything a run is built on. */
import type { BackgroundQueue } from '../concurrency/queues.ts';
import type { Playlist } from '../model/playlist.ts';
import type { Song } from '../model/song.ts';
import type {
  Cache,
  CallOptions,
  Captioner,
  EmbedderOpener,
  Link,
  LyricsSource,
  PhotoDecoder,
  Reader,
  ReadWish,
  SceneMood,
  SceneWriter,
  SongSource,
  VideoFinder,
  Writer,
} from './ports.ts';
import type { RankTables, Weights } from './ranking/tables.ts';

export type PlaylistPorts = {
  sources: readonly SongSource[];
  /** Null for pasted text. Throws the `UserError` that lists what works for a link that no source reads. */
  recogniseLink(text: string): Link | null;
  /** Throws `UserError` for an unknown format or an empty file. */
  readFile(bytes: Uint8Array, name: string, options?: CallOptions): Playlist | Promise<Playlist>;
  /** Throws `UserError` when no line is a song. */
  readText(text: string): Playlist | Promise<Playlist>;
  /** Several as one: duplicates skipped, totals and notices summed. */
  join(playlists: readonly Playlist[]): Playlist;
};

/** Of several readers, writers and embedders the best is first, and the last is quick and never fails. */
export type PipelinePorts = PlaylistPorts & {
  decoder: PhotoDecoder;
  /** Best first; when all fail, light and colour describe the photo. */
  captioners: readonly Captioner[];
  sceneMood: SceneMood | null;
  readers: readonly Reader[];
  /** Reads the person's words by themselves, where no language model reads them with the caption. */
  readWish: ReadWish;
  /** Reader and writer in one question; null: each is asked for itself. */
  sceneWriter: SceneWriter | null;
  writers: readonly Writer[];
  embedders: readonly EmbedderOpener[];
  lyrics: LyricsSource;
  /** Lyrics the person has on their own disk; asked before anything else. */
  localLyrics: LyricsSource | null;
  /** How many songs of a run are read with care; the rest from what the playlist says of them. */
  songsInDepth: number;
  /** How many more are read with care in the background, the best first, for the next run. */
  songsInBackground: number;
  /** A song's identity, the same whatever service it came from. */
  songKey(song: Song): string;
  /** Reads on when a run is over; null: late songs are left to the next run. */
  background: BackgroundQueue | null;
  /** null: search links only. */
  videos: VideoFinder | null;
  cache: Cache;
  tables: RankTables;
  /** A run is over after this many milliseconds, an album after twice as many. */
  budgetMs: number;
  /** Between two rankings that sharpen each other; the interface may show fewer. */
  sharpenEveryMs: number;
};

/** The ports with a person's weights in place of the ranker's own, if they have any. */
export function withWeights(ports: PipelinePorts, weights: Weights | undefined): PipelinePorts {
  return weights === undefined ? ports : { ...ports, tables: { ...ports.tables, weights } };
}

/** Everything a run is built on. */
import type { BackgroundQueue } from '../concurrency/queues.ts';
import type { Photo } from '../model/photo.ts';
import type { Playlist } from '../model/playlist.ts';
import type { SceneReading } from '../model/reading.ts';
import type {
  Cache,
  CallOptions,
  Captioner,
  EmbedderOpener,
  Link,
  LyricsSource,
  PhotoReader,
  Reader,
  SceneMood,
  SceneWriter,
  SongSource,
  VideoFinder,
  Wish,
  Writer,
} from './ports.ts';
import type { RankTables } from './ranking/tables.ts';
import type { MatchRequest } from './request.ts';
import type { Ears, FactsSource } from './song-lookup.ts';
import { type NamedSong, songPulls } from './taste/song-ratings.ts';

export type PlaylistPorts = {
  sources: readonly SongSource[];
  /** Null for pasted text. Throws the `UserError` that lists what works for a link that no source reads. */
  recogniseLink(text: string): Link | null;
  /** Throws `UserError` for an unknown format or an empty file. */
  readFile(bytes: Uint8Array, name: string, options?: CallOptions): Playlist | Promise<Playlist>;
  /** Sound files → one playlist. Throws `UserError` with LISTEN=off, and when none is a sound. */
  readSounds(
    files: readonly { name: string; bytes: Uint8Array }[],
    options?: CallOptions,
  ): Playlist | Promise<Playlist>;
  /** Throws `UserError` when no line is a song. */
  readText(text: string): Playlist | Promise<Playlist>;
  /** Several as one: duplicates skipped, totals and notices summed. */
  join(playlists: readonly Playlist[]): Playlist;
};

/** Where there are several readers or embedders, the best is first; the last is quick and never fails. */
export type PipelinePorts = PlaylistPorts & {
  decoder: {
    /**
     * Bytes from outside → a photo that is safe to work on. Refuses too many bytes, unknown magic and too many pixels
     * before anything is decoded. Throws `UserError` for what is no usable image.
     */
    decode(bytes: Uint8Array, options?: CallOptions): Promise<Photo>;
  };
  /** Asked before any captioner; null: no photo leaves the machine. */
  photoReader: PhotoReader | null;
  /** Best first; when all fail, light and colour describe the photo. */
  captioners: readonly Captioner[];
  sceneMood: SceneMood | null;
  readers: readonly Reader[];
  /**
   * Free words about a scene ("calmer, no love songs") → the scene as it is wanted, where no language model reads them
   * with the caption. Never fails.
   */
  readWish(reading: SceneReading, text: string): Wish | Promise<Wish>;
  /** Reader and writer in one question; null: each is asked for itself. */
  sceneWriter: SceneWriter | null;
  /** null: explanations are put together from the features. */
  writer: Writer | null;
  embedders: readonly EmbedderOpener[];
  lyrics: LyricsSource;
  /** null: nothing is looked up but lyrics. */
  facts: FactsSource | null;
  /** null: no song is heard. */
  ears: Ears | null;
  /** Lyrics the person has on their own disk; asked before anything else. */
  localLyrics: LyricsSource | null;
  /** How many songs of a run are read with care; the rest from what the playlist says of them. */
  songsInDepth: number;
  /** How many more are read with care in the background, the best first, for the next run. */
  songsInBackground: number;
  /** A song's identity, the same whatever service it came from. */
  songKey(song: NamedSong): string;
  /** Do two songs' artists agree on at least one? */
  isSameArtist(one: readonly string[], other: readonly string[]): boolean;
  /** Reads on when a run is over; null: late songs are left to the next run. */
  background: BackgroundQueue | null;
  /** Looks up facts when a run is over, beside what reads on. */
  factsBackground: BackgroundQueue | null;
  /** The same for sounds. */
  earsBackground: BackgroundQueue | null;
  /** null: search links only. */
  videos: VideoFinder | null;
  cache: Cache;
  tables: RankTables;
  /** A run is over after this many milliseconds, an album after twice as many. */
  budgetMs: number;
  /** Between two rankings that sharpen each other; the interface may show fewer. */
  sharpenEveryMs: number;
};

/** What ranking is given beforehand, with a person's weights and their ratings of songs, if they have any. */
export function personalTables(
  { tables, songKey }: Pick<PipelinePorts, 'tables' | 'songKey'>,
  { weights = tables.weights, ratings = [] }: Pick<MatchRequest, 'weights' | 'ratings'>,
): RankTables {
  const pulls = ratings.length === 0 ? {} : { pulls: songPulls(ratings, songKey) };
  return { ...tables, ...pulls, weights };
}

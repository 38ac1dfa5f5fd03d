/** What an interface (the bot, the terminal) asks of the pipeline. */
import type { Language } from '../model/language.ts';
import type { Playlist } from '../model/playlist.ts';
import type { OnProgress } from '../model/progress.ts';
import type { Ranking } from '../model/ranking.ts';
import type { Said } from '../model/scene.ts';
import type { SpotifyAccess } from './ports.ts';
import type { Weights } from './ranking/tables.ts';
import type { SongRating } from './taste/song-ratings.ts';

/** Where songs come from: a link, the bytes of a playlist file or of a song, of several songs, pasted text, or songs already read. */
export type PlaylistInput =
  | { kind: 'link'; link: string }
  | { kind: 'file'; name: string; bytes: Uint8Array }
  | { kind: 'sounds'; files: readonly { name: string; bytes: Uint8Array }[] }
  | { kind: 'text'; text: string }
  | { kind: 'playlist'; playlist: Playlist };

export type MatchRequest = {
  /** The bytes of the image file, as they came. */
  photo: Uint8Array;
  /** What was said of the photo, if anything. */
  said?: Said | null | undefined;
  /** At least one; several are joined, duplicates skipped. */
  playlists: readonly PlaylistInput[];
  /** The person's own words about the feeling they want, possibly empty. */
  feeling: string;
  /** The person's linked account, for playlists only they can read. */
  account?: SpotifyAccess | undefined;
  /** The ranker's weights as the person's ratings bend them (taste.ts); without, the ranker's own. */
  weights?: Weights | undefined;
  /** What the person said of single songs (song-ratings.ts). */
  ratings?: readonly SongRating[] | undefined;
  /** The language in which a model writes what people read; English without. */
  language?: Language | undefined;
};

/** A place in a queue: 1 is next. `waitMs` is estimated from the last runs; null before there were any. */
export type QueuePlace = { place: number; waitMs: number | null };

export type RunOptions = {
  /** Cancels the run; the promise rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  onProgress?: OnProgress | undefined;
  /** Whose request it is, so that people take turns in a queue; it's used for nothing else. Their server is the request's. */
  asker?: string | undefined;
  /** Called whenever the place in the queue has changed; null when work begins. */
  onPlace?: ((place: QueuePlace | null) => void) | undefined;
  /**
   * Called with a whole ranking as soon as there is one, and with sharper ones while lyrics arrive, seconds apart;
   * `depth` says how deep each went. The last one is the promise's result, and the only one when everything is in the
   * cache.
   */
  onRanking?: ((ranking: Ranking) => void) | undefined;
};

/**
 * The whole run. Throws `UserError` for what the person can fix; services that fail become notices; rejects
 * with the signal's reason when cancelled.
 */
export type MatchScene = (request: MatchRequest, options?: RunOptions) => Promise<Ranking>;

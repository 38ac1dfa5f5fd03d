/** What a face asks of the pipeline. */

import type { Playlist } from '../model/playlist.ts';
import type { OnProgress } from '../model/progress.ts';
import type { Ranking } from '../model/ranking.ts';
import type { SpotifyAccess } from './ports.ts';
import type { Weights } from './ranking/tables.ts';

/** Where songs come from: a link, the bytes of a playlist file, pasted text, or songs already at hand. */
export type PlaylistInput =
  | { kind: 'link'; link: string }
  | { kind: 'file'; name: string; bytes: Uint8Array }
  | { kind: 'text'; text: string }
  | { kind: 'playlist'; playlist: Playlist };

export type MatchRequest = {
  /** The bytes of the image file, as they came. */
  photo: Uint8Array;
  /** At least one; several are joined and folded. */
  playlists: readonly PlaylistInput[];
  /** The person's own words about the feeling they want, possibly empty. */
  feeling: string;
  /** The person's linked account, for playlists only they can read. */
  account?: SpotifyAccess | undefined;
  /** The ranker's weights as the person's taste bends them (taste.ts); the ranker's own without. */
  weights?: Weights | undefined;
};

/** In a line. `place`: 1 is next. `waitMs`: as long as it may take, judging by the last runs; null where they tell nothing. */
export type Place = { place: number; waitMs: number | null };

export type RunOptions = {
  /** Gives the run up; the promise rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  onProgress?: OnProgress | undefined;
  /** Whose request it is, for taking turns where many wait in one line; nothing else is done with it. */
  asker?: string | undefined;
  /** Told whenever the place in that line is known to have changed; null when work begins. */
  onPlace?: ((place: Place | null) => void) | undefined;
  /**
   * Called with a whole ranking as soon as there is one, and with sharper ones while lyrics arrive, seconds
   * apart; `depth` says how deep each went. The final one is what the promise resolves with, and all there is when
   * the answer is at hand at once.
   */
  onRanking?: ((ranking: Ranking) => void) | undefined;
};

/**
 * The whole run. Throws `UserError` for what the person can mend; services that fail become notices; rejects
 * with the signal's reason when given up.
 */
export type MatchScene = (request: MatchRequest, options?: RunOptions) => Promise<Ranking>;

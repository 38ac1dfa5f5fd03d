/** What the bot needs from the rest of the program, and what its handlers get. */

import type { Client } from 'discord.js';
import type { KeyedMutex, Latest } from '../concurrency/keyed-work.ts';
import type { Config } from '../config.ts';
import type { Logger } from '../logger.ts';
import type { Language } from '../model/language.ts';
import type { Playlist } from '../model/playlist.ts';
import type { Said } from '../model/scene.ts';
import type { Sentence } from '../model/sentence.ts';
import type { Http } from '../net/http.ts';
import type { Photos } from '../photos/photos.ts';
import type { Pictures } from '../pictures/pictures.ts';
import type { MatchAlbum } from '../pipeline/album/match-album.ts';
import type { PlaylistPorts } from '../pipeline/pipeline-ports.ts';
import type { CallOptions, PreviewFinder, SpotifyAccess } from '../pipeline/ports.ts';
import type { Weights } from '../pipeline/ranking/tables.ts';
import type { Refine } from '../pipeline/refine/refine.ts';
import type { MatchRequest, MatchScene, RunOptions } from '../pipeline/request.ts';
import type { SongList } from '../songs/export.ts';
import type { KeyValue } from '../store/documents.ts';
import type { RatingStore } from '../store/ratings.ts';
import type { ResultStore } from '../store/results.ts';
import type { SettingsStore } from '../store/settings.ts';
import type { BotLimits } from './limits.ts';
import type { PressLimits } from './press-limits.ts';
import type { Intake } from './run/intake.ts';
import type { RunQueue } from './run/run-queue.ts';

/** Linked Spotify accounts, one a person. Methods throw `UserError` and `ServiceError` as services do. */
export interface SpotifyAccounts {
  /** The address that starts the link; only this person may see it. `language`: of the pages it leads to. */
  link(
    asker: { userId: string; name: string },
    options?: { mayCreatePlaylists?: boolean; language?: Language },
  ): Promise<string>;
  /** Completes the link with the address the browser ended on, where Spotify cannot call back. */
  finishFromPastedAddress(userId: string, address: string): Promise<{ spotifyName: string }>;
  /** `goodUntil` in milliseconds since 1970. */
  status(
    userId: string,
  ): Promise<{ linked: false } | { linked: true; spotifyName: string; linkedAt: number; goodUntil: number }>;
  /** Was there a link? */
  unlink(userId: string): Promise<boolean>;
  /** null: not linked. */
  access(userId: string): Promise<SpotifyAccess | null>;
  /** Calls `tell` for a person whose link ended by itself, until it has succeeded once. */
  tellLoss(userId: string, tell: (sentence: Sentence) => Promise<void>): Promise<void>;
  /** Creates a private playlist; null: not linked, or not allowed to create one. `missing`: titles Spotify lacks. */
  createPlaylist(
    userId: string,
    list: SongList & { description: string },
    options?: { signal?: AbortSignal },
  ): Promise<{ url: string; added: number; missing: string[] } | null>;
  /** The person's own playlists, for autocomplete. */
  playlists(userId: string): Promise<{ title: string; link: string }[]>;
}

/** The same, as they are kept: also while linking is switched off. */
interface SpotifyLinks {
  /** null: not linked. */
  find(userId: string): Promise<{
    spotifyId: string;
    spotifyName: string;
    linkedAt: number;
    scopes: string[];
  } | null>;
  /** Why a link ended by itself, as long as the person was not told; null: it did not. */
  loss(userId: string): Promise<string | null>;
  /** Was there a link? */
  forget(userId: string): Promise<boolean>;
}

/** Something the program can do, as `/help` and `/privacy` show it. */
export type Feature = {
  name: Sentence;
  on: boolean;
  /** A few words: what it does, or what is missing. */
  detail: Sentence;
  /** What a service gets to see, "Gemini (song titles and words)"; null when nothing leaves this computer. */
  sees: Sentence | null;
};

/** Makes of a photo as it came what the pipeline gets. Throws `UserError` for what is no photo. */
export type PreparePhoto = (
  photo: Uint8Array,
  said: Said | null,
  options: CallOptions,
) => Promise<{ photo: Uint8Array; said: Said | null }>;

/** Given by the composition root. */
export type BotDependencies = {
  log: Logger;
  /** Prints a line for the person who started the program. */
  announce: (line: string) => void;
  http: Http;
  /** Holds settings, results and ratings. */
  store: KeyValue;
  matchScene: MatchScene;
  matchAlbum: MatchAlbum;
  /** Only reads a playlist, for `/playlist set`. */
  loadPlaylist: (
    request: Pick<MatchRequest, 'playlists' | 'account'>,
    options: RunOptions,
  ) => Promise<Playlist>;
  recogniseLink: PlaylistPorts['recogniseLink'];
  /** The ranker's weights, before anybody's taste adjusts them. */
  weights: Weights;
  /** null: answers cannot be refined. */
  refine: Refine | null;
  photos: Pick<Photos, 'decode' | 'smallCopy' | 'warm'>;
  preparePhoto: PreparePhoto;
  /** null: no mood maps and no story cards. */
  pictures: Pictures | null;
  /** Playlists of the host's music server, for autocomplete; null without one. */
  musicServerLists: (() => Promise<{ title: string; link: string }[]>) | null;
  /** null: no previews. */
  previews: PreviewFinder | null;
  /** null: not switched on. */
  accounts: SpotifyAccounts | null;
  spotifyLinks: SpotifyLinks;
  /** Spotify cannot call back: people paste the address they ended on. */
  linksByPasting: boolean;
  features: readonly Feature[];
  version: string;
  /** Called last when the bot closes. */
  close(): Promise<void>;
};

export type DiscordConfig = Pick<Config, 'DISCORD_API_URL' | 'DISCORD_ATTACHMENT_HOSTS' | 'sharding'>;

/** What every handler gets. */
export type Bot = Omit<BotDependencies, 'store' | 'close'> & {
  client: Client;
  limits: BotLimits;
  attachmentHosts: readonly string[];
  settings: SettingsStore;
  results: ResultStore;
  ratings: RatingStore;
  runs: RunQueue;
  /** People whose data is being handed out. */
  exports: Set<string>;
  presses: PressLimits;
  intake: Intake;
  /** False for an interaction that came before: a resumed connection may repeat its last events. */
  isNew: (interactionId: string) => boolean;
  /** Handles the reactions to one message in order. */
  reactionMutex: KeyedMutex;
  /** For a reaction that waited: has the person removed or added it again since? */
  latestReaction: Latest;
  now: () => number;
  isClosing: () => boolean;
};

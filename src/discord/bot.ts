/** What the bot needs from the rest of the program, and what its handlers are given. */
import type { Client } from 'discord.js';
import type { KeyedMutex, Latest } from '../concurrency/keyed-mutex.ts';
import type { Logger } from '../logger.ts';
import type { Playlist } from '../model/playlist.ts';
import type { Http } from '../net/http.ts';
import type { Photos } from '../photos/photos.ts';
import type { Pictures } from '../pictures/pictures.ts';
import type { MatchAlbum } from '../pipeline/album/match-album.ts';
import type { PreviewFinder, SpotifyAccess } from '../pipeline/ports.ts';
import type { Weights } from '../pipeline/ranking/tables.ts';
import type { Refine } from '../pipeline/refine/refine.ts';
import type { MatchRequest, MatchScene, RunOptions } from '../pipeline/request.ts';
import type { SongList } from '../songs/export.ts';
import type { KeyValue } from '../store/key-value.ts';
import type { RatingStore } from '../store/ratings.ts';
import type { ResultStore } from '../store/results.ts';
import type { SettingsStore } from '../store/settings.ts';
import type { Sharding } from './client.ts';
import type { Cooldown } from './run/cooldown.ts';
import type { RunQueue } from './run/run-queue.ts';

/** Linked Spotify accounts, one a person. Methods throw `UserError` and `ServiceError` as services do. */
export interface SpotifyAccounts {
  /** A private address that begins the link. For this person's eyes alone. */
  link(asker: { userId: string; name: string }, options?: { mayCreatePlaylists?: boolean }): Promise<string>;
  /** Ends it with the address the person's browser landed on, where no callback could be reached. */
  finishFromPastedAddress(userId: string, address: string): Promise<{ spotifyName: string }>;
  /** `goodUntil` in milliseconds since 1970. */
  status(
    userId: string,
  ): Promise<{ linked: false } | { linked: true; spotifyName: string; linkedAt: number; goodUntil: number }>;
  /** Says whether there was a link. */
  unlink(userId: string): Promise<boolean>;
  /** null: not linked. */
  access(userId: string): Promise<SpotifyAccess | null>;
  /** A new private playlist; null: not linked, or not yet allowed to create any. `missing`: titles Spotify lacks. */
  createPlaylist(
    userId: string,
    list: SongList,
    options?: { signal?: AbortSignal },
  ): Promise<{ url: string; added: number; missing: string[] } | null>;
  /** The person's own playlists, for the choices offered while typing. */
  playlists(userId: string): Promise<{ title: string; link: string }[]>;
}

/** Something the program can do, as `/help` and `/privacy` tell it. */
export type Feature = {
  name: string;
  on: boolean;
  /** A few words: what it does, or what is missing. */
  detail: string;
  /** For services: who is told what, "Gemini (song titles and words)"; null when nothing leaves this computer. */
  sees: string | null;
};

/** Given by the composition root. */
export type BotDependencies = {
  log: Logger;
  /** Says a line to who started the program. */
  announce: (line: string) => void;
  http: Http;
  /** Settings, results and ratings live in it. */
  store: KeyValue;
  matchScene: MatchScene;
  matchAlbum: MatchAlbum;
  /** Only reads playlists: `/playlist set` tells at once what it found. */
  loadPlaylist: (
    request: Pick<MatchRequest, 'playlists' | 'account'>,
    options: RunOptions,
  ) => Promise<Playlist>;
  /** The ranker's own: what people's tastes bend. */
  weights: Weights;
  /** null: answers cannot be refined. */
  refine: Refine | null;
  photos: Pick<Photos, 'decode' | 'smallCopy' | 'warm'>;
  /** null: answers come without mood map, story card and chart. */
  pictures: Pictures | null;
  /** null: nothing can be heard. */
  previews: PreviewFinder | null;
  /** null: not switched on. */
  accounts: SpotifyAccounts | null;
  /** Spotify cannot lead people back to us: they bring the address back themselves. */
  linksByPasting: boolean;
  features: readonly Feature[];
  version: string;
  /** Called last when the bot closes. */
  close(): Promise<void>;
};

/** Where the bot meets Discord. */
export type DiscordSettings = {
  token: string;
  /** `https://discord.com/api`, or what stands for it. */
  apiUrl: string;
  /** `host` (https) or `host:port` (http or https). */
  attachmentHosts: readonly string[];
  /** This process's part of the bot; undefined: all of it. */
  sharding?: Sharding;
};

/** What may be tuned; see `defaultLimits`. All in milliseconds, bytes or counts. */
export type BotLimits = {
  maxPhotoBytes: number;
  maxFileBytes: number;
  /** Between two photos of one person. */
  cooldownMs: number;
  /** Runs at once, and people in line behind them. */
  concurrency: number;
  maxWaiting: number;
  /** Between two edits of one progress line. */
  editEveryMs: number;
  /** How long an answer waits for a picture. */
  pictureMs: number;
  /** A run that takes longer is given up. */
  runTimeoutMs: number;
  /** How long running work may go on after the bot was told to close. */
  closeGraceMs: number;
  /** How long a server's data stays after the bot was removed from it. */
  departureGraceMs: number;
  /** For one request to Discord, with all its tries and pauses. */
  requestMs: number;
  /** How far back reactions given while the bot was away are picked up. */
  reconcileMs: number;
};

export const defaultLimits: BotLimits = {
  maxPhotoBytes: 20 * 1024 * 1024,
  maxFileBytes: 5 * 1024 * 1024,
  cooldownMs: 10_000,
  concurrency: 4,
  maxWaiting: 60,
  editEveryMs: 2_000,
  pictureMs: 1_500,
  runTimeoutMs: 10 * 60_000,
  closeGraceMs: 6_000,
  departureGraceMs: 7 * 86_400_000,
  requestMs: 90_000,
  reconcileMs: 7 * 86_400_000,
};

/** What every handler is given. */
export type Bot = Omit<BotDependencies, 'store' | 'close'> & {
  client: Client;
  limits: BotLimits;
  attachmentHosts: readonly string[];
  settings: SettingsStore;
  results: ResultStore;
  ratings: RatingStore;
  runs: RunQueue;
  cooldown: Cooldown;
  /** False for an interaction that came before: a connection taken up again may repeat what it said last. */
  isNew: (interactionId: string) => boolean;
  /** What happens to the reactions of one message, in order. */
  reactionTurns: KeyedMutex;
  /** Whether a reaction that waited for its turn was taken back, or given again, meanwhile. */
  latestReaction: Latest;
  now: () => number;
  /** True from the moment the bot was told to close. */
  isClosing: () => boolean;
};

/**
 * What the pipeline needs from the world. Each port is as small as it can be; app/ chooses its implementations. Every
 * method throws `ServiceError` when its service fails, and lets aborts through.
 */

import { z } from 'zod';
import type { Language } from '../model/language.ts';
import type { Notice } from '../model/notice.ts';
import type { Palette, RgbImage } from '../model/photo.ts';
import type { Playlist } from '../model/playlist.ts';
import type { OnProgress } from '../model/progress.ts';
import type { Avoid, Explanation } from '../model/ranking.ts';
import type { SceneReading, SongReading } from '../model/reading.ts';
import type { MoodDistribution, SeenPhoto } from '../model/scene.ts';
import type { Sentence } from '../model/sentence.ts';
import type { Song } from '../model/song.ts';

export type CallOptions = {
  /** Ends the call: because it was cancelled, or because its time is over. */
  signal?: AbortSignal | undefined;
  /** When `signal` will fire, if known (milliseconds since 1970): no wait is started that would end after it. */
  deadline?: number | undefined;
  /** Work with the same key is one run's: in a queue, keys take turns. */
  fairnessKey?: object | undefined;
  onProgress?: OnProgress | undefined;
  /** In which a model writes what people read; English without. */
  language?: Language | undefined;
  /** Called for what was degraded on the way to an answer, possibly many times with one code. */
  onNotice?: ((notice: Notice) => void) | undefined;
};

/** Photo → a plain sentence of what is in it. */
export interface Captioner {
  /** `blip`, `florence`, `vit-gpt2`: shown to the person and part of the cache key. */
  readonly id: string;
  /** The pinned model and revision, for the cache key. */
  readonly model: string;
  caption(image: RgbImage, options?: CallOptions): Promise<string>;
}

/** Photo → moods, without a caption in between. */
export interface SceneMood {
  /** One probability for each of `MOODS`. */
  moods(image: RgbImage, options?: CallOptions): Promise<MoodDistribution>;
}

/** Texts → unit vectors of one space. */
export interface Embedder {
  /** Vectors of different spaces are never compared. */
  readonly space: { model: string; dimensions: number };
  /** As many vectors as texts, in their order, each of Euclidean length 1 (or all zeros for a text without known words). */
  embed(texts: readonly string[], options?: EmbedOptions): Promise<Float32Array[]>;
}

/** `aboutPhoto`: those of the texts that are about a photo, whose vectors aren't kept for long. */
export type EmbedOptions = CallOptions & { aboutPhoto?: readonly string[] | undefined };

export type Lyrics =
  | { kind: 'words'; text: string }
  /** A real answer: the song has no words. */
  | { kind: 'instrumental' }
  | { kind: 'none' };

/** A model's space is known only once it is open; opening may download it. */
export type EmbedderOpener = (options?: CallOptions) => Promise<Embedder>;

/** Song → its lyrics, for reading only: never shown, logged or kept. */
export interface LyricsSource {
  readonly name: string;
  /** Is it worth asking about this song? Without it, about every song. */
  isFor?: ((song: Song) => boolean) | undefined;
  find(song: Song, options?: CallOptions): Promise<Lyrics>;
}

/** What a reader is given about a song. Everything in it is untrusted. */
export type SongText = { song: Song; lyrics: Lyrics };

/** What a reader is given about a photo. `feeling` are the person's own words, possibly empty. */
export type SceneText = { caption: string; palette: Palette; feeling: string };

/** What kept a song's words from being read: another language, or that there are none. */
export const obstacleSchema = z.enum(['foreign', 'instrumental']);
export type Obstacle = z.infer<typeof obstacleSchema>;

/** Texts → filled affect forms. */
export interface Reader {
  /** Part of the cache key together with `version`. */
  readonly id: 'gemini' | 'lexicon';
  readonly version: string;
  /**
   * One entry for each song, in their order; null where this reader has nothing to say (the next reader is asked).
   * Notices are about degradations (a fallback model, a blocked song). `obstacles` are in the order of the songs too.
   */
  readSongs(
    songs: readonly SongText[],
    options?: CallOptions,
  ): Promise<{
    readings: (SongReading | null)[];
    notices: Notice[];
    obstacles?: (Obstacle | null)[];
  }>;
  readScene(scene: SceneText, options?: CallOptions): Promise<SceneReading>;
}

/** A person's words, understood. */
export type Wish = {
  /** The scene as the person wants it taken. */
  reading: SceneReading;
  avoid: Avoid;
  /** What was understood, or that nothing was: a sentence or two for the person. */
  understood: Sentence;
  /** False when the words changed nothing. */
  isUnderstood: boolean;
  /** How much of what was said of the photo was understood, 0..1; 1 when nothing was said of it. */
  coverage: number;
};

/** The numbers and words an explanation may use; it may not claim anything else. */
export type ExplainInput = {
  scene: { caption: string; reading: SceneReading };
  /** Best first, ten at most. */
  top: {
    title: string;
    artists: string[];
    reading: SongReading;
    score: number;
    /** Features in words, strongest first: "both calm", "shares the theme night". */
    reasons: string[];
  }[];
};

/** Ranking → words. */
export interface Writer {
  readonly id: 'gemini';
  /** Part of the cache key: model and prompt. */
  readonly version: string;
  explain(input: ExplainInput, options?: CallOptions): Promise<Explanation>;
}

/** A song that may come first, with what an explanation may say of it. */
export type Shortlisted = { title: string; reading: SongReading };

/** A scene's reading and the explanation of its best song, from one question. */
export type SceneAndWords = {
  reading: SceneReading;
  /** Which of the shortlist fits the scene best; the explanation is about it. Null: no usable words came. */
  words: ({ best: number } & Pick<Explanation, 'explanation' | 'reasons' | 'vibes'>) | null;
};

/** Reader and writer in one question, for when every song is known and only the photo is new. */
export interface SceneWriter {
  /** Throws `ServiceError` when the scene could not be read. */
  readAndExplain(
    scene: SceneText,
    /** The likeliest first, twenty-four at most. */
    shortlist: readonly Shortlisted[],
    options?: CallOptions,
  ): Promise<SceneAndWords>;
}

/** A photo, and what was said with it: the message it was posted with and the person's own words, possibly empty. */
export type PhotoToSee = { image: RgbImage; message: string; feeling: string };

/** Photo → what is in it and what it feels like, by a language model that sees it: a copy leaves the machine. */
export interface PhotoReader {
  readonly id: 'gemini';
  /** Part of the cache key: model and prompt. */
  readonly version: string;
  /** Throws `ServiceError` when it can't be seen or read. */
  seePhoto(photo: PhotoToSee, options?: CallOptions): Promise<SeenPhoto>;
}

/** A recognised link, taken apart: which source reads it, and what it leads to. Each source adds what it needs. */
export type Link = {
  /** Name of the source. */
  service: string;
  /** `playlist`, `album`, … */
  type: string;
};

/** The links of one service → their songs. It is given only links with its own name. */
export interface SongSource {
  /** `spotify`, `deezer`, …: part of the cache key and of sentences. */
  readonly name: string;
  /** Throws `UserError` for private, missing, empty; `ServiceError` when the service fails. */
  load(link: Link, options?: SourceOptions): Promise<Playlist>;
  /** Several links to single songs by few requests: one song for each, null for what is not there. Where it is missing, each is loaded. */
  loadSongs?(links: readonly Link[], options?: SourceOptions): Promise<(Song | null)[]>;
  /** The version mark as it is now, by one cheap request; null where there is none. Shows whether a cached playlist is still current. */
  snapshot?(link: Link, options?: SourceOptions): Promise<string | null>;
}

export type SourceOptions = CallOptions & {
  account?: SpotifyAccess | undefined;
  /** How many songs the kept copy has: where a better way only fails for now, a lesser one with fewer isn't taken. */
  keptSongs?: number | undefined;
};

/** A linked account, as far as a source needs it: a valid token. */
export interface SpotifyAccess {
  /** Not the person's id: part of the cache key, so that nobody sees what only another account may read. */
  readonly id: string;
  accessToken(options?: CallOptions): Promise<string>;
}

/** Song → a real video. */
export interface VideoFinder {
  find(song: Song, options?: CallOptions): Promise<string | null>;
}

/** Half a minute of a song, at a service that has it. */
export type Preview = {
  /** Good for a few minutes only: to be shown, never kept. */
  url: string;
  from: 'Deezer' | 'Apple Music';
  /** The song's own page there. */
  page: string | null;
};

/** Song → a preview of it. */
export interface PreviewFinder {
  /** null: no service has one, or none answers. */
  find(
    song: Pick<Song, 'title' | 'artists' | 'isrc'> & Partial<Pick<Song, 'durationMs'>>,
    options?: CallOptions,
  ): Promise<Preview | null>;
}

/** What may be forgotten: a broken cache is a miss, never a failure. */
export interface Cache {
  /** `undefined` is a miss. The value is unchecked: parse it. */
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown, ttlMs: number): Promise<void>;
  /** Many at once, in the order of `keys`. */
  getMany(keys: readonly string[]): Promise<unknown[]>;
  setMany(entries: readonly { key: string; value: unknown }[], ttlMs: number): Promise<void>;
  /** Rejects when it fails: nobody may believe that personal data is gone when it isn't. */
  remove(keys: readonly string[]): Promise<void>;
  /** A notice for the person if something went wrong since the last call. */
  takeTrouble(): Notice | null;
}

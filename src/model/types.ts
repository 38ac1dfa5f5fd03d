/** The plain values that flow through the pipeline. Nothing here knows a service, a model or a face. */

/** The eighteen moods a photo or a song may have. */
export const MOODS = [
  'joyful',
  'playful',
  'tender',
  'romantic',
  'peaceful',
  'dreamy',
  'nostalgic',
  'hopeful',
  'triumphant',
  'powerful',
  'wistful',
  'melancholic',
  'lonely',
  'dark',
  'tense',
  'angry',
  'restless',
  'sensual',
] as const;

export type Mood = (typeof MOODS)[number];

/** What a reading was made from: the words of the song, what is known about it, or its title alone. */
export type Basis = 'lyrics' | 'metadata' | 'title';

/** Who filled the form in. `lexicon` is the reader that is always there; `hand` came with the playlist. */
export type ReadBy = 'gemini' | 'lexicon' | 'hand';

/** The affect form, filled for photo and song alike, in English. */
export type Reading = {
  /** One or two sentences about the feeling, at most 300 characters, our own words. */
  summary: string;
  /** Unpleasant to pleasant, -1..1; null when nothing was there to read it from. */
  valence: number | null;
  /** Calm to excited, -1..1; null when nothing was there to read it from. */
  energy: number | null;
  /** One to three, strongest first (empty only when nothing could be read). */
  moods: Mood[];
  /** Up to five lower-case words. */
  themes: string[];
};

export type SongReading = Reading & { basis: Basis; by: ReadBy };

/** A scene always has a place on the plane: light and colour give one when words do not. */
export type SceneReading = Reading & { valence: number; energy: number; by: ReadBy };

/** A song as its playlist names it. Facts only. */
export type Song = {
  title: string;
  artists: string[];
  album: string | null;
  year: number | null;
  durationMs: number | null;
  /** Upper case, without hyphens. */
  isrc: string | null;
  /** Where the playlist says it can be heard. */
  url: string | null;
  genres: string[];
  /** Cover art (https), when the source names one. */
  cover: string | null;
  /** Numbers that came with the playlist (Exportify's Energy and Valence), 0..1 as they stand there. */
  audio: { valence: number | null; energy: number | null } | null;
  /** A reading written by hand in the playlist file itself. */
  reading: Reading | null;
};

export type PlaylistSource = 'file' | 'text' | 'spotify' | 'youtube' | 'apple' | 'deezer';

/** Something that was in the playlist and is not in the ranking. */
export type Skipped = { title: string; reason: string };

/** An honest remark for the person: what was degraded, left out, or got in another way. */
export type Notice = {
  /** Stable, kebab-case; one notice a code is shown. */
  code: string;
  text: string;
};

export type Playlist = {
  title: string;
  source: PlaylistSource;
  /** The address it came from, null for a file. */
  url: string | null;
  songs: Song[];
  /** Rows in the source, songs and skipped alike. */
  total: number;
  skipped: Skipped[];
  notices: Notice[];
  /** The source's own version mark (snapshot id, ETag), if it gives one. */
  snapshot: string | null;
  /** When the source was asked (milliseconds since 1970); earlier than now when the playlist was kept. */
  readAt?: number | undefined;
};

/** Pixels, 8-bit RGB, row by row, orientation already honoured. */
export type RgbImage = { data: Uint8Array; width: number; height: number };

/** A photo that was let in: its bytes' hash, its light and colour, and a copy small enough to work on. */
export type Photo = {
  /** SHA-256 of the bytes, hex. */
  hash: string;
  format: string;
  /** Of the original, orientation honoured. */
  width: number;
  height: number;
  /** At most 1024 pixels on the longer side. */
  rgb: RgbImage;
  palette: Palette;
};

/** Light and colour, each 0..1 unless said otherwise. */
export type Palette = {
  brightness: number;
  contrast: number;
  saturation: number;
  /** -1 cold .. 1 warm. */
  warmth: number;
  /** Hasler & Süsstrunk 2003, over 109 ("extremely colourful"), cut at 1. */
  colourfulness: number;
  /** Mean brightness of the upper, middle and lower third. */
  thirds: [number, number, number];
  /** Up to five colours by name, most of the picture first, with their share. */
  colours: { name: string; hex: string; share: number }[];
  /** What such light usually is ("a sunset"); null when it may be anything. */
  guess: string | null;
  /** "a dark, cold photo, mostly deep blue and black, bright at the top". */
  description: string;
  /** Valdez & Mehrabian 1994 from brightness and saturation, squashed to -1..1: weak priors. */
  valence: number;
  energy: number;
};

/** Probability of each mood as seen by an image model, in the order of `MOODS`, summing to 1. */
export type MoodDistribution = Float32Array;

/** A vector space. Vectors of different spaces are never compared. */
export type Space = { model: string; dimensions: number };

export type Scene = {
  /** What is in the photo, in words, light and colour included. */
  caption: string;
  /** Which captioner wrote it: `blip`, `florence`, `vit-gpt2` or `palette`. */
  captionedBy: string;
  palette: Palette;
  reading: SceneReading;
  /** From an image model, when one is there. */
  moods: MoodDistribution | null;
};

/** The features the ranker looks at, each in words for the person; see pipeline/features.ts. */
export type FeatureName = 'valence' | 'energy' | 'moods' | 'themes' | 'words' | 'light';

/** One feature of one song against the scene. */
export type FeatureValue = {
  /** How well it fits, 0..1; null when one side has no reading of it. */
  fit: number | null;
  /** The weight it had in this ranking, -1..1, below 0 where contrast was wanted; without signs they sum to 1. */
  weight: number;
  /** What it added to the total: |weight| x (fit, 1 - fit for contrast, or the playlist's mean where fit is null). */
  added: number;
};

export type Match = {
  /** 1 is the best. */
  rank: number;
  song: Song;
  reading: SongReading;
  /** 0..1: how this fit stands among the fits of a stored bank of scenes. Never a raw cosine. */
  score: number;
  /** The two voices people are shown, 0..1: `feeling` (valence, energy, moods, light), `meaning` (themes, words). */
  parts: { feeling: number; meaning: number };
  features: Record<FeatureName, FeatureValue>;
  /** The song's feeling in one sentence. */
  vibe: string;
  /** Why it stands where it stands, one line. */
  reason: string;
  /** A video, or a search that finds one. */
  youtube: string;
};

export type Ranking = {
  scene: Scene;
  playlist: {
    title: string;
    source: PlaylistSource;
    url: string | null;
    /** Rows in the source. */
    total: number;
    /** Songs that were read. */
    read: number;
  };
  /** Every song that was read, best first. */
  matches: Match[];
  /** Why the first beat the others. */
  explanation: string;
  explainedBy: 'gemini' | 'features';
  skipped: Skipped[];
  notices: Notice[];
  /** Version of the weights, kept with ratings. */
  weightsVersion: string;
  /** How deep the reading went. */
  depth?: Depth | undefined;
  /** The person's own words, what was understood of them, and what they want to hear nothing of. */
  wish?: { words: string; understood: string; avoid: { moods: readonly Mood[]; themes: readonly string[] } };
};

/** A first answer comes before the words of the songs do; every later one stands on more of them. */
export type Depth = {
  /** Songs read from their words, of all `songs` in the ranking. */
  fromLyrics: number;
  songs: number;
  /** false: a sharper ranking of the same request is on its way. */
  isFinal: boolean;
};

/** What leaves a run while it goes on. The face decides what to show. */
export type ProgressEvent =
  | { type: 'model-downloading'; model: string; doneBytes: number; totalBytes: number | null }
  | { type: 'scene-described'; caption: string }
  | { type: 'playlist-loaded'; title: string; songs: number }
  | { type: 'lyrics-searched'; done: number; total: number }
  | { type: 'songs-read'; done: number; total: number }
  | { type: 'songs-embedded'; done: number; total: number }
  | { type: 'songs-ranked'; songs: number }
  | { type: 'explanation-written' };

export type OnProgress = (event: ProgressEvent) => void;

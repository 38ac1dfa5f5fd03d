/** How a run spends its time. Every share and every wait of a run is here, so that they can be weighed together. */

/** A run ends after this with whatever was read by then: a minute is about as long as a person watches. */
export const runMs = 60_000;

/** A refinement reads nothing again, so it's a matter of seconds, whatever the language model does. */
export const refineMs = 8_000;

/** Songs that were late are read in the background, where nobody waits: in batches, each with this much time. */
export const backgroundBatchMs = 180_000;

/** So long may facts or sounds of a batch take there: MusicBrainz takes three seconds a song, the iTunes store as long. */
export const lookupBatchMs = 300_000;

/** Share (0..1) of a run's time after which each step stops waiting for services and models. */
export const doneBy = {
  /** Facts and sound of songs, once all songs are read: what is late is looked up in the background. */
  lookups: 0.25,
  /** A model elsewhere that sees the photo: leaves time for a captioner here. */
  photo: 0.3,
  /** The photo: decoding, caption, moods. Without a caption, light and colour describe it. */
  caption: 0.45,
  /** The playlist. There is no fallback for it, so it may take half of the time. */
  playlist: 0.5,
  /** The scene's reading by a language model; it takes a caption first. */
  sceneReading: 0.6,
  /** Lyrics; what is late is read without them. */
  lyrics: 0.7,
  /** Reading the scene and explaining the ranking in one question: leaves time for the two questions apart. */
  sceneAndWords: 0.7,
  /** A refinement's reading of the person's words. */
  wish: 0.8,
  /** The songs' readings by a language model. */
  songReadings: 0.88,
  /** Vectors of the sentence model; the built-in ones take no time. */
  vectors: 0.92,
  /** The explanation and the winner's video: the last to come, with a moment left to put the answer together. */
  explanation: 0.97,
} as const;

/** While songs are read, a better ranking is shown at most this often; the interface may show fewer. */
export const sharpenEveryMs = 250;

/** Requests to services go out first: they wait on the network while words lists are loaded and a first ranking is computed. */
export const headStartMs = 150;

/** A first ranking waits this long for the sentence model to load; the built-in vectors do for it. */
export const firstVectorsMs = 1_500;

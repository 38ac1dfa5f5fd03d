/** What the model is given to judge: other people's text, encoded so that it can't pass for instructions. */
import type { Reading } from '../../model/reading.ts';
import type { ExplainInput, PhotoToSee, SceneText, Shortlisted, SongText } from '../../pipeline/ports.ts';

/** JSON that can't be mistaken for the lines around it: no line breaks, no angle brackets. */
function dataBlock(data: unknown): string {
  const json = JSON.stringify(data).replace(
    /[<>\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `<<<DATA\n${json}\nDATA>>>`;
}

/** No song's lyrics are longer. */
const longestLyrics = 30_000;

const maxWords = 300;

/** The first 300 words; a line counts twice at most, so that more of the song fits. */
export function lyricsExcerpt(text: string): string {
  const seen = new Map<string, number>();
  const words: string[] = [];
  for (const line of text.slice(0, longestLyrics).split('\n')) {
    const key = line.trim().toLowerCase();
    const times = seen.get(key) ?? 0;
    if (key === '' || times >= 2) continue;
    seen.set(key, times + 1);
    words.push(...line.trim().split(/\s+/), '/');
    if (words.length > maxWords) break;
  }
  // Scripts without spaces have few "words", so characters are counted too.
  return words
    .slice(0, maxWords)
    .join(' ')
    .replace(/\s*\/$/, '')
    .slice(0, maxWords * 8);
}

const short = (text: string, max: number): string => text.slice(0, max);

/** The songs as data, by their place in the call; with their lyrics, or only with what is known about them. */
export function songsData(songs: readonly SongText[], withLyrics: boolean): string {
  return dataBlock(
    songs.map(({ song, lyrics }, i) => ({
      i,
      title: short(song.title, 200),
      artists: song.artists.slice(0, 5).map((artist) => short(artist, 100)),
      ...(song.album === null ? {} : { album: short(song.album, 150) }),
      ...(song.year === null ? {} : { year: song.year }),
      ...(song.genres.length > 0 && { genres: song.genres.slice(0, 5).map((genre) => short(genre, 40)) }),
      ...(song.audio === null ? {} : { audio: song.audio }),
      ...(lyrics.kind === 'instrumental' ? { instrumental: true } : {}),
      ...(withLyrics && lyrics.kind === 'words' ? { lyrics: lyricsExcerpt(lyrics.text) } : {}),
    })),
  );
}

/** Of the person's own words: one wish, or all that were made one after the other. */
const longestFeeling = 600;

const momentOf = ({ caption, palette, feeling }: SceneText) => ({
  caption: short(caption, 500),
  light: short(palette.description, 300),
  ...(feeling.trim() === '' ? {} : { feeling: short(feeling, longestFeeling) }),
});

const readingOf = ({ summary, valence, energy, moods, themes }: Reading) => ({
  summary: short(summary, 300),
  valence,
  energy,
  moods,
  themes,
});

/** The moment as data. */
export const sceneData = (scene: SceneText): string => dataBlock(momentOf(scene));

/** The moment and the songs that may answer it, without titles, so that nothing is claimed about them. */
export const sceneAndWordsData = (scene: SceneText, shortlist: readonly Shortlisted[]): string =>
  dataBlock({
    ...momentOf(scene),
    shortlist: shortlist.map(({ reading }, i) => ({ i, ...readingOf(reading) })),
  });

/** What was said of a photo. */
export const photoData = ({ message, feeling }: Omit<PhotoToSee, 'image'>): string =>
  dataBlock({
    ...(message === '' ? {} : { message: short(message, 300) }),
    ...(feeling.trim() === '' ? {} : { feeling: short(feeling, longestFeeling) }),
  });

/** The ranking as data, without titles, so that nothing is claimed about them. */
export function explainData({ scene, top }: ExplainInput): string {
  return dataBlock({
    moment: { caption: short(scene.caption, 500), ...readingOf(scene.reading) },
    songs: top.map(({ reading, score, reasons }, i) => ({
      i,
      ...readingOf(reading),
      score: Math.round(score * 100) / 100,
      because: reasons.slice(0, 6).map((way) => short(way, 100)),
    })),
  });
}

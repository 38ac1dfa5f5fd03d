/** What the language model is given to judge: other people's text, encoded so that it cannot speak for itself. */
import type { ExplainInput, SceneText, Shortlisted, SongText } from '../../pipeline/ports.ts';

/** JSON that cannot be mistaken for the lines around it: no line breaks, no angle brackets. */
export function dataBlock(data: unknown): string {
  const json = JSON.stringify(data).replace(
    /[<>\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `<<<DATA\n${json}\nDATA>>>`;
}

const sectionHeader =
  /^\s*[[(](?:intro|verse|pre-?chorus|chorus|post-?chorus|refrain|hook|bridge|outro|interlude|break|solo|instrumental)\b[^\])]{0,60}[\])]\s*$/i;

/** No song's words are longer. */
const longestLyrics = 30_000;

/** The first `maxWords` words, without section headers; a line counts twice at most, so more of the song fits. */
export function lyricsExcerpt(text: string, maxWords = 300): string {
  const seen = new Map<string, number>();
  const words: string[] = [];
  for (const line of text.slice(0, longestLyrics).split('\n')) {
    const key = line.trim().toLowerCase();
    const times = seen.get(key) ?? 0;
    if (key === '' || times >= 2 || sectionHeader.test(line)) continue;
    seen.set(key, times + 1);
    words.push(...line.trim().split(/\s+/), '/');
    if (words.length > maxWords) break;
  }
  // Scripts without spaces have few "words": characters are counted too.
  return words
    .slice(0, maxWords)
    .join(' ')
    .replace(/\s*\/$/, '')
    .slice(0, maxWords * 8);
}

const short = (text: string, max: number): string => text.slice(0, max);

/** The songs as data, by their place in the call. Without `withLyrics`, what is known about them must do. */
export function songsData(songs: readonly SongText[], withLyrics: boolean): string {
  return dataBlock(
    songs.map(({ song, lyrics }, i) => ({
      i,
      title: short(song.title, 200),
      artists: song.artists.slice(0, 5).map((artist) => short(artist, 100)),
      ...(song.album === null ? {} : { album: short(song.album, 150) }),
      ...(song.year === null ? {} : { year: song.year }),
      ...(song.genres.length === 0
        ? {}
        : { genres: song.genres.slice(0, 5).map((genre) => short(genre, 40)) }),
      ...(song.audio === null ? {} : { audio: song.audio }),
      ...(lyrics.kind === 'instrumental' ? { instrumental: true } : {}),
      ...(withLyrics && lyrics.kind === 'words' ? { lyrics: lyricsExcerpt(lyrics.text) } : {}),
    })),
  );
}

const momentOf = ({ caption, palette, feeling }: SceneText) => ({
  caption: short(caption, 500),
  light: short(palette.description, 300),
  ...(feeling.trim() === '' ? {} : { feeling: short(feeling, 300) }),
});

/** The moment as data. */
export function sceneData(scene: SceneText): string {
  return dataBlock(momentOf(scene));
}

/** The moment and the songs that may answer it; titles are not in it, for nothing may be claimed about them. */
export function sceneAndWordsData(scene: SceneText, shortlist: readonly Shortlisted[]): string {
  return dataBlock({
    ...momentOf(scene),
    shortlist: shortlist.map(({ reading: { summary, valence, energy, moods, themes } }, i) => ({
      i,
      summary: short(summary, 300),
      valence,
      energy,
      moods,
      themes,
    })),
  });
}

/** The ranking as data; titles are not in it, for nothing may be claimed about them. */
export function explainData({ scene, top }: ExplainInput): string {
  const { summary, valence, energy, moods, themes } = scene.reading;
  return dataBlock({
    moment: { caption: short(scene.caption, 500), summary, valence, energy, moods, themes },
    songs: top.map(({ reading, score, because }, i) => ({
      i,
      summary: short(reading.summary, 300),
      valence: reading.valence,
      energy: reading.energy,
      moods: reading.moods,
      themes: reading.themes,
      score: Math.round(score * 100) / 100,
      because: because.slice(0, 6).map((way) => short(way, 100)),
    })),
  });
}

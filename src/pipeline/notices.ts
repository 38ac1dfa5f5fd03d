/** What the pipeline itself has to tell: honest remarks, in the voice of the bot. */
import type { ServiceError } from '../errors.ts';
import type { Notice } from '../model/notice.ts';
import type { Depth } from '../model/ranking.ts';
import type { SongReading } from '../model/reading.ts';

const songs = (count: number): string => `${count} ${count === 1 ? 'song' : 'songs'}`;

/** A language model failed; the words list took over. */
export function readerFailed({ service }: ServiceError): Notice {
  const why = service === 'time' ? 'Gemini took too long' : 'Gemini could not be asked';
  return { code: 'reader-failed', text: `${why}, so I read with my own list of words.` };
}

export function lyricsLate(count: number): Notice {
  return {
    code: 'lyrics-late',
    text: `The words of ${songs(count)} did not arrive in time; ask again for a deeper reading.`,
  };
}

export function readLightly(count: number): Notice {
  return {
    code: 'read-lightly',
    text: `This is a long playlist: ${songs(count)} were read only from what the playlist says about them.`,
  };
}

export function captionedByAnother(id: string): Notice {
  return {
    code: 'captioned-by-another',
    text: `The usual captioning model was not at hand, so ${id} described the photo.`,
  };
}

export const captionedByPalette: Notice = {
  code: 'captioned-by-palette',
  text: 'No captioning model was at hand, so I read the photo from its light and colours alone.',
};

export const embedderFailed: Notice = {
  code: 'embedder-failed',
  text: 'The sentence model was not at hand, so meanings were compared with my own list of words.',
};

/** What a ranking says of itself while a sharper one is on its way. */
export function stillReading({ fromLyrics, songs: all }: Depth): Notice {
  return {
    code: 'how-read',
    text: `A first answer: ${fromLyrics} of ${songs(all)} are read from their lyrics so far. I am reading on.`,
  };
}

/** How deep the reading went, over all songs of the ranking. */
export function howSongsWereRead(readings: readonly SongReading[]): Notice {
  const count = (is: (reading: SongReading) => boolean): number => readings.filter(is).length;
  const byHand = count(({ by }) => by === 'hand');
  if (byHand === readings.length) {
    return {
      code: 'how-read',
      text: `The readings of these ${songs(byHand)} were written by hand and came with the playlist.`,
    };
  }
  const ways: [number, string][] = [
    [count(({ by, basis }) => by !== 'hand' && basis === 'lyrics'), 'from the lyrics'],
    [count(({ by, basis }) => by !== 'hand' && basis === 'metadata'), 'from what is known about them'],
    [count(({ basis }) => basis === 'title'), 'from title and artist alone'],
    [byHand, 'by hand, in the playlist file'],
  ];
  const told = ways
    .filter(([some]) => some > 0)
    .map(([some, how], at) => `${at === 0 ? songs(some) : some} ${how}`);
  return { code: 'how-read', text: `How I read them: ${told.join(', ')}.` };
}

/** What the pipeline itself says to people: honest remarks and what went wrong, in the voice of the bot. */
import { DownloadingError, type ServiceError, serviceNames, UserError } from '../errors.ts';
import { quoted } from '../model/clean-text.ts';
import { differences, listed } from '../model/feeling-words.ts';
import type { Notice } from '../model/notice.ts';
import type { Depth } from '../model/ranking.ts';
import type { SceneReading, SongReading } from '../model/reading.ts';

const songs = (count: number): string => `${count} ${count === 1 ? 'song' : 'songs'}`;

/** A language model failed; the words list took over. */
export function readerFailed({ service }: ServiceError): Notice {
  const why = service === 'time' ? 'Gemini took too long' : 'Gemini could not be asked';
  return { code: 'reader-failed', text: `${why}, so I read with my own list of words.` };
}

export function lyricsLate(count: number): Notice {
  return {
    code: 'lyrics-late',
    text: `The lyrics of ${songs(count)} did not arrive in time; ask again for a deeper reading.`,
  };
}

/** The host's own music server failed. */
export const soundsMissing: Notice = {
  code: 'sounds-missing',
  text: 'I could not listen to the songs on the music server just now, so I went by what else is known of them.',
};

export function readLightly(count: number): Notice {
  return {
    code: 'read-lightly',
    text: `This is a long playlist: ${songs(count)} were read only from what the playlist says about them.`,
  };
}

/** "Only 43 % of the photo model is downloaded so far": true of a terminal program too, which ends and downloads on later. */
function modelMissing(model: string, failure: ServiceError | null, otherwise: string): string {
  if (!(failure instanceof DownloadingError)) return otherwise;
  const { share } = failure;
  return share === null
    ? `The ${model} is not downloaded yet`
    : `Only ${Math.floor(100 * share)} % of the ${model} is downloaded so far`;
}

export const photoReadByGemini: Notice = {
  code: 'photo-read-by-gemini',
  text: 'Your photo was read by Gemini: a small copy of it, without its metadata, went to Google.',
};

export const photoNotSeenCode = 'photo-not-seen';

export function photoNotSeen({ service }: ServiceError): Notice {
  const why = service === 'time' ? 'Gemini took too long to look' : 'Gemini could not look';
  return {
    code: photoNotSeenCode,
    text: `${why} at your photo, so I went by what I can see in it myself. A small copy of it may have gone to Google.`,
  };
}

/** `failure` is the usual captioner's. */
export function captionedByAnother(id: string, failure: ServiceError | null): Notice {
  const why = modelMissing('photo model', failure, 'The usual captioning model was not available');
  return { code: 'captioned-by-another', text: `${why}, so ${id} described the photo.` };
}

/** `failure` is the usual captioner's; null: there is none. `hasMoods`: an image model saw some. `fetch` installs a captioner. */
export function knownByColours(
  failure: ServiceError | null,
  hasMoods: boolean,
  fetch = 'models fetch',
): Notice {
  const why = modelMissing('photo model', failure, 'No captioning model was available');
  const what = `so I went by ${hasMoods ? 'light, colours and mood' : 'light and colours'} alone`;
  const advice =
    failure instanceof DownloadingError
      ? 'ask again later for a closer look'
      : `npx scenescore ${fetch} installs one`;
  return { code: knownByColoursCode, text: `${why}, ${what} (${advice}).` };
}

/** Refining by the person's own description takes the notice away. */
export const knownByColoursCode = 'known-by-colours';

/** The first song's score is low, though enough is known of it. */
export const nothingFits = (title: string): Notice => ({
  code: 'nothing-fits',
  text: `Nothing in this playlist really fits; the nearest is ${quoted(title)}.`,
});

export function embedderFailed(failure: ServiceError): Notice {
  const why = modelMissing('sentence model', failure, 'The sentence model was not available');
  return { code: 'embedder-failed', text: `${why}, so meanings were compared with my own list of words.` };
}

/** null: who does without it for good need not read that each time. */
export function moodsMissing(failure: ServiceError): Notice | null {
  if (!(failure instanceof DownloadingError)) return null;
  return {
    code: 'moods-missing',
    text: `${modelMissing('mood model', failure, '')}, so I judge the moods without it.`,
  };
}

export const writerFailed: Notice = {
  code: 'writer-failed',
  text: 'Gemini could not write the explanation, so it is put together from the comparison itself.',
};

/** Words that only a language model knows. */
export const readWithPhoto = 'Your words went into how I read the photo.';

/** What a ranking says of itself while a sharper one is on its way. */
export function stillReading({ fromLyrics, songs: all }: Depth): Notice {
  return {
    code: 'how-read',
    text: `A first answer: ${fromLyrics} of ${songs(all)} are read from their lyrics so far. I am reading on.`,
  };
}

/** How deep the reading went, over all songs of the ranking. */
export function howSongsWereRead(read: readonly { reading: SongReading }[]): Notice {
  const count = (is: (reading: SongReading) => boolean) => read.filter(({ reading }) => is(reading)).length;
  const byHand = count(({ by }) => by === 'hand');
  if (byHand === read.length) {
    return {
      code: 'how-read',
      text:
        byHand === 1
          ? 'The reading of this song was written by hand and came with the playlist.'
          : `The readings of these ${songs(byHand)} were written by hand and came with the playlist.`,
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

/** How a model read a person's words: what they changed of the scene; null when nothing. */
export function tookThatAs(before: SceneReading, after: SceneReading): string | null {
  const moods = after.moods.filter((mood) => !before.moods.includes(mood)).slice(0, 2);
  const themes = after.themes.filter((theme) => !before.themes.includes(theme)).slice(0, 2);
  const changes = [
    ...differences(before, after),
    ...(moods.length > 0 ? [`more ${listed(moods)}`] : []),
    ...themes.map((theme) => `about “${theme}”`),
  ];
  return changes.length === 0 ? null : `I took that as: ${listed(changes)}.`;
}

export const unsupportedLink = (): UserError =>
  new UserError(
    'unsupported-link',
    'Such links are not switched on here. Attach the playlist as a file instead.',
  );

export const emptyPlaylist = (): UserError =>
  new UserError('empty-playlist', 'There are no songs in this playlist that I can read. Try another one.');

/** A list of links without names, of which no service knew one. */
export const linksUnreadable = (areVideos: boolean): UserError =>
  new UserError(
    'links-only',
    areVideos
      ? 'That list holds only ids of videos, and I could not look up their names. Make the playlist public or unlisted on YouTube and send me its link instead.'
      : 'That list holds only links, and I could not look up the songs behind them. Write “Artist - Title” on each line, or send me the playlist’s own link.',
  );

/** A music service failed: there is no other way to its playlist. */
export function playlistUnavailable(service: string, cause: ServiceError): UserError {
  const name = serviceNames[service] ?? service;
  const waitMs = cause.retryAfterMs ?? 0;
  const when = waitMs > 90_000 ? `in about ${Math.ceil(waitMs / 60_000)} minutes` : 'in a minute';
  return new UserError(
    'playlist-unavailable',
    `${name} does not answer just now. Try again ${when}, or give me the playlist as a file.`,
    { cause },
  );
}

export const noPhotos = (most: number): UserError =>
  new UserError('no-photos', `Give me at least one photo, and at most ${most}.`);

export const tooManyPhotos = (count: number, most: number): UserError =>
  new UserError('too-many-photos', `That makes ${count} photos; I can take up to ${most}.`);

export const tooFewSongs = (count: number, photos: number): UserError =>
  new UserError(
    'too-few-songs',
    `I can read only ${count} of the songs, and there are ${photos} photos: give me a longer playlist, or fewer photos.`,
  );

/** What's wrong with one photo of several, said with its number. */
export const wrongPhoto = (number: number, cause: UserError): UserError =>
  new UserError(cause.code, `Photo ${number}: ${cause.message}`, { cause });

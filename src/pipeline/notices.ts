/** What the pipeline itself says to people: honest remarks and what went wrong, in the voice of the bot. */
import { DownloadingError, type ServiceError, UnusableAnswer, UserError } from '../errors.ts';
import { serviceName } from '../locales/phrases.ts';
import { sentences } from '../locales/sentences.ts';
import { quoted } from '../model/clean-text.ts';
import { differences } from '../model/feeling-words.ts';
import type { Notice } from '../model/notice.ts';
import type { Depth } from '../model/ranking.ts';
import type { SceneReading, SongReading } from '../model/reading.ts';
import type { Sentence } from '../model/sentence.ts';
import type { Obstacle } from './ports.ts';

const { notices: words, readers: ofReaders } = sentences;

export const readerFailedCode = 'reader-failed';

/** A language model failed; the words list took over. */
export const readerFailed = ({ service }: ServiceError): Notice => ({
  code: readerFailedCode,
  ...(service === 'time' ? words.readerLate : words.readerFailed),
});

const sceneUnreadCode = 'scene-unread';

/** As `readerFailed`, for a caption and a person's own words: Gemini may well read the songs. */
export const sceneUnread = (failure: ServiceError): Notice =>
  failure instanceof UnusableAnswer
    ? { code: sceneUnreadCode, ...words.sceneUnread[failure.why] }
    : readerFailed(failure);

export const lyricsLate = (count: number): Notice => ({ code: 'lyrics-late', ...words.lyricsLate(count) });

/** The host's own music server failed. */
export const soundsMissing: Notice = { code: 'sounds-missing', ...words.soundsMissing };

export const readLightly = (count: number): Notice => ({ code: 'read-lightly', ...words.readLightly(count) });

/** How far a model's download is, where that is what went wrong. */
function modelMissing(model: Sentence, failure: ServiceError | null, otherwise: Sentence): Sentence {
  if (!(failure instanceof DownloadingError)) return otherwise;
  const { share } = failure;
  return share === null ? words.notDownloaded(model) : words.downloaded(model, Math.floor(100 * share));
}

export const photoReadByGemini: Notice = { code: 'photo-read-by-gemini', ...words.photoReadByGemini };

export const photoNotSeenCode = 'photo-not-seen';

export function photoNotSeen(failure: ServiceError): Notice {
  const failed = failure.service === 'time' ? words.photoSeenLate : words.photoNotSeen;
  const why = failure instanceof UnusableAnswer ? words.photoUnread[failure.why] : failed;
  return { code: photoNotSeenCode, ...why };
}

const captionedByAnotherCode = 'captioned-by-another';

/** `failure` is the usual captioner's. */
export function captionedByAnother(id: string, failure: ServiceError | null): Notice {
  const why = modelMissing(words.models.photo, failure, words.missing.photo);
  return { code: captionedByAnotherCode, ...words.captionedByAnother(why, id) };
}

/**
 * `failure` is the usual captioner's; null: there is none. `hasMoods`: an image model saw some. `fetch` installs a
 * captioner; null: the host wants none.
 */
export function knownByColours(
  failure: ServiceError | null,
  hasMoods: boolean,
  fetch: string | null = 'models fetch',
): Notice {
  const why = modelMissing(words.models.photo, failure, words.missing.captioner);
  const installs = fetch === null ? 'CAPTIONER=none' : words.installs(fetch);
  const advice = failure instanceof DownloadingError ? words.askAgainLater : installs;
  return { code: knownByColoursCode, ...words.knownByColours(why, hasMoods, advice) };
}

const knownByColoursCode = 'known-by-colours';

/** Refining by the person's own description takes these away. */
export const aboutDescription: readonly string[] = [
  knownByColoursCode,
  sceneUnreadCode,
  captionedByAnotherCode,
];

const nothingFitsCode = 'nothing-fits';

/** The first song's score is low, though enough is known of it. */
export const nothingFits = (title: string): Notice => ({
  code: nothingFitsCode,
  ...words.nothingFits(quoted(title)),
});

const embedderFailedCode = 'embedder-failed';

export function embedderFailed(failure: ServiceError): Notice {
  const why = modelMissing(words.models.sentences, failure, words.missing.sentences);
  return { code: embedderFailedCode, ...words.embedderFailed(why) };
}

/** null: who does without it for good need not read that each time. */
export function moodsMissing(failure: ServiceError): Notice | null {
  if (!(failure instanceof DownloadingError)) return null;
  const why = modelMissing(words.models.moods, failure, words.notDownloaded(words.models.moods));
  return { code: 'moods-missing', ...words.moodsMissing(why) };
}

const writerFailedCode = 'writer-failed';

export function writerFailed(failure: ServiceError): Notice {
  const why = failure instanceof UnusableAnswer ? words.unexplained[failure.why] : words.writerFailed;
  return { code: writerFailedCode, ...why };
}

/** Of one order of the songs: another order says them again where they still hold. */
export const aboutOrder: readonly string[] = [nothingFitsCode, embedderFailedCode, writerFailedCode];

/** Words that only a language model knows. */
export const { readWithPhoto } = words;

export const wishCode = 'wish';

/** What was understood of the person's words, where an answer has no other place for it. */
export const wishTaken = (understood: Sentence): Notice => ({ code: wishCode, ...understood });

/** What a ranking says of itself while a sharper one is on its way. */
export const stillReading = ({ fromLyrics, songs }: Depth): Notice => ({
  code: 'how-read',
  ...words.stillReading(fromLyrics, songs),
});

/** Of all songs of a playlist: whose words could not be read. */
export function wordsUnread(songs: readonly { obstacle: Obstacle | null }[]): Notice[] {
  const count = (kind: Obstacle): number => songs.filter(({ obstacle }) => obstacle === kind).length;
  const [foreign, wordless] = [count('foreign'), count('instrumental')];
  return [
    ...(foreign > 0 ? [{ code: 'songs-not-english', ...ofReaders.notEnglish(foreign) }] : []),
    ...(wordless > 0 ? [{ code: 'songs-without-words', ...ofReaders.withoutWords(wordless) }] : []),
  ];
}

/** How deep the reading went, over all songs of the ranking. */
export function howSongsWereRead(read: readonly { reading: SongReading }[]): Notice {
  const count = (is: (reading: SongReading) => boolean) => read.filter(({ reading }) => is(reading)).length;
  const hand = count(({ by }) => by === 'hand');
  if (hand === read.length) return { code: 'how-read', ...words.allByHand(hand) };
  const lyrics = count(({ by, basis }) => by !== 'hand' && basis === 'lyrics');
  const metadata = count(({ by, basis }) => by !== 'hand' && basis === 'metadata');
  const title = count(({ by, basis }) => by !== 'hand' && basis === 'title');
  return { code: 'how-read', ...words.howRead({ lyrics, metadata, title, hand }) };
}

/** How a model read a person's words: what they changed of the scene; null when nothing. */
export function tookThatAs(before: SceneReading, after: SceneReading): Sentence | null {
  const changes = differences(before, after);
  const moods = after.moods.filter((mood) => !before.moods.includes(mood)).slice(0, 2);
  const themes = after.themes.filter((theme) => !before.themes.includes(theme)).slice(0, 2);
  return changes.length + moods.length + themes.length === 0
    ? null
    : words.tookThatAs(changes, moods, themes);
}

export const unsupportedLink = (): UserError => new UserError('unsupported-link', words.unsupportedLink);

export const emptyPlaylist = (): UserError => new UserError('empty-playlist', words.emptyPlaylist);

/** A list of links without names, of which no service knew one. */
export const linksUnreadable = (areVideos: boolean): UserError =>
  new UserError('links-only', areVideos ? words.videosOnly : words.linksOnly);

/** A music service failed: there is no other way to its playlist. */
export function playlistUnavailable(service: string, cause: ServiceError): UserError {
  const waitMs = cause.retryAfterMs ?? 0;
  const minutes = waitMs > 90_000 ? Math.ceil(waitMs / 60_000) : 1;
  const sentence = words.playlistUnavailable(serviceName(service), minutes);
  return new UserError('playlist-unavailable', sentence, { cause });
}

export const noPhotos = (most: number): UserError => new UserError('no-photos', words.noPhotos(most));

export const tooManyPhotos = (count: number, most: number): UserError =>
  new UserError('too-many-photos', words.tooManyPhotos(count, most));

export const tooFewSongs = (count: number, photos: number): UserError =>
  new UserError('too-few-songs', words.tooFewSongs(count, photos));

/** What's wrong with one link of several, said with its number. */
export const wrongLink = (number: number, cause: UserError): UserError =>
  new UserError(cause.code, words.wrongLink(number, cause.sentence), { cause });

/** What's wrong with one photo of several, said with its number. */
export const wrongPhoto = (number: number, cause: UserError): UserError =>
  new UserError(cause.code, words.wrongPhoto(number, cause.sentence), { cause });

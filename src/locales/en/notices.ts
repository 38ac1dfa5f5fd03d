/** What the pipeline says beside an answer: honest remarks, and what went wrong. */
import { listed } from '../../model/feeling-words.ts';
import { counted } from './common.ts';

const songs = (count: number): string => counted(count, 'song');

const theseWords = 'so I read these words with my own list.';
const seenMyself = 'so I went by what I can see in it myself. A small copy of it went to Google.';
const putTogether = 'so it is put together from the comparison itself.';

export const notices = {
  readerFailed: 'I could not ask Gemini, so I read with my own list of words.',
  readerLate: 'Gemini took too long, so I read with my own list of words.',
  /** An answer about what is known of the photo in words came, and could not be used. */
  sceneUnread: {
    declined: `Gemini would not read the words about your photo, ${theseWords}`,
    cut: `Gemini’s answer about your photo broke off, ${theseWords}`,
    nonsense: `Gemini’s answer about your photo made no sense, ${theseWords}`,
  },
  lyricsLate: (count: number) =>
    `The lyrics of ${songs(count)} did not arrive in time; ask again for a deeper reading.`,
  soundsMissing:
    'I could not listen to the songs on the music server just now, so I went by what else is known of them.',
  readLightly: (count: number) =>
    `This is a long playlist: ${songs(count)} were read only from what the playlist says about them.`,
  photoReadByGemini:
    'Your photo was read by Gemini: a small copy of it, without its metadata, went to Google.',
  photoNotSeen:
    'Gemini could not look at your photo, so I went by what I can see in it myself. A small copy of it may have gone to Google.',
  photoSeenLate:
    'Gemini took too long to look at your photo, so I went by what I can see in it myself. A small copy of it may have gone to Google.',
  /** An answer about the photo itself came, and could not be used. */
  photoUnread: {
    declined: `Gemini would not look at your photo, ${seenMyself}`,
    cut: `Gemini’s answer about your photo broke off, ${seenMyself}`,
    nonsense: `Gemini’s answer about your photo made no sense, ${seenMyself}`,
  },
  /** What is not there; true of a terminal program too, which ends and goes on downloading later. */
  missing: {
    photo: 'The usual captioning model was not available',
    captioner: 'No captioning model was available',
    sentences: 'The sentence model was not available',
  },
  models: { photo: 'photo model', sentences: 'sentence model', moods: 'mood model' },
  notDownloaded: (model: string) => `The ${model} is not downloaded yet`,
  downloaded: (model: string, percent: number) => `Only ${percent} % of the ${model} is downloaded so far`,
  captionedByAnother: (why: string, id: string) => `${why}, so ${id} described the photo.`,
  knownByColours: (why: string, hasMoods: boolean, advice: string) =>
    `${why}, so I went by ${hasMoods ? 'light, colours and mood' : 'light and colours'} alone (${advice}).`,
  askAgainLater: 'ask again later for a closer look',
  installs: (command: string) => `npx scenescore ${command} installs one`,
  nothingFits: (title: string) => `Nothing in this playlist really fits; the nearest is ${title}.`,
  embedderFailed: (why: string) => `${why}, so meanings were compared with my own list of words.`,
  moodsMissing: (why: string) => `${why}, so I judge the moods without it.`,
  writerFailed: 'Gemini could not write the explanation, so it is put together from the comparison itself.',
  unexplained: {
    declined: `Gemini would not write the explanation, ${putTogether}`,
    cut: `Gemini’s explanation broke off, ${putTogether}`,
    nonsense: `Gemini’s explanation made no sense, ${putTogether}`,
  },
  readWithPhoto: 'Your words went into how I read the photo.',
  stillReading: (fromLyrics: number, all: number) =>
    `A first answer: ${fromLyrics} of ${songs(all)} are read from their lyrics so far. I am reading on.`,
  allByHand: (count: number) =>
    count === 1
      ? 'The reading of this song was written by hand and came with the playlist.'
      : `The readings of these ${songs(count)} were written by hand and came with the playlist.`,
  howRead: (count: { lyrics: number; metadata: number; title: number; hand: number }) => {
    const ways: [number, string][] = [
      [count.lyrics, 'from the lyrics'],
      [count.metadata, 'from what is known about them'],
      [count.title, 'from title and artist alone'],
      [count.hand, 'by hand, in the playlist file'],
    ];
    const told = ways
      .filter(([some]) => some > 0)
      .map(([some, how], at) => `${at === 0 ? songs(some) : some} ${how}`);
    return `How I read them: ${told.join(', ')}.`;
  },
  tookThatAs: (changes: readonly string[], moods: readonly string[], themes: readonly string[]) => {
    const all = [
      ...changes,
      ...(moods.length > 0 ? [`more ${listed(moods)}`] : []),
      ...themes.map((theme) => `about “${theme}”`),
    ];
    return `I took that as: ${listed(all)}.`;
  },
  unsupportedLink: 'Links like that are not switched on here. Attach the playlist as a file instead.',
  emptyPlaylist: 'There are no songs in this playlist that I can read. Try another one.',
  videosOnly:
    'That list holds only ids of videos, and I could not look up their names. Make the playlist public or unlisted on YouTube and send me its link instead.',
  linksOnly:
    'That list holds only links, and I could not look up the songs behind them. Write “Artist - Title” on each line, or send me the playlist’s own link.',
  playlistUnavailable: (service: string, minutes: number) =>
    `${service} does not answer just now. Try again ${minutes < 2 ? 'in a minute' : `in about ${minutes} minutes`}, or give me the playlist as a file.`,
  noPhotos: (most: number) => `Give me at least one photo, and at most ${most}.`,
  tooManyPhotos: (count: number, most: number) => `That makes ${count} photos; I can take up to ${most}.`,
  tooFewSongs: (count: number, photos: number) =>
    `I can read only ${count} of the songs, and there are ${photos} photos: give me a longer playlist, or fewer photos.`,
  wrongPhoto: (number: number, what: string) => `Photo ${number}: ${what}`,
  wrongLink: (number: number, what: string) => `Link ${number}: ${what}`,
} as const;

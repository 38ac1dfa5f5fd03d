/** How songs were read, and what could not be. */
import { counted } from './common.ts';

const songs = (count: number): string => counted(count, 'song');
const theirs = (count: number, one: string, many: string): string => (count === 1 ? one : many);

export const readers = {
  notEnglish: (count: number) =>
    `${songs(count)} ${theirs(count, 'is', 'are')} not in English and ${theirs(count, 'was', 'were')} read from title and artist only.`,
  withoutWords: (count: number) =>
    count === 1
      ? '1 song has no words and was read from its title, genre and year.'
      : `${count} songs have no words and were read from their titles, genres and years.`,
  unreadableFile: 'I could not read that playlist file. Export it again and retry.',
};

const withMyList = 'so I read with my own list of words';
const withThose = 'so I read those with my own list of words.';

export const gemini = {
  /** Why Gemini could not be asked at all. */
  failed: {
    key: `Gemini refused this bot’s key, ${withMyList}. The person who runs this bot can check GEMINI_API_KEY.`,
    gone: `The Gemini models this bot is set to use no longer exist, ${withMyList}. The person who runs it can change GEMINI_MODEL.`,
    day: `Gemini’s quota for today is used up, ${withMyList}. It is back tomorrow.`,
    minute: `Gemini’s quota for this minute is used up, ${withMyList}.`,
    refused: `Gemini did not accept the question, ${withMyList}.`,
    unwell: `Gemini did not answer, ${withMyList}.`,
    garbled: `Gemini’s answers make no sense just now, ${withMyList}.`,
  },
  /** Some songs were left open, by why: of one batch of several, so how many in all is not known. */
  partly: {
    late: `Gemini did not get to some songs, ${withThose}`,
    declined: `Gemini would not read some songs, ${withThose}`,
    cut: `Gemini’s answer about some songs broke off, ${withThose}`,
    nonsense: `Gemini’s answer about some songs made no sense, ${withThose}`,
    several: `Gemini left out some songs, ${withThose}`,
  },
  otherModel: (model: string) => `Some of this was read by ${model}, because the first model did not answer.`,
  /** A Gemma model stood in. */
  gemma: {
    declined: (model: string) => `Gemini would not read some of this, so ${model} did.`,
    quota: (model: string) => `Gemini’s quota is used up for now, so some of this was read by ${model}.`,
    other: (model: string) => `Gemini gave no answer I could use, so some of this was read by ${model}.`,
  },
};

export const lyrics = {
  noFolder: (dir: string) => `I could not open the lyrics folder “${dir}”. Is the path right?`,
  serviceFailed: (name: string) =>
    `${name} did not answer for some songs, so they may have been read without their words.`,
};

/** What the person is told when Gemini was not at its best. */
import type { ServiceError } from '../../errors.ts';
import type { Notice } from '../../model/notice.ts';
import { troubleOf } from './errors.ts';

const count = (songs: number): string => (songs === 1 ? '1 song' : `${songs} songs`);

/** Why it could not be asked at all; the host's part of it in one sentence. */
export function geminiFailed(error: ServiceError): Notice {
  const why = {
    key: 'Gemini refused its key, so I read with my own list of words. Whoever runs this bot can check GEMINI_API_KEY.',
    gone: 'The Gemini models this bot is set to are not there any more, so I read with my own list of words. Whoever runs it can change GEMINI_MODEL.',
    day: 'Gemini’s share for today is used up, so I read with my own list of words. It is back tomorrow.',
    minute: 'Gemini is busy with others this minute, so I read with my own list of words.',
    refused: 'Gemini did not accept the question, so I read with my own list of words.',
    unwell: 'Gemini did not answer, so I read with my own list of words.',
  }[troubleOf(error)];
  // The pipeline's own notice of a failed reader has this code too: the one told first stays.
  return { code: 'reader-failed', text: why };
}

export function partlyRead(songs: number): Notice {
  return {
    code: 'gemini-partly',
    text: `Gemini did not get to ${count(songs)}, so I read ${songs === 1 ? 'it' : 'them'} with my own list of words.`,
  };
}

export function declined(songs: number): Notice {
  return {
    code: 'gemini-declined',
    text: `Gemini would not read ${count(songs)}, so I did with my own list of words.`,
  };
}

export function byAnotherModel(model: string): Notice {
  return {
    code: 'gemini-fallback-model',
    text: `Some of this was read by ${model}, the stand-in for the first model.`,
  };
}

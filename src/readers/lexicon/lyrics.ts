/** Lyrics → the passages to read, how far to trust them, and whether they are English. */
import type { Passage } from './read-words.ts';
import { ENGLISH, FOREIGN } from './small-words.ts';
import { tokenise } from './tokens.ts';

export type SungText = {
  /** Each different line once, in order; a repeated one weighs more, up to double. */
  passages: Passage[];
  language: LyricsLanguage;
  /** 0..1: little text, or one line over and over, says little. */
  trust: number;
};

/** `unknown`: too few words to tell. */
export type LyricsLanguage = 'english' | 'other' | 'unknown';

/** The feeling is clear by then, and long texts would drown their chorus. */
const MAX_WORDS = 300;
const MAX_CHARS = 30_000;
const SHORT_CHARS = 250;

/** Reads the first 300 words of lyrics, repetitions not counted. */
export function sungText(lyrics: string): SungText {
  const lines = lyrics
    .slice(0, MAX_CHARS)
    .split('\n')
    .filter((line) => line.trim() !== '');
  const different = new Map<string, { line: string; times: number }>();
  for (const line of lines) {
    const key = line
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
    const seen = different.get(key);
    if (seen) seen.times += 1;
    else different.set(key, { line, times: 1 });
  }
  const passages: Passage[] = [];
  let words = 0;
  for (const { line, times } of different.values()) {
    if (words >= MAX_WORDS) break;
    const kept = line.split(/\s+/).slice(0, MAX_WORDS - words);
    words += kept.length;
    passages.push({ text: kept.join(' '), weight: 1 + 0.5 * Math.min(2, times - 1) });
  }
  const text = passages.map((passage) => passage.text).join('\n');
  const isOneLine = lines.length >= 4 && different.size <= Math.max(1, lines.length / 8);
  return {
    passages,
    language: languageOf(text),
    trust: (text.length < SHORT_CHARS ? 0.5 : 1) * (isOneLine ? 0.5 : 1),
  };
}

function isLatin(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  return letters === 0 || latin / letters > 0.7;
}

/** By script and function words. Short texts are `unknown` unless their script or two function words tell. */
export function languageOf(text: string): LyricsLanguage {
  const sample = text.slice(0, 3000);
  if (!isLatin(sample)) return 'other';
  const words = tokenise(sample).map((token) => token.text);
  const english = words.filter((word) => ENGLISH.has(word)).length;
  const foreign = words.filter((word) => FOREIGN.has(word) && !ENGLISH.has(word)).length;
  if (foreign >= 2 && foreign > english) return 'other';
  // A third of English lyrics or more are such words; languages not listed above have hardly any.
  if (words.length >= 25) return english / words.length >= 0.12 ? 'english' : 'other';
  return english > foreign ? 'english' : 'unknown';
}

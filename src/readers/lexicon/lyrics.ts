/** Lyrics → the passages to read, how far to trust them, and whether they are English. */
import { wordSet } from './matcher.ts';
import type { Passage } from './read-words.ts';
import { tokenise } from './tokens.ts';

export type SungText = {
  /** Each different line once, in order; a repeated one weighs more, up to double. */
  passages: Passage[];
  language: Language;
  /** 0..1: little text, or one line over and over, says little. */
  trust: number;
};

/** `unknown`: too few words to tell. */
export type Language = 'english' | 'other' | 'unknown';

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

const ENGLISH = wordSet(
  'the a an and or but if of to in on at for from with by as is am are was were be been have has had do does did not no ' +
    'i you he she it we they me him her us them my your his our their this that these those what who when where why how ' +
    'there here so just like all can will would could should never ever now then up down out over know got get go',
);
/** Function words of Spanish, Portuguese, French, German, Italian, Dutch, Scandinavian, Polish, Turkish and Indonesian. */
const FOREIGN = wordSet(
  'el la los las un una unos del al que y o en con por para pero mi tu su se te lo le nos como más muy yo ella está soy ' +
    'eres es os um uma do da dos das não em com meu minha você ele eu pra mais sem les des du une et est dans que qui pour ' +
    'sur avec mon ton son ma sa je tu il elle nous vous ne pas moi toi der das den dem ein eine einen und ist nicht ich du ' +
    'er wir ihr mit auf für von zu im wie wenn mir mich dich il gli di che non per sono sei mio tua nel della ti mi ci het ' +
    'een van ik je niet dat voor maar och det är jag inte som på til og jeg ikke nie się na jest że w mnie co bir ve bu ben ' +
    'sen için gibi yang dan aku kau di tak cinta amor corazón',
);

function isLatin(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  return letters === 0 || latin / letters > 0.7;
}

/** By script and function words. Short texts are `unknown` unless their script or two function words tell. */
export function languageOf(text: string): Language {
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

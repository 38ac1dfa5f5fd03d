/**
 * Which legacy encoding a text is in. A short list of songs says little by its statistics, so every guess must also pass a
 * test of its own: words of the script, in the case words have. Where none passes, it is windows-1252.
 */
import { analyse } from 'chardet';

/** Enough to know by, and quickly looked at. */
const sampleBytes = 32_768;

/** Null for an encoding that is unknown, or that the bytes are not in. */
export function decodedAs(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

const cyrillicVowel = /[аеёиоуыэюяіїє]/i;

/** A word's letters are small, or big, or begin with a big one; and most words have a vowel. */
const cased: readonly (readonly [encoding: string, word: RegExp, vowel: RegExp])[] = [
  ['windows-1251', /^(?:[А-ЯЁІЇЄҐЎ]?[а-яёіїєґў’'-]+|[А-ЯЁІЇЄҐЎ]+)$/, cyrillicVowel],
  // Hebrew read as KOI8-R has capitals only.
  ['koi8-r', /^[А-ЯЁ]?[а-яё’'-]+$/, cyrillicVowel],
  ['ibm866', /^[А-ЯЁ]?[а-яё’'-]+$/, cyrillicVowel],
  ['windows-1253', /^(?:[Α-ΩΆΈΉΊΌΎΏ]?[α-ωάέήίόύώϊϋΐΰς]+|[Α-Ω]+)$/, /[αεηιουωάέήίόύώ]/i],
];

const wordsOf = (text: string): string[] =>
  (text.match(/[^\s!-@[-`{-~«»“”„…–—№]+/g) ?? []).filter((word) => /[^\0-\x7f]/.test(word));

function isCased(text: string, word: RegExp, vowel: RegExp): boolean {
  const words = wordsOf(text);
  const long = words.filter(({ length }) => length > 2);
  return (
    words.filter((one) => word.test(one)).length * 10 >= words.length * 9 &&
    long.length > 0 &&
    long.filter((one) => vowel.test(one)).length * 5 >= long.length * 4
  );
}

/** First bytes of the usual characters, the fewest first: where several fit, the one that could least do so by chance. */
const multiByte: readonly (readonly [encoding: string, usual: RegExp])[] = [
  ['euc-kr', /^[\xb0-\xc8]/],
  ['shift_jis', /^[\x81-\x83\x88-\x97]/],
  ['euc-jp', /^[\xa1-\xa5\xb0-\xcf]/],
  ['big5', /^[\xa1-\xc6]/],
  ['gb18030', /^[\xa1-\xa3\xb0-\xd7]/],
];

/** Characters of two bytes stand by themselves: few of them touch a Latin letter, as a letter with an accent would. */
function isMultiByte(bytes: Uint8Array, encoding: string, usual: RegExp): boolean {
  const text = decodedAs(encoding, bytes);
  if (text === null) return false;
  const characters = text.match(/[^\0-\x7f]/gu)?.length ?? 0;
  const touching = text.match(/[a-z](?=[^\0-\x7f])|(?<=[^\0-\x7f])[a-z]/giu)?.length ?? 0;
  const pairs =
    Buffer.from(bytes)
      .toString('latin1')
      .match(/[\x80-\xff].?/gs) ?? [];
  const known = pairs.filter((pair) => usual.test(pair)).length;
  return characters > 1 && touching * 4 <= characters && known * 10 >= pairs.length * 9;
}

/** Other Latin alphabets: taken only where the statistics are sure. */
const latin = new Map([
  ['windows-1250', 'windows-1250'],
  ['iso-8859-2', 'iso-8859-2'],
  ['windows-1254', 'windows-1254'],
  ['iso-8859-9', 'windows-1254'],
]);

const uncased: readonly (readonly [encoding: string, word: RegExp])[] = [
  ['windows-1255', /^[\u0590-\u05ff]+$/],
  ['windows-1256', /^[\u0600-\u06ff]+$/],
  ['windows-874', /^[\u0e00-\u0e7f]+$/],
];

const macLetter =
  /(?<=[a-z])[áàâäãåéèêëíìîïóòôöõøúùûüñçßæœ]|(?<![a-zà-ÿ])[ÉÈÀÁÄÅÖÜÓÚÑÇØÆéèáàäåöüóúøæñ](?=[a-z])|(?<=[a-z])’(?=[a-z])/g;
const westernLetters = (text: string): number => text.match(macLetter)?.length ?? 0;

/** A label for `TextDecoder`; null for windows-1252, or when nothing is sure. `western` decodes that. */
export function legacyEncoding(all: Uint8Array, western: (bytes: Uint8Array) => string): string | null {
  // Up to the end of a line, so that no character is cut in two.
  const end = all.length > sampleBytes ? all.lastIndexOf(10, sampleBytes) : all.length;
  const bytes = all.subarray(0, end > 0 ? end : sampleBytes);
  for (const [encoding, word, vowel] of cased) {
    const text = decodedAs(encoding, bytes);
    if (text !== null && isCased(text, word, vowel)) return encoding;
  }
  const sure = analyse(bytes)
    .filter(({ confidence }) => confidence >= 45)
    .map(({ name }) => name.toLowerCase());
  const fitting = multiByte
    .filter(([encoding, usual]) => isMultiByte(bytes, encoding, usual))
    .map(([name]) => name);
  const detected = fitting.find((encoding) => sure[0] === encoding) ?? fitting[0];
  if (detected !== undefined) return detected;
  for (const [encoding, word] of uncased) {
    const words = wordsOf(decodedAs(encoding, bytes) ?? '');
    if (words.length > 0 && words.every((one) => word.test(one))) return encoding;
  }
  const mac = decodedAs('macintosh', bytes);
  if (mac !== null && westernLetters(mac) > westernLetters(western(bytes))) return 'macintosh';
  return latin.get(sure[0] ?? '') ?? null;
}

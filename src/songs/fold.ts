/** Two ways to look at a name: tidied for people, folded for comparing. */

/** Letters that Unicode does not decompose into a base letter and a mark. */
const spelled = new Map(
  Object.entries({ ø: 'o', æ: 'ae', œ: 'oe', ß: 'ss', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ς: 'σ' }),
);

/**
 * Marks of Latin, Greek and Cyrillic letters, and the optional vowel signs of Arabic. Other marks stay:
 * in Devanagari or Thai they are the vowels, and か without its mark is another syllable than が.
 */
const optionalMarks = /[\u0300-\u036f\u064b-\u065f\u0640]/g;

/** Characters that are never part of a name: controls, text-direction overrides, halves of pairs. */
const unprintable = /[\p{Cc}\p{Cs}\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/gu;

/** At most `max` UTF-16 units, and never half a character. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  return text
    .slice(0, max)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd();
}

/** A name fit to be shown: one line, no control characters, single spaces, at most `max` long. */
export function tidy(text: string, max = 300): string {
  // Most names are tidy already, and a file has a hundred thousand of them.
  if (text === '' || (text.length <= max && /^[!-~]+(?: [!-~]+)*$/.test(text))) return text;
  // What is far too long is cut before any work is done on it.
  const plain = text
    .slice(0, max * 4)
    .normalize('NFC')
    .replace(unprintable, ' ');
  return cut(plain.replace(/\s+/g, ' ').trim(), max);
}

/** "r e m" → "rem": single letters are an acronym written with dots. */
export function joinSingleLetters(words: readonly string[]): string {
  let folded = '';
  let wasSingle = false;
  for (const word of words) {
    const isSingle = word.length <= 2 && /^\p{L}$/u.test(word);
    folded += folded === '' || (isSingle && wasSingle) ? word : ` ${word}`;
    wasSingle = isSingle;
  }
  return folded;
}

/** The words of a name, without accents, case and punctuation; none for a name without letters or digits. */
export function foldedWords(text: string): string[] {
  const plain = plainLetters(text);
  if (plain === '') return [];
  // Most names are words of plain letters.
  if (/^[a-z\d]+(?: [a-z\d]+)*$/.test(plain)) return plain.split(' ');
  return plain
    .replace(/\$(?=\p{L})|(?<=\p{L})\$/gu, 's')
    .replace(/(?<=\p{L})!(?=\p{L})/gu, 'i')
    .replace(/['’‘`´ʼ]/g, '')
    .replace(/(?<=[\p{L}\p{N}]\s?)[&+]/gu, ' and ')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '');
}

function plainLetters(text: string): string {
  const name = tidy(text).toLowerCase();
  if (/^[ -~]*$/.test(name)) return name;
  return name
    .normalize('NFKD')
    .replace(optionalMarks, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[øæœßłđðþıς]/g, (letter) => spelled.get(letter) ?? letter);
}

/**
 * A name for comparing: compatibility forms, accents, case and punctuation don't count; `&` and `+` are "and",
 * P!nk is Pink and Ke$ha is Kesha. A name without letters folds to itself, so that `?` and `!` differ.
 */
export function fold(text: string): string {
  const words = foldedWords(text);
  return words.length === 0 ? plainLetters(text).trim() : joinSingleLetters(words);
}

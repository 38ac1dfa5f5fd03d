/** Text from outside as one line that can be set with our fonts. */

/** Control characters, half surrogate pairs, private use, and what changes the direction of the text around it. */
const unwanted = /[\p{Cc}\p{Cs}\p{Co}\u061c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc]+/gu;
/** No alphabet stacks more marks on a letter; text that does is meant to run out of its line. */
const maxMarks = 4;
const stacked = new RegExp(`(\\p{M}{${maxMarks}})\\p{M}+`, 'gu');

/**
 * One line in composed form (NFC), at most `maxLength` UTF-16 units, never cut within a surrogate pair. Joiners stay:
 * Persian, Hindi and emoji need them.
 */
export function cleanLine(text: string, maxLength: number): string {
  return text
    .slice(0, maxLength * 2)
    .replace(unwanted, ' ')
    .replace(/[\s\u2028\u2029]+/g, ' ')
    .trim()
    .normalize('NFC')
    .replace(stacked, '$1')
    .slice(0, maxLength)
    .replace(/[\ud800-\udbff]$/, '');
}

/** UTF-16 units: more than any block shows. */
const maxLength = 400;

/** Scripts without a font here. */
const unsupported =
  /[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Thai}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Malayalam}\p{Script=Georgian}\p{Script=Armenian}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Han}\p{Script=Common}\p{Script=Inherited}]+/gu;

const words = new Intl.Segmenter('th', { granularity: 'word' });

/** One line of characters that the fonts have. */
export function toPrintable(text: string): string {
  return (
    cleanLine(text, maxLength)
      // Mathematical letters (𝓯𝓪𝓷𝓬𝔂) stand for plain ones.
      .replace(/[\u{1d400}-\u{1d7ff}]/gu, (letter) => letter.normalize('NFKC'))
      // The box of a keycap would be drawn beside its digit.
      .replace(/\ufe0f?\u20e3/gu, '')
      .replace(unsupported, '\ufffd')
      // Thai has no spaces, and this Pango has no Thai dictionary: a line may end at a zero-width space.
      .replace(/\p{Script=Thai}+/gu, (run) =>
        [...words.segment(run)].map(({ segment }) => segment).join('\u200b'),
      )
  );
}

let kanji: Set<string> | undefined;

/** The kanji of Japan's character set JIS X 0208: rows 16 to 84, 94 in each. */
function readKanji(): Set<string> {
  const pairs = Array.from({ length: 69 * 94 }, (_, at) => [0xb0 + Math.floor(at / 94), 0xa1 + (at % 94)]);
  return new Set(new TextDecoder('euc-jp').decode(Uint8Array.from(pairs.flat())));
}

/** Each language draws Han characters its own way. Without other signs: Japanese if all of them are used in Japan. */
export function languageOf(text: string): 'japanese' | 'chinese' | 'korean' {
  if (/\p{Script=Hangul}/u.test(text)) return 'korean';
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'japanese';
  kanji ??= readKanji();
  const han = text.match(/\p{Script=Han}/gu) ?? [];
  return han.every((character) => kanji?.has(character)) ? 'japanese' : 'chinese';
}

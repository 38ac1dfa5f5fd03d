/** Text from outside as one harmless line. */

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

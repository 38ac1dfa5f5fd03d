/** Any string from outside → one line that can be set. */

/** Controls, halves of pairs, and what turns the direction of the text around it. */
const unsettable = /[\p{Cc}\p{Cs}\p{Co}\u061c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc]+/gu;
/** Nobody's alphabet stacks more: what does wants to run out of its line. */
const maxMarks = 4;
const stacked = new RegExp(`(\\p{M}{${maxMarks}})\\p{M}+`, 'gu');

/**
 * One line in composed form (NFC), at most `maxLength` UTF-16 units, never cut within a pair. Joiners stay, as
 * Persian, Hindi and emoji need them.
 */
export function cleanLine(text: string, maxLength: number): string {
  return text
    .slice(0, maxLength * 2)
    .replace(unsettable, ' ')
    .replace(/[\s\u2028\u2029]+/g, ' ')
    .trim()
    .normalize('NFC')
    .replace(stacked, '$1')
    .slice(0, maxLength)
    .replace(/[\ud800-\udbff]$/, '');
}

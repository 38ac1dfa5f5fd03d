/** What a model wrote → what may be shown: one plain line, no links, no mentions, no markup, not too long. */

const links =
  /(?:[^\s(]{0,30}:\/\/|\bwww\.)\S*[^\s.,;:!?]|\b(?:[a-z\d-]{1,63}\.){1,4}(?:com|net|org|gg|io|me|ly|tv|ru|xyz|app|dev|info)\b(?:\S*[^\s.,;:!?])?/gi;
/** Discord’s mentions and custom emoji (`<@123>`, `<#123>`, `<:name:123>`), and tags of HTML. */
const mentions = /<[@#:/a-z][^<>]{0,60}>/gi;
/** Controls, halves of pairs, and what turns the direction of text around or cannot be seen. */
const invisible = /[\p{Cc}\p{Cs}\p{Cf}\u2028\u2029]+/gu;
const markup = /[*_~`|\\<>[\]{}#]+/g;

/** Cut at a word, with an ellipsis, to at most `max` UTF-16 units. */
export function cutAtWord(text: string, max: number): string {
  if (text.length <= max) return text;
  const head = text.slice(0, max - 1).replace(/[\ud800-\udbff]$/, '');
  const space = head.lastIndexOf(' ');
  return `${(space > max / 2 ? head.slice(0, space) : head).replace(/[\s,;:–-]+$/, '')}…`;
}

/**
 * One line of prose that is safe to show, at most `max` long; empty when nothing is left. Whatever is taken out
 * leaves a space: two harmless halves never close up to a link.
 */
export function cleanProse(text: string, max: number): string {
  const line = text
    .slice(0, max * 4)
    .replace(invisible, ' ')
    .replace(mentions, ' ')
    .replace(links, ' ')
    .replace(/:\/\//g, ' ')
    .replace(/@(?=\S)/g, ' ')
    .replace(markup, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ ([.,;:!?](?!\S))/g, '$1')
    .trim();
  return cutAtWord(line, max);
}

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replace(/['’]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/** So many words in a row are a quotation. */
const quotedWords = 6;

/** Does `text` hold six or more words in a row of `source`? */
export function quotes(text: string, source: string): boolean {
  const words = wordsOf(text);
  if (words.length < quotedWords) return false;
  // A source is long and a summary short: only the summary is taken apart.
  const theirs = ` ${wordsOf(source).join(' ')} `;
  return words
    .slice(quotedWords - 1)
    .some((_, at) => theirs.includes(` ${words.slice(at, at + quotedWords).join(' ')} `));
}

/** A title between quotation marks, unless it brings its own, as “Heroes” does. */
export function quoted(title: string): string {
  return /^["“„«]/.test(title) && /["”“»]$/.test(title) ? title : `“${title}”`;
}

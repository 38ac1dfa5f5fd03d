/**
 * The words on a Genius song page. Read here and not by genius-lyrics, whose HTML parser needs half a minute for
 * 20 KB of unclosed tags (measured with node-html-parser 6.1) and would hold up everything else meanwhile: this
 * walks over the page once.
 */

/** Elements without a closing tag. */
const childless = new Set(['br', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr']);
/** Elements whose content is no text. */
const wordless = new Set(['script', 'style', 'template', 'noscript']);

const named = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
]);

const maxChars = 100_000;

/** Text of a page with its entities as the letters they stand for. */
export function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi, (entity, decimal, hex, name) => {
    if (name !== undefined) return named.get(String(name).toLowerCase()) ?? entity;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}

const isTrue = (attributes: string, name: string): boolean => attributes.includes(`${name}="true"`);

/** `none`: an instrumental, or a song that waits for its words. `unreadable`: no whole song page at all. */
export type PageLyrics = { kind: 'words'; text: string } | { kind: 'none' } | { kind: 'unreadable' };

/**
 * The text of all lyrics containers, `<br>` as line breaks, without what the page itself excludes from selection
 * (its header, since August 2025). A page of another layout, of a wall before the site, or one that was cut short
 * before its words says nothing about the song.
 */
export function lyricsOnPage(html: string): PageLyrics {
  const root = html.indexOf('id="lyrics-root"');
  if (root < 0) return { kind: 'unreadable' };
  let text = '';
  let depth = 1;
  /** Depth of the container and of the excluded part we are in; 0: in none. */
  let container = 0;
  let excluded = 0;
  let end = html.indexOf('>', root);
  while (end >= 0 && depth > 0 && text.length < maxChars) {
    const start = html.indexOf('<', end);
    const close = start < 0 ? -1 : html.indexOf('>', start);
    if (close < 0) break;
    if (container > 0 && excluded === 0) text += html.slice(end + 1, start);
    const tag = html.slice(start + 1, close);
    const name = /^\/?([a-z][a-z\d]{0,20})/i.exec(tag)?.[1]?.toLowerCase() ?? '';
    end = close;
    if (tag.startsWith('/')) {
      if (depth === excluded) excluded = 0;
      if (depth === container) container = 0;
      depth--;
    } else if (name === 'br') {
      if (container > 0 && excluded === 0) text += '\n';
    } else if (wordless.has(name)) {
      const after = html.indexOf(`</${name}`, close);
      end = after < 0 ? -1 : html.indexOf('>', after);
    } else if (name !== '' && !childless.has(name) && !tag.endsWith('/')) {
      depth++;
      if (container === 0 && isTrue(tag, 'data-lyrics-container')) {
        container = depth;
        text += '\n';
      } else if (container > 0 && excluded === 0 && isTrue(tag, 'data-exclude-from-selection'))
        excluded = depth;
    }
  }
  const words = decoded(text).trim();
  if (words !== '') return { kind: 'words', text: words };
  // Where a tag was left open the walk ends with the page, which is then at least a whole one.
  return depth === 0 || html.includes('</html>', root) ? { kind: 'none' } : { kind: 'unreadable' };
}

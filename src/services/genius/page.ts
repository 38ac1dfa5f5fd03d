/**
 * What a Genius song page says. Read here and not by genius-lyrics, whose HTML parser needs half a minute for 20 KB of
 * unclosed tags (node-html-parser 6.1) and blocks everything else meanwhile: this walks over the page once.
 */
import { decodeHTMLStrict } from 'entities';

const childless = new Set(['br', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr']);
/** Elements whose content isn't text. */
const wordless = new Set(['script', 'style', 'template', 'noscript']);

const maxChars = 100_000;

const titleElement = /<title[^>]{0,200}>([^<]{1,500})<\/title>/i;

/** The song of the page, by the page's own title "Artist – Title Lyrics | Genius Lyrics"; null without one. */
export function pageHeading(html: string): { artist: string; title: string } | null {
  const text = decodeHTMLStrict(titleElement.exec(html.slice(0, 20_000))?.[1] ?? '').replace(/\s+/g, ' ');
  const named = /^(.+?) – (.+) Lyrics ?\| ?Genius Lyrics$/i.exec(text.trim());
  return named && { artist: (named[1] ?? '').trim(), title: (named[2] ?? '').trim() };
}

/** `none`: an instrumental, or a song that waits for its lyrics. `unreadable`: not a whole song page. */
export type PageLyrics = { kind: 'words'; text: string } | { kind: 'none' } | { kind: 'unreadable' };

/**
 * The text of all lyrics containers, `<br>` as line breaks, without what the page excludes from selection (its header,
 * since August 2025). Another layout, a captcha, or a page that was cut before its lyrics says nothing about the song.
 */
export function lyricsOnPage(html: string): PageLyrics {
  const root = html.indexOf('id="lyrics-root"');
  if (root < 0) return { kind: 'unreadable' };
  let text = '';
  let depth = 1;
  /** Depth of the container and of the excluded part around the current place; 0: in none. */
  let container = 0;
  let excluded = 0;
  let end = html.indexOf('>', root);
  while (end >= 0 && depth > 0 && text.length < maxChars) {
    const start = html.indexOf('<', end);
    const close = start < 0 ? -1 : html.indexOf('>', start);
    if (close < 0) break;
    const isShown = container > 0 && excluded === 0;
    if (isShown) text += html.slice(end + 1, start);
    const tag = html.slice(start + 1, close);
    const name = /^\/?([a-z][a-z\d]{0,20})/i.exec(tag)?.[1]?.toLowerCase() ?? '';
    end = close;
    if (tag.startsWith('/')) {
      if (depth === excluded) excluded = 0;
      if (depth === container) container = 0;
      depth--;
    } else if (name === 'br') {
      if (isShown) text += '\n';
    } else if (wordless.has(name)) {
      const after = html.indexOf(`</${name}`, close);
      end = after < 0 ? -1 : html.indexOf('>', after);
    } else if (name !== '' && !childless.has(name) && !tag.endsWith('/')) {
      depth++;
      if (container === 0 && tag.includes('data-lyrics-container="true"')) {
        container = depth;
        text += '\n';
      } else if (isShown && tag.includes('data-exclude-from-selection="true"')) excluded = depth;
    }
  }
  const words = decodeHTMLStrict(text).trim();
  if (words !== '') return { kind: 'words', text: words };
  // An unclosed tag makes the walk end with the page, which is then at least a whole one.
  return depth === 0 || html.includes('</html>', root) ? { kind: 'none' } : { kind: 'unreadable' };
}

const contributors = /^\s*\d{1,5}\s*Contributors?/;

/** "12 ContributorsTranslationsDeutsch<title> Lyrics<about the song>Read More", in one line before the lyrics. */
function withoutHeader(text: string, title: string): string {
  if (!contributors.test(text)) return text;
  const start = text.slice(0, 5000);
  const mark = start.includes(`${title} Lyrics`) ? `${title} Lyrics` : 'Lyrics';
  const at = start.indexOf(mark);
  if (at < 0) return text.replace(contributors, '');
  const rest = text.slice(at + mark.length);
  const about = rest.slice(0, 1500).indexOf('Read More');
  return about < 0 ? rest : rest.slice(about + 'Read More'.length);
}

/**
 * Removes what a page carries around and between the lines, `title` being the one that Genius gives the song:
 * https://github.com/johnwmillr/LyricsGenius/issues/265. The rest is cleaned like all lyrics.
 */
export function cleanGeniusText(text: string, title: string): string {
  return withoutHeader(text.slice(0, maxChars), title)
    .replace(/See [^\n]{1,80}? Live(?:\s*Get tickets as low as \$\d{1,6})?|You might also like/g, '\n')
    .replace(/(?:\d{1,7}(?:\.\d)?K?)?Embed\s*$/, '')
    .trim();
}

/** Characters that its addresses leave out; any other is a hyphen. */
const dropped = /[.,'’‘`"“”?!()[\]]|\p{M}/gu;

/**
 * The usual address of a song's page, made of the names of artist and song ("Simon-and-garfunkel-the-boxer-lyrics"), so
 * that most pages are found without the search. Seen on the site, not documented. Null for letters we can't guess.
 */
export function likelyPath(artist: string, title: string): string | null {
  const words = [artist, title].map((name) =>
    name
      .normalize('NFKD')
      .toLowerCase()
      .replaceAll('&', ' and ')
      .replace(dropped, '')
      .replace(/[\s\-_/:;+*~–—]+/g, '-')
      .replace(/^-|-$/g, ''),
  );
  if (!words.every((word) => /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(word))) return null;
  const address = words.join('-');
  return `/${address.charAt(0).toUpperCase()}${address.slice(1)}-lyrics`;
}

/** Each guess costs a request or saves one. */
const firstGuesses = 4;
/** Right guesses earn further ones, up to so many. */
const maxGuesses = 16;
const pauseMs = 30 * 60_000;

/** Are further guesses worth their requests? Not for half an hour when they have mostly been wrong. */
export function createGuessing() {
  let left = firstGuesses;
  let pausedUntil = 0;
  return {
    isWorthwhile: (): boolean => Date.now() >= pausedUntil,
    record(isRight: boolean): void {
      left = Math.min(maxGuesses, left + (isRight ? 1 : -1));
      if (left > 0) return;
      pausedUntil = Date.now() + pauseMs;
      left = 1;
    },
  };
}

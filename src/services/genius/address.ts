/**
 * Where Genius most likely keeps the page of a song. Its addresses are made of the artist's and the song's names
 * ("Simon-and-garfunkel-the-boxer-lyrics"), so that most pages are found without asking the search; as they were seen
 * on its site, in no way promised.
 */
import { decoded } from './page.ts';

/** Signs that its addresses leave out; any other is a hyphen. */
const DROPPED = /[.,'’‘`"“”?!()[\]]/g;
const MARKS = /\p{M}/gu;

/** Null for names that its addresses would write in letters we cannot guess. */
export function likelyPath(artist: string, title: string): string | null {
  const words = [artist, title].map((name) => {
    const plain = name.normalize('NFKD').replace(MARKS, '').toLowerCase();
    return plain
      .replaceAll('&', ' and ')
      .replace(DROPPED, '')
      .replace(/[\s\-_/:;+*~–—]+/g, '-')
      .replace(/^-|-$/g, '');
  });
  if (!words.every((word) => /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(word))) return null;
  const address = words.join('-');
  return `/${address.charAt(0).toUpperCase()}${address.slice(1)}-lyrics`;
}

const TITLE = /<title[^>]{0,200}>([^<]{1,500})<\/title>/i;
const ENDING = /\s+Lyrics\s*\|\s*Genius Lyrics\s*$/i;

/** Whose page it is, by its own title: "Artist – Title Lyrics | Genius Lyrics". Null where it does not say. */
export function pageHeading(html: string): { artist: string; title: string } | null {
  const written = decoded(TITLE.exec(html.slice(0, 20_000))?.[1] ?? '').replace(/\s+/g, ' ');
  const heading = written.replace(ENDING, '');
  const dash = heading.indexOf(' – ');
  if (heading === written || dash < 0) return null;
  return { artist: heading.slice(0, dash).trim(), title: heading.slice(dash + 3).trim() };
}

/** What guesses are begun with, and as many as right ones can earn: each costs a request, or spares one. */
const FIRST_GUESSES = 4;
const MOST_GUESSES = 16;
const REST_MS = 30 * 60_000;

/** Are further guesses worth their requests? Not for a while, where they have mostly been wrong. */
export function createGuessing(now: () => number = Date.now) {
  let left = FIRST_GUESSES;
  let restUntil = 0;
  return {
    isWorthwhile: (): boolean => now() >= restUntil,
    note(isRight: boolean): void {
      left = Math.min(MOST_GUESSES, left + (isRight ? 1 : -1));
      if (left > 0) return;
      restUntil = now() + REST_MS;
      left = 1;
    },
  };
}

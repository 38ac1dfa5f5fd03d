/**
 * Genius's addresses are made of the names of artist and song ("Simon-and-garfunkel-the-boxer-lyrics"), so most pages
 * are found without the search. This was seen on its site and isn't documented.
 */

/** Characters that its addresses leave out; any other is a hyphen. */
const dropped = /[.,'’‘`"“”?!()[\]]|\p{M}/gu;

/** Null for names that its addresses would write in letters we can't guess. */
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
export function createGuessing(now: () => number = Date.now) {
  let left = firstGuesses;
  let pausedUntil = 0;
  return {
    isWorthwhile: (): boolean => now() >= pausedUntil,
    record(isRight: boolean): void {
      left = Math.min(maxGuesses, left + (isRight ? 1 : -1));
      if (left > 0) return;
      pausedUntil = now() + pauseMs;
      left = 1;
    },
  };
}

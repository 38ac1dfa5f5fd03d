/**
 * JSON from outside. Ten megabytes of brackets, or of names that all differ, take `JSON.parse` seconds and hundreds of
 * megabytes: what no playlist and no service's answer has is not given to it.
 */
import { promisify } from 'node:util';
import { constants, gunzip, gzip } from 'node:zlib';

const maxDepth = 100;
/** Lists and objects: a hundred thousand rows with a handful in each. */
const maxNodes = 600_000;
const maxValues = 2_000_000;
/** Names of members that differ: playlists have some dozens, web pages a few thousand. */
const maxNames = 20_000;

const quote = '"'.charCodeAt(0);
const backslash = '\\'.charCodeAt(0);
const blank = ' '.charCodeAt(0);
const comma = ','.charCodeAt(0);
const colon = ':'.charCodeAt(0);
const opening = new Set([...'[{'].map((sign) => sign.charCodeAt(0)));
const closing = new Set([...']}'].map((sign) => sign.charCodeAt(0)));

/** Where the string that begins at `start` ends; -1 when it does not. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === backslash) slashes++;
    if (slashes % 2 === 0) return end;
  }
  return -1;
}

function isColonNext(text: string, from: number): boolean {
  let at = from;
  while (at < from + 9 && text.charCodeAt(at) <= blank) at++;
  return text.charCodeAt(at) === colon;
}

/** One walk over the text: is there nothing in it that keeps `JSON.parse` busy? Says nothing of text that is no JSON. */
export function isModestJson(text: string): boolean {
  const names = new Set<string>();
  let depth = 0;
  let nodes = 0;
  let values = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === quote) {
      const end = endOfString(text, at);
      if (end < 0) return false;
      if (isColonNext(text, end + 1)) names.add(text.slice(at, Math.min(end, at + 60)));
      at = end;
    } else if (opening.has(sign)) {
      depth++;
      nodes++;
    } else if (closing.has(sign)) depth--;
    else if (sign === comma) values++;
    const isTooMuch = depth > maxDepth || nodes > maxNodes || values > maxValues || names.size > maxNames;
    if (isTooMuch) return false;
  }
  return true;
}

/** Throws a `SyntaxError` for what is no JSON, or too much of it. */
export function parseJson(text: string): unknown {
  if (!isModestJson(text)) throw new SyntaxError('too deep or too much');
  try {
    return JSON.parse(text);
  } catch {
    // The engine's own message quotes the text, and may end in a log.
    throw new SyntaxError('no JSON');
  }
}

const zip = promisify(gzip);
const unzip = promisify(gunzip);

/** Compressed outside of the main thread. */
export const zipText = (text: string): Promise<Buffer> => zip(text, { level: constants.Z_BEST_SPEED });

/** Throws for what is not compressed, or for more than `maxBytes` of it. */
export const unzipText = async (bytes: Buffer, maxBytes: number): Promise<string> =>
  (await unzip(bytes, { maxOutputLength: maxBytes })).toString('utf8');

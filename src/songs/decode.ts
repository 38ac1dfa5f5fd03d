/** Bytes → text, whatever the program that wrote them meant. */
import { UserError } from '../errors.ts';
import { parseJson } from '../net/json.ts';

/** What a reader of a format looks at. */
export type DecodedFile = {
  text: string;
  /** Lower case, without the dot; empty for pasted text. */
  extension: string;
  /** The text as JSON, when it is JSON; else undefined. */
  json: unknown;
};

/** First bytes of files that people attach by mistake, and what to do instead. */
const mistakes: { magic: number[]; what: string; instead: string }[] = [
  { magic: [0x50, 0x4b, 3, 4], what: 'a zip or a spreadsheet', instead: 'Unpack it, or save it as CSV' },
  { magic: [0x25, 0x50, 0x44, 0x46], what: 'a PDF', instead: 'Paste its songs as text' },
  { magic: [0x89, 0x50, 0x4e, 0x47], what: 'a picture', instead: 'Attach the playlist as a file or a link' },
  { magic: [0xff, 0xd8, 0xff], what: 'a picture', instead: 'Attach the playlist as a file or a link' },
  { magic: [0x1f, 0x8b], what: 'a compressed file', instead: 'Unpack it first' },
  { magic: [0x49, 0x44, 0x33], what: 'a piece of music', instead: 'Attach the list, not the song' },
];

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((byte, at) => bytes[at] === byte);

/** UTF-16 without a mark shows as zero bytes on one side of most pairs. */
function utf16ByZeros(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const zeros = [0, 0];
  const looked = Math.min(bytes.length, 1024) & ~1;
  for (let at = 0; at < looked; at++) if (bytes[at] === 0) zeros[at & 1] = (zeros[at & 1] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (looked < 8) return null;
  if (odd > looked / 5 && even < odd / 4) return 'utf-16le';
  if (even > looked / 5 && odd < even / 4) return 'utf-16be';
  return null;
}

/** Where windows-1252 leaves Latin-1: the signs for 0x80..0x9f. https://encoding.spec.whatwg.org/index-windows-1252.txt */
const windowsSigns = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** By hand: Node 20's own decoder reads windows-1252 as Latin-1 and loses the dashes and quotes. */
function decodeWindows1252(bytes: Uint8Array): string {
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return latin1.replace(/[\x80-\x9f]/g, (sign) => windowsSigns[sign.charCodeAt(0) - 0x80] ?? sign);
}

/** Honours byte-order marks; else UTF-16 by its zeros, UTF-8 when it is that for the most part, else windows-1252 (Latin-1). */
export function decodeText(bytes: Uint8Array): string {
  if (startsWith(bytes, [0xff, 0xfe])) return new TextDecoder('utf-16le').decode(bytes);
  if (startsWith(bytes, [0xfe, 0xff])) return new TextDecoder('utf-16be').decode(bytes);
  const utf16 = utf16ByZeros(bytes);
  if (utf16) return new TextDecoder(utf16).decode(bytes);
  const text = new TextDecoder('utf-8').decode(bytes);
  const broken = text.match(/\ufffd/g)?.length ?? 0;
  if (broken === 0) return text;
  // UTF-8 that was cut or damaged still has more whole characters than broken ones; Latin-1 has next to none.
  const whole = text.match(/[^\0-\x7f\ufffd]/gu)?.length ?? 0;
  return whole > broken ? text : decodeWindows1252(bytes);
}

/** Many control characters mean that this was never text. A few are forgiven. */
function looksBinary(text: string): boolean {
  const sample = text.slice(0, 8192);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is counted
  const controls = sample.match(/[\0-\x08\x0e-\x1a\x1c-\x1f\ufffd]/g)?.length ?? 0;
  return controls > 16 && controls > sample.length / 20;
}

function jsonOf(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** Throws `UserError` `unknown-playlist-format` for bytes that are no text. */
export function decodeFile(bytes: Uint8Array, extension: string): DecodedFile {
  const mistake = mistakes.find(({ magic }) => startsWith(bytes, magic));
  if (mistake) {
    throw new UserError(
      'unknown-playlist-format',
      `That file looks like ${mistake.what}, not a playlist. ${mistake.instead}.`,
    );
  }
  const text = decodeText(bytes);
  if (looksBinary(text)) {
    throw new UserError(
      'unknown-playlist-format',
      'That file is not a playlist I can read. Try a CSV, M3U, XSPF, JSPF, iTunes or plain text file.',
    );
  }
  return { text, extension, json: jsonOf(text) };
}

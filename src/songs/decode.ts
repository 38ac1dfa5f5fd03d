/** Bytes → text, whichever program wrote them. */

import { UserError } from '../errors.ts';
import { sentences } from '../locales/sentences.ts';
import type { Sentence } from '../model/sentence.ts';
import { parseJson } from '../net/json.ts';
import { decodedAs, legacyEncoding } from './encodings.ts';

export type DecodedFile = {
  text: string;
  /** Lower case, without the dot; empty for pasted text. */
  extension: string;
  /** The text as JSON, when it is JSON; else undefined. */
  json: unknown;
};

const { failure, foreign } = sentences.files;

/** First bytes of files that people attach by mistake. */
const mistakes: readonly (readonly [magic: readonly number[], sentence: Sentence])[] = [
  [[0x50, 0x4b, 3, 4], failure.zip],
  [[0x25, 0x50, 0x44, 0x46], failure.pdf],
  [[0x89, 0x50, 0x4e, 0x47], failure.picture],
  [[0xff, 0xd8, 0xff], failure.picture],
  [[0x1f, 0x8b], failure.compressed],
  [[0x49, 0x44, 0x33], failure.music],
  // "OggS", "fLaC"
  [[0x4f, 0x67, 0x67, 0x53], failure.music],
  [[0x66, 0x4c, 0x61, 0x43], failure.music],
  [[0xe1, 0xa0, 0x9c, 0x91, 0xf8, 0x3c, 0x77, 0x42], failure.foreign(foreign.foobar)],
  [[...Buffer.from('SQLite format 3')], failure.foreign(foreign.database)],
  [[...Buffer.from('vrsn\0')], failure.foreign(foreign.serato)],
  [[...Buffer.from('bplist0')], failure.foreign(foreign.binaryList)],
  [[0xd0, 0xcf, 0x11, 0xe0], failure.foreign(foreign.office)],
  [[...Buffer.from('Rar!')], failure.foreign(foreign.archive)],
  [[0x37, 0x7a, 0xbc, 0xaf], failure.foreign(foreign.archive)],
];

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((byte, at) => bytes[at] === byte);

/** By its byte-order mark; without one, UTF-16 shows as zero bytes on one side of most pairs. */
function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (startsWith(bytes, [0xff, 0xfe])) return 'utf-16le';
  if (startsWith(bytes, [0xfe, 0xff])) return 'utf-16be';
  const sample = bytes.subarray(0, Math.min(bytes.length, 1024) & ~1);
  const zerosAt = (side: number): number => sample.filter((byte, at) => byte === 0 && at % 2 === side).length;
  const [even, odd, many] = [zerosAt(0), zerosAt(1), sample.length / 5];
  if (sample.length < 8) return null;
  if (odd > many && even < odd / 4) return 'utf-16le';
  return even > many && odd < even / 4 ? 'utf-16be' : null;
}

/** Where windows-1252 differs from Latin-1: 0x80..0x9f. https://encoding.spec.whatwg.org/index-windows-1252.txt */
const windowsSigns = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** By hand: Node 20's own decoder reads windows-1252 as Latin-1 and loses the dashes and quotes. */
function decodeWindows1252(bytes: Uint8Array): string {
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return latin1.replace(/[\x80-\x9f]/g, (sign) => windowsSigns[sign.charCodeAt(0) - 0x80] ?? sign);
}

/** `#EXTENC:windows-1251` of an M3U, `encoding="…"` of XML: what the file says of itself. */
function declaredEncoding(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.subarray(0, 1000)).toString('latin1');
  const [, m3u, xml] =
    /^#EXTENC:\s*([\w-]{2,30})|<\?xml[^>]{0,200}encoding=["']([\w-]{2,30})/im.exec(start) ?? [];
  return m3u ?? xml ?? null;
}

/** Null for an encoding that is unknown, or that the bytes are not in. UTF-8 has been tried. */
function decodeDeclared(bytes: Uint8Array): string | null {
  const label = declaredEncoding(bytes);
  if (
    label === null ||
    /^(?:utf|unicode|ucs|iso-8859-1$|latin-?1$|(?:windows-|cp)1252$|us-ascii)/i.test(label)
  )
    return null;
  return decodedAs(label.replace(/^cp(?=125\d$)/i, 'windows-'), bytes);
}

/**
 * UTF-16; UTF-8 when it is that for the most part; what the file says it is; what its letters say; else windows-1252 (which
 * has Latin-1 in it). Never throws.
 */
export function decodeText(bytes: Uint8Array): string {
  const text = new TextDecoder(utf16Of(bytes) ?? 'utf-8').decode(bytes);
  const broken = text.match(/\ufffd/g)?.length ?? 0;
  if (broken === 0 || utf16Of(bytes)) return text;
  // Damaged UTF-8 still has more whole characters than broken ones; Latin-1 read as UTF-8 has next to none.
  const whole = text.match(/[^\0-\x7f\ufffd]/gu)?.length ?? 0;
  if (whole > broken) return text;
  const declared = decodeDeclared(bytes);
  if (declared !== null) return declared;
  const legacy = legacyEncoding(bytes, decodeWindows1252);
  return legacy === null ? decodeWindows1252(bytes) : new TextDecoder(legacy).decode(bytes);
}

/** Many control characters mean that this was never text. A few are forgiven. */
function looksBinary(text: string): boolean {
  const sample = text.slice(0, 8192);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is counted
  const controls = sample.match(/[\0-\x08\x0e-\x1a\x1c-\x1f\ufffd]/g)?.length ?? 0;
  return controls > 16 && controls > sample.length / 20;
}

function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

const mostJsonLines = 100_000;

/** A document, or one object a line. */
function jsonOf(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  const whole = parsed(text);
  if (whole !== undefined || !/^\s*\{[^\n]*\}\s*\n\s*\{/.test(text.slice(0, 100_000))) return whole;
  const lines = text.split('\n', mostJsonLines).filter((line) => line.trim() !== '');
  const objects = lines.map(parsed).filter((object) => object !== undefined);
  // A last line may be cut off.
  return objects.length >= lines.length - 1 ? objects : undefined;
}

/** Throws `UserError` `unknown-playlist-format` for bytes that aren't text. */
export function decodeFile(bytes: Uint8Array, extension: string): DecodedFile {
  const mistake = mistakes.find(([magic]) => startsWith(bytes, magic))?.[1];
  if (mistake) throw new UserError('unknown-playlist-format', mistake);
  const text = decodeText(bytes);
  if (looksBinary(text)) throw new UserError('unknown-playlist-format', failure.notText);
  return { text, extension, json: jsonOf(text) };
}

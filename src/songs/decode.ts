/** Bytes → text, whichever program wrote them. */
import { UserError } from '../errors.ts';
import { fileTexts } from '../locales/en/files.ts';
import { parseJson } from '../net/json.ts';

export type DecodedFile = {
  text: string;
  /** Lower case, without the dot; empty for pasted text. */
  extension: string;
  /** The text as JSON, when it is JSON; else undefined. */
  json: unknown;
};

const { failure } = fileTexts;

/** First bytes of files that people attach by mistake. */
const mistakes: readonly (readonly [magic: readonly number[], sentence: string])[] = [
  [[0x50, 0x4b, 3, 4], failure.zip],
  [[0x25, 0x50, 0x44, 0x46], failure.pdf],
  [[0x89, 0x50, 0x4e, 0x47], failure.picture],
  [[0xff, 0xd8, 0xff], failure.picture],
  [[0x1f, 0x8b], failure.compressed],
  [[0x49, 0x44, 0x33], failure.music],
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

/** UTF-16, UTF-8 when it is that for the most part, else windows-1252 (which has Latin-1 in it). Never throws. */
export function decodeText(bytes: Uint8Array): string {
  const text = new TextDecoder(utf16Of(bytes) ?? 'utf-8').decode(bytes);
  const broken = text.match(/\ufffd/g)?.length ?? 0;
  if (broken === 0 || utf16Of(bytes)) return text;
  // Damaged UTF-8 still has more whole characters than broken ones; Latin-1 read as UTF-8 has next to none.
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

/** Throws `UserError` `unknown-playlist-format` for bytes that aren't text. */
export function decodeFile(bytes: Uint8Array, extension: string): DecodedFile {
  const mistake = mistakes.find(([magic]) => startsWith(bytes, magic))?.[1];
  if (mistake) throw new UserError('unknown-playlist-format', mistake);
  const text = decodeText(bytes);
  if (looksBinary(text)) throw new UserError('unknown-playlist-format', failure.notText);
  return { text, extension, json: jsonOf(text) };
}

/** FLAC (RFC 9639): decoded from the frame at which the middle begins, behind the first block of metadata. */
import { afterId3, NotHeard, type Pcm } from '../sound.ts';
import { byteChunks, checkFormat, feed, middleByte } from './feed.ts';

/** Small: a frame of silence is 12 bytes and holds 65,535 samples. */
const CHUNK = 1024;
/** The marker, the header of the first block and STREAMINFO. */
const HEADER = 42;

/** CRC-8 of section 9.1.8: polynomial x^8 + x^2 + x + 1. */
function crc8(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 128 ? ((crc << 1) ^ 7) & 255 : crc << 1;
  }
  return crc;
}

/** Bytes of a frame's header up to its checksum; its number is written like a character in UTF-8. */
function headerLength(bytes: Uint8Array, at: number): number {
  const [sizes = 0, first = 0] = [bytes[at + 2], bytes[at + 4]];
  const numberBytes = first < 128 ? 1 : Math.clz32(~(first << 24));
  const [blockCode, rateCode] = [sizes >> 4, sizes & 15];
  const blockBytes = blockCode === 6 ? 1 : blockCode === 7 ? 2 : 0;
  const rateBytes = rateCode === 12 ? 1 : rateCode === 13 || rateCode === 14 ? 2 : 0;
  return 4 + numberBytes + blockBytes + rateBytes;
}

/** The next place that begins like a frame and has a header with the right checksum. */
function nextFrame(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    if (((bytes[at + 1] ?? 0) & 0xfe) !== 0xf8) continue;
    const end = at + headerLength(bytes, at);
    if (crc8(bytes.subarray(at, end)) === bytes[end]) return at;
  }
  return bytes.length;
}

export async function decodeFlac(whole: Uint8Array, seconds: number): Promise<Pcm> {
  const bytes = whole.subarray(afterId3(whole));
  if (bytes.length < HEADER) throw new NotHeard('damaged');
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const rate = view.getUint32(18) >>> 12;
  checkFormat((((bytes[20] ?? 0) >> 1) & 7) + 1, rate);
  // 36 bits; 0 when the writer did not know.
  const samples = ((bytes[21] ?? 0) & 15) * 2 ** 32 + view.getUint32(22);
  const header = bytes.slice(0, HEADER);
  // No other block of metadata follows: pictures are skipped.
  header[4] = 0x80;
  const start = nextFrame(bytes, Math.max(HEADER, middleByte(bytes.length, samples / rate, seconds)));
  const { decoder: open } = await import('@audio/decode-flac');
  const decoder = await open();
  try {
    return feed(decoder, [header, ...byteChunks(bytes.subarray(start), CHUNK)], seconds);
  } finally {
    decoder.free();
  }
}

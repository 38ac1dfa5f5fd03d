/** Ogg with Vorbis or Opus in it (RFC 3533, 7845), fed page by page, so that no chunk holds more than 255 packets. */
import { NotHeard, type Pcm } from '../sound.ts';
import { type ChunkedDecoder, checkFormat, feed, middleByte } from './feed.ts';

const MARK = Buffer.from('OggS');

/** Whole pages from the next one on. */
function* pagesFrom(bytes: Buffer, from: number): Generator<Buffer> {
  for (let at = bytes.indexOf(MARK, from); at >= 0; at = bytes.indexOf(MARK, at)) {
    const segments = bytes[at + 26] ?? 0;
    const lengths = bytes.subarray(at + 27, at + 27 + segments);
    const end = at + 27 + segments + lengths.reduce((sum, length) => sum + length, 0);
    yield bytes.subarray(at, end);
    at = end;
  }
}

/** The pages with the headers, which end before any sound, then those from the middle of the sound on. */
function* headersAndMiddle(bytes: Buffer, middle: number): Generator<Uint8Array> {
  let end = 0;
  for (const page of pagesFrom(bytes, 0)) {
    if (endOf(page) > 0) break;
    yield page;
    end += page.length;
  }
  yield* pagesFrom(bytes, Math.max(end, middle));
}

/** Samples before the end of a page; -1 when no packet ends on it. */
function endOf(page: Buffer): number {
  return page.length < 14 ? -1 : Number(page.readBigInt64LE(6));
}

async function decodeOgg(bytes: Buffer, decoder: ChunkedDecoder, rate: number, seconds: number) {
  try {
    const last = bytes.subarray(Math.max(0, bytes.lastIndexOf(MARK)));
    const middle = middleByte(bytes.length, endOf(last) / rate, seconds);
    return feed(decoder, headersAndMiddle(bytes, middle), seconds);
  } finally {
    decoder.free();
  }
}

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);

export async function decodeVorbis(whole: Uint8Array, seconds: number): Promise<Pcm> {
  const bytes = asBuffer(whole);
  if (bytes.length < 58) throw new NotHeard('damaged');
  // The packet begins at 28: its type and name, the version, channels, rate.
  const rate = bytes.readUInt32LE(40);
  checkFormat(bytes[39] ?? 0, rate);
  const { decoder: open } = await import('@audio/decode-vorbis');
  return decodeOgg(bytes, await open(), rate, seconds);
}

export async function decodeOpus(whole: Uint8Array, seconds: number): Promise<Pcm> {
  const bytes = asBuffer(whole);
  // Opus always counts 48,000 a second.
  const rate = 48_000;
  checkFormat(bytes[37] ?? 0, rate);
  const { decoder: open } = await import('@audio/decode-opus');
  return decodeOgg(bytes, await open(), rate, seconds);
}

/** What the chunked decoders have in common. */
import { NotHeard, type Pcm } from '../sound.ts';

/** A decoder of the `@audio` family: bytes in, what they complete out. */
export type ChunkedDecoder = {
  decode(chunk: Uint8Array): { channelData: readonly Float32Array[]; sampleRate: number };
  free(): void;
};

/** Rates of sound; others are damaged or hostile. */
const [LEAST_RATE, MOST_RATE] = [8_000, 192_000];
const MOST_CHANNELS = 8;

export function checkFormat(channels: number, rate: number): void {
  const isUsable = channels >= 1 && channels <= MOST_CHANNELS && rate >= LEAST_RATE && rate <= MOST_RATE;
  if (!isUsable) throw new NotHeard('damaged');
}

/** Feeds a decoder until it has given so many seconds; fewer when the bytes end before. */
export function feed(decoder: ChunkedDecoder, chunks: Iterable<Uint8Array>, seconds: number): Pcm {
  const pieces: (readonly Float32Array[])[] = [];
  let [count, rate, length] = [0, 0, 0];
  for (const chunk of chunks) {
    const { channelData, sampleRate } = decoder.decode(chunk);
    const samples = channelData[0]?.length ?? 0;
    if (samples === 0) continue;
    checkFormat(channelData.length, sampleRate);
    if (pieces.length === 0) [count, rate] = [channelData.length, sampleRate];
    // Another stream may follow in the same file.
    if (channelData.length !== count || sampleRate !== rate) break;
    pieces.push(channelData);
    length += samples;
    if (length >= seconds * rate) break;
  }
  const channels = Array.from({ length: count }, (_, channel) => {
    const whole = new Float32Array(length);
    let at = 0;
    for (const piece of pieces) {
      const part = piece[channel] ?? new Float32Array();
      whole.set(part.subarray(0, length - at), at);
      at += piece[0]?.length ?? 0;
    }
    return whole.subarray(0, Math.round(seconds * rate));
  });
  return { channels, rate };
}

export function* byteChunks(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** The middle seconds of what was decoded. */
export function middleOf({ channels, rate }: Pcm, seconds: number): Pcm {
  const wanted = Math.round(seconds * rate);
  const start = Math.max(0, Math.floor(((channels[0]?.length ?? 0) - wanted) / 2));
  return { channels: channels.map((channel) => channel.subarray(start, start + wanted)), rate };
}

/** Where in a row of bytes the middle seconds of a sound of this length begin. */
export function middleByte(bytes: number, wholeSeconds: number, seconds: number): number {
  return wholeSeconds <= seconds ? 0 : Math.floor((bytes * (1 - seconds / wholeSeconds)) / 2);
}

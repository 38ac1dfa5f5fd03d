/** MPEG layers 1 to 3. Files of a varying bit rate don't say how long they are: it is estimated from their beginning. */
import { afterId3, type Pcm } from '../sound.ts';
import { byteChunks, feed, middleByte, middleOf } from './feed.ts';

const CHUNK = 16 * 1024;
/** Enough for a pace: 2 to 8 s. */
const HEAD = 64 * 1024;
/** Up to so many times the wanted seconds, all is decoded: a jump costs what it saves. */
const SHORT = 1.5;

export async function decodeMp3(whole: Uint8Array, seconds: number): Promise<Pcm> {
  const bytes = whole.subarray(afterId3(whole));
  const { decoder: open } = await import('@audio/decode-mp3');
  const decoder = await open();
  try {
    const head = feed(decoder, byteChunks(bytes.subarray(0, HEAD), CHUNK), Number.POSITIVE_INFINITY);
    const headSeconds = (head.channels[0]?.length ?? 0) / Math.max(1, head.rate);
    const total = (headSeconds * bytes.length) / Math.min(bytes.length, HEAD);
    if (total > SHORT * seconds) {
      return feed(
        decoder,
        byteChunks(bytes.subarray(middleByte(bytes.length, total, seconds)), CHUNK),
        seconds,
      );
    }
    const rest = feed(decoder, byteChunks(bytes.subarray(HEAD), CHUNK), SHORT * seconds);
    return middleOf(join(head, rest), seconds);
  } finally {
    decoder.free();
  }
}

function join(first: Pcm, second: Pcm): Pcm {
  if (second.channels.length !== first.channels.length || second.rate !== first.rate) return first;
  const channels = first.channels.map((channel, at) => {
    const rest = second.channels[at] ?? new Float32Array();
    const both = new Float32Array(channel.length + rest.length);
    both.set(channel);
    both.set(rest, channel.length);
    return both;
  });
  return { channels, rate: first.rate };
}

/** RIFF WAVE with plain samples: 8 to 32 bits as whole numbers, 32 or 64 as floating point. */
import { ascii, NotHeard, type Pcm } from '../sound.ts';
import { checkFormat } from './feed.ts';

const [WHOLE, FLOAT, EXTENSIBLE] = [1, 3, 0xfffe];

type Format = { kind: number; channels: number; rate: number; bits: number };

function findChunks(view: DataView, bytes: Uint8Array): { format: Format; start: number; end: number } {
  let format: Format | null = null;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const size = view.getUint32(at + 4, true);
    const start = at + 8;
    const name = ascii(bytes, at, at + 4);
    if (name === 'fmt ' && size >= 16 && start + size <= bytes.length) {
      const declared = view.getUint16(start, true);
      // The kind is then the beginning of a longer identifier.
      const kind = declared === EXTENSIBLE && size >= 26 ? view.getUint16(start + 24, true) : declared;
      format = {
        kind,
        channels: view.getUint16(start + 2, true),
        rate: view.getUint32(start + 4, true),
        bits: view.getUint16(start + 14, true),
      };
    }
    // Programs that write to a pipe leave a size of 0 or of all ones.
    if (name === 'data' && format !== null)
      return { format, start, end: size === 0 ? bytes.length : Math.min(bytes.length, start + size) };
    at = start + size + (size % 2);
  }
  throw new NotHeard('damaged');
}

/** A function that reads a sample at a byte. */
function reader(view: DataView, { kind, bits }: Format): (at: number) => number {
  if (kind === FLOAT && bits === 32) return (at) => view.getFloat32(at, true);
  if (kind === FLOAT && bits === 64) return (at) => view.getFloat64(at, true);
  if (kind === WHOLE && bits === 8) return (at) => view.getUint8(at) / 128 - 1;
  if (kind === WHOLE && bits === 16) return (at) => view.getInt16(at, true) / 2 ** 15;
  if (kind === WHOLE && bits === 24)
    return (at) => (view.getInt16(at + 1, true) * 256 + view.getUint8(at)) / 2 ** 23;
  if (kind === WHOLE && bits === 32) return (at) => view.getInt32(at, true) / 2 ** 31;
  throw new NotHeard('damaged');
}

/** Only the middle is read. */
export async function decodeWav(bytes: Uint8Array, seconds: number): Promise<Pcm> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const { format, start, end } = findChunks(view, bytes);
  const { channels: count, rate, bits } = format;
  checkFormat(count, rate);
  const read = reader(view, format);
  const frameBytes = (count * bits) / 8;
  const frames = Math.floor((end - start) / frameBytes);
  const wanted = Math.min(frames, Math.round(seconds * rate));
  const first = Math.floor((frames - wanted) / 2);
  const channels = Array.from({ length: count }, (_, channel) =>
    Float32Array.from({ length: wanted }, (__, at) =>
      read(start + (first + at) * frameBytes + (channel * bits) / 8),
    ),
  );
  return { channels, rate };
}

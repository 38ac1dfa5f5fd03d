/** Files with a few things changed as damage and malice change them: cut, turned over, lied about, without an end. */
import fc, { type Arbitrary } from 'fast-check';

/** As a length or a count: nothing, one too many, 100 MB, all there could be. */
const lies = [0, 1, 0x7f, 0xff, 0x7fff, 0xffff, 100 * 1024 * 1024, 0x7fffffff, 0x80000000, 0xffffffff];

type Write = (buffer: Buffer, value: number, at: number) => void;
const writes: readonly Write[] = [
  (buffer, value, at) => void buffer.writeUInt8(value % 256, at),
  (buffer, value, at) => void buffer.writeUInt16LE(value % 65_536, at),
  (buffer, value, at) => void buffer.writeUInt16BE(value % 65_536, at),
  (buffer, value, at) => void buffer.writeUInt32LE(value, at),
  (buffer, value, at) => void buffer.writeUInt32BE(value, at),
];

/** What lengths stand in lies at the beginning, where the headers are, three times out of four. */
const place = fc.tuple(fc.integer({ min: 0, max: 3 }), fc.nat());
const placeIn = (length: number, [part, at]: [number, number]): number =>
  at % Math.max(1, part === 0 ? length : Math.min(length, 300));

const change = fc.oneof(
  fc.record({
    kind: fc.constant('lie' as const),
    at: place,
    lie: fc.constantFrom(...lies),
    write: fc.nat(4),
  }),
  fc.record({ kind: fc.constant('turn' as const), seed: fc.nat(), every: fc.constantFrom(20, 200, 2_000) }),
  fc.record({ kind: fc.constant('cut' as const), at: place }),
  fc.record({ kind: fc.constant('drop' as const), at: place, bytes: fc.integer({ min: 1, max: 5_000 }) }),
  fc.record({ kind: fc.constant('repeat' as const), at: place, bytes: fc.integer({ min: 1, max: 2_000 }) }),
  fc.record({ kind: fc.constant('fill' as const), at: place, byte: fc.constantFrom(0, 0x7f, 0xff) }),
);
type Change = typeof change extends Arbitrary<infer T> ? T : never;

const endlessBytes = 200_000;

function changed(file: Buffer, one: Change): Buffer {
  const copy = Buffer.from(file);
  if (one.kind === 'turn') {
    // Numerical Recipes' generator: which bits turn follows from the seed.
    let state = one.seed;
    for (let at = state % one.every; at < copy.length; at += 1 + (state % one.every)) {
      copy[at] = (copy[at] ?? 0) ^ (1 << (state >>> 29));
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    }
    return copy;
  }
  if (copy.length === 0) return copy;
  const at = placeIn(copy.length, one.at);
  if (one.kind === 'cut') return copy.subarray(0, at);
  if (one.kind === 'fill') return copy.fill(one.byte, at, Math.min(copy.length, at + 64));
  if (one.kind === 'drop') return Buffer.concat([copy.subarray(0, at), copy.subarray(at + one.bytes)]);
  if (one.kind === 'repeat') {
    const piece = copy.subarray(at, at + one.bytes);
    return Buffer.concat([copy.subarray(0, at), Buffer.alloc(endlessBytes, piece), copy.subarray(at)]);
  }
  if (at + 4 <= copy.length) writes[one.write]?.(copy, one.lie, at);
  return copy;
}

/** One of the files with a few changes, now and then with another one behind its beginning. */
export const changedBytes = (files: readonly Uint8Array[]): Arbitrary<Uint8Array> =>
  fc
    .tuple(
      fc.constantFrom(...files),
      fc.array(change, { minLength: 1, maxLength: 4 }),
      fc.option(fc.tuple(fc.constantFrom(...files), fc.nat()), { freq: 6 }),
    )
    .map(([file, changes, spliced]) => {
      const start = Buffer.from(file);
      const whole =
        spliced === null
          ? start
          : Buffer.concat([start.subarray(0, spliced[1] % start.length), Buffer.from(spliced[0])]);
      return new Uint8Array(changes.reduce(changed, whole));
    });

/**
 * Dot products and sums of many vectors at once. In WebAssembly (dots.wat), which takes four numbers at a step where
 * JavaScript takes one: copied there and all, they are done in a fifth of the time (`npm run bench -- rank`).
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { packagePath } from '../../package-path.ts';

declare global {
  // Node's types do not have it, those of browsers would bring all the rest of a browser.
  namespace WebAssembly {
    class Module {
      constructor(bytes: Uint8Array);
    }
    class Instance {
      constructor(module: Module);
      readonly exports: unknown;
    }
    class Memory {
      readonly buffer: ArrayBuffer;
      grow(pages: number): number;
    }
  }
}

/** A vector, or a place without one. */
export type MaybeVector = Float32Array | null | undefined;

type Dots = (vectors: number, end: number, bytes: number, direction: number, out: number) => void;
type Add = (vectors: number, end: number, bytes: number, sum: number) => void;

const kernel = z.object({
  memory: z.instanceof(WebAssembly.Memory),
  dots: z.custom<Dots>((it) => typeof it === 'function'),
  add: z.custom<Add>((it) => typeof it === 'function'),
});

const { memory, dots, add } = kernel.parse(
  new WebAssembly.Instance(new WebAssembly.Module(readFileSync(packagePath('assets', 'dots.wasm')))).exports,
);

/** Numbers that the kernel takes in a round: a vector takes up a multiple of it. */
const ROUND = 16;
/** Vectors that are worked on together: few enough to stay in the processor's nearest memory. */
const TOGETHER = 16;
const BYTES = Float32Array.BYTES_PER_ELEMENT;
const PAGE_BYTES = 65_536;

let floats = new Float32Array(memory.buffer);

/** The kernel's memory for vectors of so many dimensions. Nothing in it outlives a call. */
function desk(dimensions: number, directions: number) {
  const size = Math.ceil(dimensions / ROUND) * ROUND;
  const vectors = directions * size;
  const out = vectors + TOGETHER * size;
  const end = out + TOGETHER;
  if (floats.length < end) {
    memory.grow(Math.ceil(((end - floats.length) * BYTES) / PAGE_BYTES));
    floats = new Float32Array(memory.buffer);
  }
  // What another call left behind a shorter vector would be taken for a part of it.
  if (size !== dimensions) floats.fill(0, 0, out);
  return { size, vectors, out };
}

/** Throws (a bug, not a person's mistake) for a vector that has no place beside those of so many dimensions. */
export function requireDimensions(vector: Float32Array, dimensions: number): void {
  if (vector.length !== dimensions) {
    throw new Error(`vectors of two spaces: ${dimensions} and ${vector.length} dimensions`);
  }
}

function put(vector: Float32Array, at: number, dimensions: number): void {
  requireDimensions(vector, dimensions);
  floats.set(vector, at);
}

/**
 * For each direction the dot products with all vectors: cosines, where they are unit vectors. NaN in the place of a
 * missing one. Throws (a bug) when lengths differ.
 */
export function dotsWith(
  vectors: readonly MaybeVector[],
  ...directions: readonly Float32Array[]
): Float64Array[] {
  const products = directions.map(() => new Float64Array(vectors.length).fill(Number.NaN));
  const dimensions = directions[0]?.length ?? 0;
  if (dimensions === 0) return products;
  const { size, vectors: from, out } = desk(dimensions, directions.length);
  directions.forEach((direction, turn) => {
    put(direction, turn * size, dimensions);
  });
  const places = new Uint32Array(TOGETHER);
  let filled = 0;
  const work = (): void => {
    for (let turn = 0; turn < products.length; turn++) {
      dots(from * BYTES, (from + filled * size) * BYTES, size * BYTES, turn * size * BYTES, out * BYTES);
      const product = products[turn] ?? new Float64Array();
      for (let at = 0; at < filled; at++) product[places[at] ?? 0] = floats[out + at] ?? Number.NaN;
    }
    filled = 0;
  };
  for (let place = 0; place < vectors.length; place++) {
    const vector = vectors[place];
    if (vector === null || vector === undefined) continue;
    put(vector, from + filled * size, dimensions);
    places[filled++] = place;
    if (filled === TOGETHER) work();
  }
  if (filled > 0) work();
  return products;
}

/** The sum of vectors, at least one. Throws (a bug) when lengths differ. */
export function sumOf(vectors: readonly Float32Array[]): Float32Array {
  const dimensions = vectors[0]?.length ?? 0;
  const { size, vectors: from } = desk(dimensions, 1);
  floats.fill(0, 0, size);
  for (let start = 0; start < vectors.length; start += TOGETHER) {
    const portion = vectors.slice(start, start + TOGETHER);
    portion.forEach((vector, at) => {
      put(vector, from + at * size, dimensions);
    });
    add(from * BYTES, (from + portion.length * size) * BYTES, size * BYTES, 0);
  }
  return floats.slice(0, dimensions);
}

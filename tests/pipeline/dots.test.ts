import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { compileDots } from '../../scripts/build-dots.ts';
import { packagePath } from '../../src/package-path.ts';
import { dotsWith, sumOf } from '../../src/pipeline/ranking/dots.ts';
import { dot } from '../../src/pipeline/ranking/vectors.ts';

/** Sizes around the kernel's rounds of 16 and the models' own. */
const sizes = [1, 3, 15, 16, 17, 50, 384, 1024];

const vectorsOf = (count: number, dimensions: number): Float32Array[] =>
  Array.from({ length: count }, (_, at) =>
    Float32Array.from({ length: dimensions }, (_, i) => Math.sin(1 + at * 7 + i)),
  );

it('is what its source says', async () => {
  expect(Buffer.from(await compileDots())).toEqual(readFileSync(packagePath('assets', 'dots.wasm')));
});

it.each(sizes)(
  'gives the products of vectors of %i dimensions, whatever was worked on before',
  (dimensions) => {
    dotsWith([new Float32Array(2000).fill(Number.NaN)], new Float32Array(2000).fill(1));
    const vectors = [null, ...vectorsOf(37, dimensions), undefined];
    const [one, other] = vectorsOf(2, dimensions).map((vector) => vector.toReversed());
    if (one === undefined || other === undefined) throw new Error('no directions');
    const found = dotsWith(vectors, one, other);
    [one, other].forEach((direction, turn) => {
      vectors.forEach((vector, at) => {
        if (vector) expect(found[turn]?.[at]).toBeCloseTo(dot(vector, direction), 3);
        else expect(found[turn]?.[at]).toBeNaN();
      });
    });
  },
);

it.each(sizes)('adds up vectors of %i dimensions', (dimensions) => {
  const vectors = vectorsOf(37, dimensions);
  const sum = sumOf(vectors);
  expect(sum).toHaveLength(dimensions);
  sum.forEach((value, i) => {
    expect(value).toBeCloseTo(
      vectors.reduce((all, vector) => all + (vector[i] ?? 0), 0),
      4,
    );
  });
});

it('takes no vectors, and vectors of nothing', () => {
  expect(dotsWith([], Float32Array.of(1))).toEqual([new Float64Array()]);
  expect(dotsWith([new Float32Array()], new Float32Array())[0]?.[0]).toBeNaN();
  expect(sumOf([new Float32Array()])).toHaveLength(0);
});

it('refuses vectors of two spaces', () => {
  const vectors = [new Float32Array(16), new Float32Array(17)];
  expect(() => dotsWith(vectors, new Float32Array(16))).toThrow(/two spaces: 16 and 17/);
  expect(() => dotsWith([], new Float32Array(16), new Float32Array(17))).toThrow(/two spaces/);
  expect(() => sumOf(vectors)).toThrow(/two spaces/);
});

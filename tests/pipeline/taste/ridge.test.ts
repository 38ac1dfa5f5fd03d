import { expect, it } from 'vitest';
import { posterior } from '../../../src/pipeline/taste/ridge.ts';

it('is the mean of the answers, drawn to zero, for one coefficient', () => {
  const answers = [2, 4, 6].map((surprise) => ({ row: [1], surprise, weight: 1 }));
  expect(posterior(answers, [3])).toEqual({
    mean: [expect.closeTo(2, 9)],
    covariance: [[expect.closeTo(1 / 6, 9)]],
  });
  expect(posterior([], [4])).toEqual({ mean: [0], covariance: [[0.25]] });
});

it('solves for several coefficients, by the weights of the observations', () => {
  // The system is [[4, 2], [2, 6]] with moments [2, 6].
  const observations = [
    { row: [1, 1], surprise: 1, weight: 2 },
    { row: [0, 1], surprise: 4, weight: 1 },
  ];
  const { mean, covariance } = posterior(observations, [2, 3]);
  expect(mean).toEqual([expect.closeTo(0, 9), expect.closeTo(1, 9)]);
  expect(covariance.flat()).toEqual([0.3, -0.1, -0.1, 0.2].map((value) => expect.closeTo(value, 9)));
});

it('gives the same to the last bit in any order', () => {
  const observations = Array.from({ length: 12 }, (_, at) => ({
    row: [Math.sin(at), (at % 3) / 7, 1],
    surprise: at % 2,
    weight: 1 + (at % 2) / 3,
  }));
  const priors = [1, 2, 3];
  const result = posterior(observations, priors);
  expect(posterior(observations.toReversed(), priors)).toEqual(result);
  expect(posterior([...observations.slice(5), ...observations.slice(0, 5)], priors)).toEqual(result);
});

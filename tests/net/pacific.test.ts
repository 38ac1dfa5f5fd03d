import { expect, it } from 'vitest';
import { nextPacificMidnight } from '../../src/net/google.ts';

it.each([
  ['2026-11-22T20:00:00.123Z', '2026-11-23T08:00:00.000Z'],
  ['2026-07-01T06:59:59.999Z', '2026-07-01T07:00:00.000Z'],
  ['2026-07-01T07:00:00.000Z', '2026-07-02T07:00:00.000Z'],
  // Clocks go forward on 8 March and back on 1 November: days of 23 and 25 hours.
  ['2026-03-08T08:00:00.000Z', '2026-03-09T07:00:00.000Z'],
  ['2026-03-08T07:00:00.000Z', '2026-03-08T08:00:00.000Z'],
  ['2026-11-01T07:00:00.000Z', '2026-11-02T08:00:00.000Z'],
  ['2026-11-01T20:00:00.000Z', '2026-11-02T08:00:00.000Z'],
])('after %s comes midnight at %s', (now, midnight) => {
  expect(new Date(nextPacificMidnight(Date.parse(now))).toISOString()).toBe(midnight);
});

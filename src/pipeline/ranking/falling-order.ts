/** Sorting of many numbers, from the largest down. */

/** Steps between the least and the most that they are sorted by, and room for as many: together below 2^53. */
const STEPS = 2 ** 30;
const ROOM = 2 ** 22;

/** Indices by falling value; NaN last, equal values keep their order. Plain numbers sort many times faster than pairs. */
export function fallingOrder(values: Float64Array): number[] {
  let most = Number.NEGATIVE_INFINITY;
  let least = Number.POSITIVE_INFINITY;
  for (const value of values) {
    if (value > most) most = value;
    if (value < least) least = value;
  }
  const steps = STEPS / (most - least || 1);
  const keys = new Float64Array(values.length);
  for (let index = 0; index < keys.length; index++) {
    const value = values[index] ?? Number.NaN;
    const step = Number.isNaN(value) ? STEPS + 1 : Math.round((most - value) * steps);
    keys[index] = step * ROOM + index;
  }
  keys.sort();
  const order: number[] = [];
  for (const key of keys) order.push(key % ROOM);
  return order;
}

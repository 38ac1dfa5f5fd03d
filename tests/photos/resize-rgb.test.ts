import { expect, it } from 'vitest';
import { resizeRgb } from '../../src/photos/sharp.ts';

it('squeezes to exactly the size', async () => {
  const red = [220, 20, 20];
  const data = Uint8Array.from({ length: 30 * 10 * 3 }, (_, at) => red[at % 3] ?? 0);
  const resized = await resizeRgb({ data, width: 30, height: 10 }, { width: 12, height: 12 });
  expect(resized).toMatchObject({ width: 12, height: 12 });
  expect(resized.data.length).toBe(12 * 12 * 3);
  expect([...resized.data.subarray(0, 3)]).toEqual(red);
});

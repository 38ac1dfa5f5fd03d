import { describe, expect, it } from 'vitest';
import { createMemoryKeyValue } from '../../src/store/key-value.ts';

describe('memory key-value store', () => {
  it('gives back what was kept, and nothing for what was not', async () => {
    const store = createMemoryKeyValue();
    await store.set('a', { b: [1, null] });
    expect(await store.get('a')).toEqual({ b: [1, null] });
    expect(await store.get('c')).toBeUndefined();
  });

  it('forgets when the time is over', async () => {
    let now = 1000;
    const store = createMemoryKeyValue({ now: () => now });
    await store.set('short', 1, 500);
    await store.set('long', 2);
    now = 1500;
    expect(await store.get('short')).toBeUndefined();
    expect(await store.get('long')).toBe(2);
  });

  it('lets only one of two takers win', async () => {
    const store = createMemoryKeyValue();
    await store.set('once', true);
    expect(await Promise.all([store.delete('once'), store.delete('once')])).toEqual([true, false]);
  });
});

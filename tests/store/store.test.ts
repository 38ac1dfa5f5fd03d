import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { createCache } from '../../src/store/cache.ts';
import { createKept } from '../../src/store/kept.ts';
import { createMemoryKeyValue, type KeyValue } from '../../src/store/key-value.ts';
import { openStore } from '../../src/store/open.ts';

const folders: string[] = [];
function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'scenescore-store-'));
  folders.push(made);
  return made;
}
afterEach(() => {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
});

async function keptIn(path: string): Promise<KeyValue> {
  const open = await openStore({ url: `sqlite://${path}`, area: 'kept' });
  onTestFinished(() => open.close());
  return createKept(open);
}

describe.each([
  { name: 'memory', make: async () => createMemoryKeyValue() },
  { name: 'sqlite', make: () => keptIn(join(folder(), 'kept.sqlite')) },
])('a key-value store ($name)', ({ make }) => {
  it('keeps, replaces and deletes JSON values', async () => {
    const store = await make();
    expect(await store.get('a')).toBeUndefined();
    await store.set('a', { deep: [1, 'zwei', null] });
    await store.set('a', { deep: [2] });
    expect(await store.get('a')).toEqual({ deep: [2] });
    expect(await Promise.all([store.delete('a'), store.delete('a')])).toEqual([true, false]);
    expect(await store.get('a')).toBeUndefined();
  });

  it('honours the time to live', async () => {
    const store = await make();
    await store.set('short', 1, 20);
    await store.set('long', 2, 60_000);
    await expect.poll(() => store.get('short')).toBeUndefined();
    expect(await store.get('long')).toBe(2);
  });
});

it('keeps what was confirmed when the process is killed the next moment', async () => {
  const path = join(folder(), 'kept.sqlite');
  const program = `
    const { openStore } = await import(${JSON.stringify(new URL('../../src/store/open.ts', import.meta.url).href)});
    const { createKept } = await import(${JSON.stringify(new URL('../../src/store/kept.ts', import.meta.url).href)});
    const kept = createKept(await openStore({ url: 'sqlite://${path}', area: 'kept' }));
    for (let i = 0; i < 20; i++) await kept.set('rating-' + i, i);
    process.kill(process.pid, 'SIGKILL');`;
  const run = promisify(execFile)(process.execPath, [
    '--import',
    'tsx',
    '--input-type=module',
    '-e',
    program,
  ]);
  await expect(run).rejects.toMatchObject({ signal: 'SIGKILL' });
  const kept = await keptIn(path);
  expect(await Promise.all(Array.from({ length: 20 }, (_, i) => kept.get(`rating-${i}`)))).toEqual(
    Array.from({ length: 20 }, (_, i) => i),
  );
});

describe('the cache', () => {
  function cacheIn(path: string) {
    const cache = createCache({ open: () => openStore({ url: `sqlite://${path}`, area: 'cache' }) });
    onTestFinished(() => cache.close());
    return cache;
  }

  it('remembers many at once, in order, and survives a restart', async () => {
    const path = join(folder(), 'cache.sqlite');
    const keys = Array.from({ length: 600 }, (_, i) => `song-${i}`);
    await cacheIn(path).setMany(
      keys.slice(1).map((key) => ({ key, value: { key } })),
      60_000,
    );
    const found = await cacheIn(path).getMany(keys);
    expect(found[0]).toBeUndefined();
    expect(found.slice(1)).toEqual(keys.slice(1).map((key) => ({ key })));
  });

  it('takes a corrupt database for an empty one, says so once, and leaves it alone', async () => {
    const path = join(folder(), 'cache.sqlite');
    writeFileSync(path, 'this is no database at all, only some words long enough to be read as a header');
    const cache = cacheIn(path);
    await cache.set('a', 1, 1000);
    expect(await cache.get('a')).toBeUndefined();
    expect(cache.takeTrouble()).toMatchObject({ code: 'cache-trouble' });
    expect(await cache.getMany(['a', 'b'])).toEqual([undefined, undefined]);
    expect(cache.takeTrouble()).toBeNull();
  });
});

it('says what addresses a store may have', async () => {
  await expect(openStore({ url: 'mysql://x', area: 'kept' })).rejects.toMatchObject({
    code: 'bad-store-url',
  });
});

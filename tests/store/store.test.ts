/** One contract, over every engine. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createCache } from '../../src/store/cache.ts';
import type { KeyValue } from '../../src/store/documents.ts';
import { createKeyValue } from '../../src/store/key-value.ts';
import { type OpenStore, openStore } from '../../src/store/open.ts';
import {
  type DatabaseServer,
  noPostgres,
  noRedis,
  startPostgres,
  startRedis,
} from '../support/database-servers.ts';
import { createMemoryKeyValue } from '../support/memory-key-value.ts';

const folders: string[] = [];
function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'scenescore-store-'));
  folders.push(made);
  return made;
}
afterEach(() => {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
});

async function open(url: string, area: 'cache' | 'kept' = 'kept'): Promise<OpenStore> {
  const opened = await openStore({ url, area });
  onTestFinished(() => opened.close().catch(() => undefined));
  return opened;
}

let keys = 0;
/** Every test has keys of its own, for a server outlives it. */
const fresh = (name: string): string => `${name}-${keys++}`;

/** What every store holds to; `make` gives another door to the same one each time. */
function holdsTheContract(make: () => Promise<KeyValue>): void {
  it('keeps, replaces and deletes JSON values', async () => {
    const store = await make();
    const key = fresh('a');
    expect(await store.get(key)).toBeUndefined();
    await store.set(key, { deep: [1, 'zwei', null, '\u0000 \ud83d\ude00 %_::'] });
    expect(await store.get(key)).toEqual({ deep: [1, 'zwei', null, '\u0000 \ud83d\ude00 %_::'] });
    await store.set(key, { deep: [2] });
    expect(await store.get(key)).toEqual({ deep: [2] });
    expect(await store.delete(key)).toBe(true);
    expect(await store.get(key)).toBeUndefined();
    expect(await store.delete(key)).toBe(false);
  });

  it('honours the time to live, and deletes nothing that is over', async () => {
    const store = await make();
    const [short, gone, long, replaced] = [fresh('short'), fresh('gone'), fresh('long'), fresh('replaced')];
    await store.set(gone, 1, 20);
    await store.set(short, 1, 20.5);
    await store.set(long, 2, 60_000);
    await store.set(replaced, 1, 20);
    await store.set(replaced, 3);
    await expect.poll(() => store.get(short)).toBeUndefined();
    expect(await store.delete(gone)).toBe(false);
    expect(await store.get(long)).toBe(2);
    expect(await store.get(replaced)).toBe(3);
    await store.set(long, 4, 0);
    await expect.poll(() => store.get(long)).toBeUndefined();
  });

  it('changes in one step, whatever else writes', async () => {
    const [here, there] = [await make(), await make()];
    const key = fresh('count');
    const more = (old: unknown): number => (typeof old === 'number' ? old : 0) + 1;
    await Promise.all(Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? here : there).change(key, more)));
    expect(await here.get(key)).toBe(20);
    await here.change(key, () => ':with "\u0000" colons', 20);
    await expect.poll(() => here.get(key)).toBeUndefined();
    await here.change(key, more, 60_000);
    expect(await there.get(key)).toBe(1);
    await there.change(key, () => undefined);
    expect(await here.get(key)).toBeUndefined();
    expect(await here.delete(key)).toBe(false);
  });

  it('lets only one of many takers win', async () => {
    const [here, there] = [await make(), await make()];
    for (let round = 0; round < 10; round++) {
      const key = fresh('once');
      await here.set(key, true);
      const takers = Array.from({ length: 8 }, (_, at) => (at % 2 === 0 ? here : there).delete(key));
      expect((await Promise.all(takers)).filter((won) => won)).toHaveLength(1);
    }
  });
}

describe('a store in memory', () => {
  const store = createMemoryKeyValue();
  holdsTheContract(async () => store);
});

type Engine = {
  name: string;
  missing: string | null;
  start(): Promise<{ url: string; server: DatabaseServer | null }>;
};

async function served(start: () => Promise<DatabaseServer>) {
  const server = await start();
  return { url: server.url, server };
}

const engines: Engine[] = [
  {
    name: 'SQLite',
    missing: null,
    start: async () => ({
      url: `sqlite://${join(mkdtempSync(join(tmpdir(), 'scenescore-store-')), 'kept.sqlite')}`,
      server: null,
    }),
  },
  { name: 'Redis', missing: noRedis, start: () => served(startRedis) },
  { name: 'PostgreSQL', missing: noPostgres, start: () => served(startPostgres) },
];

describe.each(engines)('a store on $name', ({ name, missing, start }) => {
  if (missing !== null) {
    it.skip(`is not tried here: ${missing}`);
    return;
  }
  let url = '';
  let server: DatabaseServer | null = null;
  beforeAll(async () => {
    ({ url, server } = await start());
  });
  afterAll(async () => {
    await server?.stop();
  });

  holdsTheContract(async () => createKeyValue(await open(url)));

  it('keeps its areas apart, and open when the other closes', async () => {
    const [kept, cache] = [await open(url), await openStore({ url, area: 'cache' })];
    const key = fresh('apart');
    await kept.keyv.set(key, 'kept');
    await cache.keyv.set(key, 'cached');
    expect(await kept.keyv.get(key)).toBe('kept');
    await cache.close();
    expect(await kept.keyv.get(key)).toBe('kept');
  });

  it('remembers many at once, in order, and survives a restart', async () => {
    const cacheThere = () => {
      const cache = createCache({ open: () => openStore({ url, area: 'cache' }) });
      onTestFinished(() => cache.close());
      return cache;
    };
    const songs = Array.from({ length: 600 }, (_, i) => fresh(`song-${i}`));
    await cacheThere().setMany(
      songs.slice(1).map((key) => ({ key, value: { key } })),
      60_000,
    );
    const found = await cacheThere().getMany(songs);
    expect(found[0]).toBeUndefined();
    expect(found.slice(1)).toEqual(songs.slice(1).map((key) => ({ key })));
  });

  it('sweeps what has expired, and nothing else', async () => {
    const opened = await open(url, 'cache');
    const [short, long, forever] = [fresh('short'), fresh('long'), fresh('forever')];
    await opened.keyv.set(short, 1, 1);
    await opened.keyv.set(long, 2, 60_000);
    await opened.keyv.set(forever, 3);
    await new Promise((resolve) => setTimeout(resolve, 5));
    await opened.sweep();
    const { store } = opened.keyv.opts;
    expect(await store.get(`scenescore-cache:${short}`)).toBeUndefined();
    expect(await opened.keyv.getMany([long, forever])).toEqual([2, 3]);
  });

  it('keeps what was confirmed when the process is killed the next moment', async () => {
    const prefix = fresh('rating');
    const program = `
      const { openStore } = await import(${JSON.stringify(new URL('../../src/store/open.ts', import.meta.url).href)});
      const { createKeyValue } = await import(${JSON.stringify(new URL('../../src/store/key-value.ts', import.meta.url).href)});
      const kept = createKeyValue(await openStore({ url: ${JSON.stringify(url)}, area: 'kept' }));
      for (let i = 0; i < 20; i++) await kept.set('${prefix}-' + i, i);
      process.kill(process.pid, 'SIGKILL');`;
    const args = ['--import', 'tsx', '--input-type=module', '-e', program];
    await expect(promisify(execFile)(process.execPath, args)).rejects.toMatchObject({ signal: 'SIGKILL' });
    const kept = createKeyValue(await open(url));
    const there = await Promise.all(Array.from({ length: 20 }, (_, i) => kept.get(`${prefix}-${i}`)));
    expect(there).toEqual(Array.from({ length: 20 }, (_, i) => i));
  });

  it.skipIf(name === 'SQLite')(
    'outlives its server: it fails while that is away, and goes on after',
    async () => {
      const kept = createKeyValue(await open(url));
      const cache = createCache({ open: () => openStore({ url, area: 'cache' }), restMs: 0 });
      onTestFinished(() => cache.close());
      const key = fresh('outlived');
      await kept.set(key, 'still here');
      await cache.set(key, 'still here', 60_000);

      await server?.kill();
      await expect(kept.get(key)).rejects.toThrow();
      // A pooled connection may outlive the server for a moment.
      await expect.poll(() => cache.get(key)).toBeUndefined();
      expect(cache.takeTrouble()).toMatchObject({ code: 'cache-trouble' });

      await server?.restart();
      await expect.poll(() => kept.get(key).catch(() => 'away'), { timeout: 15_000 }).toBe('still here');
      await expect.poll(() => cache.get(key), { timeout: 15_000 }).toBe('still here');
    },
  );
});

it('takes a corrupt database for an empty one, says so once, and leaves it alone', async () => {
  const path = join(folder(), 'cache.sqlite');
  writeFileSync(path, 'this is no database at all, only some words long enough to be read as a header');
  const cache = createCache({ open: () => openStore({ url: `sqlite://${path}`, area: 'cache' }) });
  onTestFinished(() => cache.close());
  await cache.set('a', 1, 1000);
  expect(await cache.get('a')).toBeUndefined();
  expect(cache.takeTrouble()).toMatchObject({ code: 'cache-trouble' });
  expect(await cache.getMany(['a', 'b'])).toEqual([undefined, undefined]);
  expect(cache.takeTrouble()).toBeNull();
});

it('says what addresses a store may have, and at once that nobody is there', async () => {
  await expect(openStore({ url: 'mysql://x', area: 'kept' })).rejects.toMatchObject({
    code: 'bad-store-url',
  });
  for (const url of ['redis://127.0.0.1:9', 'postgres://x@127.0.0.1:9/x']) {
    await expect(openStore({ url, area: 'kept' })).rejects.toThrow();
  }
});

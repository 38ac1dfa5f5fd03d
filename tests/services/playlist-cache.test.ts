import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { ServiceError, UserError } from '../../src/errors.ts';
import type { Playlist } from '../../src/model/playlist.ts';
import type { SongSource, SourceOptions } from '../../src/pipeline/ports.ts';
import { createPlaylistCache } from '../../src/services/sources/playlist-cache.ts';
import { toSong } from '../../src/songs/song.ts';
import { linkTo } from '../support/links.ts';
import { recordingCache } from '../support/songs.ts';

const link = linkTo('https://www.deezer.com/playlist/1');
const down = new ServiceError('down', { service: 'deezer', retryable: true });
const account = (id: string): SourceOptions => ({ account: { id, accessToken: async () => 't' } });

/** A service that never answers. */
const ended = (signal: AbortSignal | undefined) =>
  new Promise<never>((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));

function start({ marked = true } = {}) {
  vi.useFakeTimers({ toFake: ['Date'], now: 1_000_000 });
  onTestFinished(() => void vi.useRealTimers());
  const song = toSong({ title: 'Song', artists: ['Artist'], isrc: 'QZABC2600001', durationMs: 1000 });
  const world = {
    hangs: false,
    mark: 'one' as string | Error,
    title: 'Evenings' as string | Error,
    loads: 0,
    marks: 0,
    cache: recordingCache(),
  };
  const plain: SongSource = {
    name: 'deezer',
    async load(_link, { signal } = {}): Promise<Playlist> {
      world.loads++;
      if (world.hangs) return ended(signal);
      if (world.title instanceof Error) throw world.title;
      return {
        title: world.title,
        source: 'deezer',
        url: null,
        songs: song ? [song] : [],
        total: 1,
        skipped: [],
        notices: [],
        snapshot: marked && !(world.mark instanceof Error) ? world.mark : null,
      };
    },
    async snapshot(_link, { signal } = {}) {
      world.marks++;
      if (world.hangs) return ended(signal);
      if (world.mark instanceof Error) throw world.mark;
      return marked ? world.mark : null;
    },
  };
  const cache = createPlaylistCache(world.cache);
  return { world, source: cache.wrap(plain), cache };
}

describe('a playlist that several ask for at once', () => {
  it('is read once, but for those whose account may see more', async () => {
    const { world, source } = start();
    const all = await Promise.all([
      source.load(link),
      source.load(linkTo('https://www.deezer.com/playlist/1?si=x')),
      source.load(link),
    ]);
    expect(world.loads).toBe(1);
    expect(all.map(({ title }) => title)).toEqual(['Evenings', 'Evenings', 'Evenings']);
    const [one, other] = [account('one'), account('other')];
    await Promise.all([one, one, other].map((call) => source.load(link, call)));
    expect(world.loads).toBe(3);
  });
});

describe('a playlist that was read before', () => {
  it('is not read again while its version mark is the same, however old', async () => {
    const { world, source } = start();
    const first = await source.load(link);
    expect(first.readAt).toBe(1_000_000);
    vi.setSystemTime(Date.now() + 86_400_000);
    expect(await source.load(linkTo('https://www.deezer.com/playlist/1?utm_source=x'))).toEqual(first);
    expect(world).toMatchObject({ loads: 1, marks: 1 });
  });

  it('is read again as soon as the mark is another', async () => {
    const { world, source } = start();
    await source.load(link);
    world.mark = 'two';
    world.title = 'Mornings';
    vi.setSystemTime(Date.now() + 1000);
    expect(await source.load(link)).toMatchObject({ title: 'Mornings', snapshot: 'two', readAt: 1_001_000 });
  });

  it('without a mark counts as unchanged for ten minutes', async () => {
    const { world, source } = start({ marked: false });
    await source.load(link);
    vi.setSystemTime(Date.now() + 599_999);
    await source.load(link);
    expect(world.loads).toBe(1);
    vi.setSystemTime(Date.now() + 1);
    await source.load(link);
    expect(world).toMatchObject({ loads: 2, marks: 0 });
  });

  it('is better than none when the service fails, and its age is said', async () => {
    const { world, source } = start();
    await source.load(link);
    world.mark = down;
    world.title = down;
    vi.setSystemTime(Date.now() + 3 * 3_600_000);
    const kept = await source.load(link);
    expect(kept.songs).toHaveLength(1);
    expect(kept.notices).toMatchObject([
      { code: 'playlist-as-it-was', text: expect.stringContaining('3 hours ago') },
    ]);
    world.title = new UserError('spotify-busy', 'used up');
    expect((await source.load(link)).notices).toHaveLength(1);
  });

  it('is there in time when the service never answers', async () => {
    const { world, source } = start();
    await source.load(link);
    world.hangs = true;
    vi.setSystemTime(Date.now() + 3 * 3_600_000);
    const deadline = Date.now() + 600;
    const signal = AbortSignal.timeout(20_000);
    expect((await source.load(link, { signal, deadline })).notices).toMatchObject([
      { code: 'playlist-as-it-was' },
    ]);
    // Whoever gives up gets nothing.
    const given = AbortSignal.timeout(10);
    await expect(source.load(link, { signal: given, deadline })).rejects.toMatchObject({
      name: 'TimeoutError',
    });
  });

  it('is not shown when it is private or gone by now', async () => {
    const { world, source } = start();
    await source.load(link);
    world.mark = down;
    world.title = new UserError('playlist-not-found', 'gone');
    vi.setSystemTime(Date.now() + 3_600_000);
    await expect(source.load(link)).rejects.toMatchObject({ code: 'playlist-not-found' });
  });

  it('through somebody’s account is kept for that account alone', async () => {
    const { world, source } = start();
    await source.load(link, account('ada'));
    await source.load(link, account('ada'));
    expect(world.loads).toBe(1);
    await source.load(link, account('bob'));
    await source.load(link);
    expect(world.loads).toBe(3);
  });

  it('is read again when what was kept is no playlist', async () => {
    const { world, source } = start();
    await source.load(link);
    for (const [key] of world.cache.entries) await world.cache.set(key, { songs: 'nonsense' }, 1000);
    expect((await source.load(link)).songs).toHaveLength(1);
    expect(world.loads).toBe(2);
  });

  it('lets the asker give up', async () => {
    const { world, source } = start();
    await source.load(link);
    world.mark = new DOMException('enough', 'AbortError');
    await expect(source.load(link)).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('a playlist that was read with a linked account', () => {
  const account = (id: string) => ({ id, accessToken: async () => 'token' });

  it('goes at the second try where the first was cut short', async () => {
    const { world, source, cache } = start();
    await source.load(link, { account: account('ada') });
    const { remove } = world.cache;
    world.cache.remove = async () => {
      throw new Error('the power went');
    };
    await expect(cache.forgetAccount('ada')).rejects.toThrow('the power went');
    world.cache.remove = remove;
    await cache.forgetAccount('ada');
    const kept = [...world.cache.entries.values()].filter(({ value }) =>
      JSON.stringify(value).includes('Evenings'),
    );
    expect(kept).toEqual([]);
  });

  it('goes with the link, and no other does', async () => {
    const { world, source, cache } = start();
    for (const call of [{ account: account('a') }, { account: account('b') }, {}])
      await source.load(link, call);
    await source.load(linkTo('https://www.deezer.com/playlist/2'), { account: account('a') });
    expect(world.loads).toBe(4);
    await cache.forgetAccount('a');
    expect([...world.cache.entries.keys()].filter((key) => key.startsWith('playlist:'))).toHaveLength(2);
    for (const call of [{ account: account('b') }, {}]) await source.load(link, call);
    expect(world.loads).toBe(4);
    await cache.forgetAccount('b');
    const kept = [...world.cache.entries.keys()].filter((key) => key.startsWith('playlist:'));
    expect(kept).toHaveLength(1);
  });

  it('is kept no more by a run that goes on after the link has gone', async () => {
    const { world, source, cache } = start();
    const keep = world.cache.set;
    // The link ends while the playlist is written.
    world.cache.set = async (key, ...rest) => {
      if (key.startsWith('playlist:')) await cache.forgetAccount('a');
      await keep(key, ...rest);
    };
    await source.load(link, { account: account('a') });
    world.cache.set = keep;
    await source.load(link, { account: account('a') });
    expect([...world.cache.entries.keys()].filter((key) => key.startsWith('playlist:'))).toEqual([]);
  });

  it('is not thought gone when the memory cannot be reached', async () => {
    const { world, source, cache } = start();
    await source.load(link, { account: account('a') });
    world.cache.remove = () => Promise.reject(new Error('gone away'));
    await expect(cache.forgetAccount('a')).rejects.toThrow('gone away');
  });
});

import { describe, expect, it } from 'vitest';
import { createSettingsStore } from '../../src/store/settings.ts';
import { createMemoryKeyValue } from '../support/memory-key-value.ts';

const playlist = (id: number) => ({ link: `https://a.example/${id}`, title: `List ${id}` });
const isLink = (wanted: string) => (link: string) => link === wanted;

describe('settings', () => {
  it('remember the last five playlists, the latest first and each once', async () => {
    const settings = createSettingsStore(createMemoryKeyValue());
    for (const id of [1, 2, 3, 4, 5, 6, 3]) await settings.used('p', playlist(id), isLink(playlist(id).link));
    const { recent } = await settings.ofPerson('p');
    expect(recent.map(({ title }) => title)).toEqual(['List 3', 'List 6', 'List 5', 'List 4', 'List 2']);
  });

  it('lose nothing when two things change at once', async () => {
    const settings = createSettingsStore(createMemoryKeyValue());
    await Promise.all([
      settings.setPersonPlaylist('p', playlist(1)),
      settings.used('p', playlist(2), isLink(playlist(2).link)),
      settings.setServerPlaylist('s1', playlist(3)),
      settings.serverJoined('s2'),
    ]);
    expect(await settings.ofPerson('p')).toEqual({
      playlist: playlist(1),
      recent: [playlist(2)],
      historySince: null,
    });
    expect((await settings.servers()).map(({ id }) => id).sort()).toEqual(['s1', 's2']);
  });

  it('begin the grace period of a server once', async () => {
    let now = 10;
    const settings = createSettingsStore(createMemoryKeyValue(), () => now);
    await settings.setServerPlaylist('s', playlist(1));
    await settings.serverLeft('s');
    now = 20;
    await settings.serverLeft('s');
    expect(await settings.servers()).toEqual([{ id: 's', leftAt: 10 }]);
    await settings.serverJoined('s');
    expect(await settings.ofServer('s')).toEqual({ playlist: playlist(1), leftAt: null });
  });

  it('take what is kept in an unknown shape for nothing', async () => {
    const store = createMemoryKeyValue();
    await store.set('person:p', { playlist: 7 });
    expect(await createSettingsStore(store).ofPerson('p')).toEqual({
      playlist: null,
      recent: [],
      historySince: null,
    });
  });
});

it('knows how many songs a default playlist held, and when that was', async () => {
  const settings = createSettingsStore(createMemoryKeyValue());
  const saved = { link: 'https://a.example/1?shared=x', title: 'Evenings', songs: 40, readAt: 1000 };
  await settings.setPersonPlaylist('p', saved);
  await settings.setServerPlaylist('s', saved);
  const kept = async () => [(await settings.ofPerson('p')).playlist, (await settings.ofServer('s')).playlist];
  const note = async (link: string, isSame: (link: string) => boolean) => {
    const now = { link, title: 'Late evenings', songs: 42, readAt: 3000 };
    await settings.used('p', now, isSame);
    await settings.usedInServer('s', now, isSame);
    await settings.usedInServer('no such server', now, isSame);
  };
  await note('https://a.example/2', isLink('https://a.example/2'));
  expect(await kept()).toEqual([saved, saved]);
  // The link stays as the person gave it.
  await note('https://a.example/1', (link) => link.startsWith('https://a.example/1'));
  const updated = { ...saved, title: 'Late evenings', songs: 42, readAt: 3000 };
  expect(await kept()).toEqual([updated, updated]);
  expect(await settings.servers()).toEqual([{ id: 's', leftAt: null }]);
});

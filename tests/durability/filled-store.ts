/** A store with two people in it, of whom one is to leave, and a playlist in the cache that only their account may see. */
import { createPlaylistCache } from '../../src/services/sources/playlist-cache.ts';
import { createSpotifyLinks } from '../../src/services/spotify/account/links.ts';
import { createCache } from '../../src/store/cache.ts';
import { createKeyValue, openKept } from '../../src/store/key-value.ts';
import { openStore, type StoreEntry } from '../../src/store/open.ts';
import { createRatingStore } from '../../src/store/ratings.ts';
import { createResultStore, shownRanking } from '../../src/store/results.ts';
import { createSettingsStore } from '../../src/store/settings.ts';
import { playlist } from '../support/discord/test-bot.ts';
import { ranking } from '../support/rankings.ts';

export const [leaver, stayer] = ['100000000000000001', '100000000000000002'];
const accountId = 'account-of-the-leaver';
export const answersEach = 40;
const secretTitle = 'Songs for nobody else';

export async function fill(url: string): Promise<void> {
  const open = await openKept(url);
  const store = createKeyValue(open);
  const [settings, ratings, results] = [
    createSettingsStore(store),
    createRatingStore(store),
    createResultStore(store),
  ];
  for (const personId of [leaver, stayer]) {
    await settings.setPersonPlaylist(personId, { link: 'https://x.example/1', title: personId });
    for (let at = 0; at < answersEach; at++) {
      const common = { personId, serverId: 's', channelId: '1', isReactable: true };
      const result = await results.add({ ...common, ranking: shownRanking(ranking(), 2) });
      await results.sent(result.id, `${personId}-message-${at}`);
      await ratings.mark(result, personId, { rank: 1, verdict: 'fits', from: 'button' });
    }
  }
  const cache = createCache({ open: () => openStore({ url, area: 'cache' }), onError: () => undefined });
  const account = { id: accountId, accessToken: async () => 'token' };
  const source = createPlaylistCache(cache).wrap({
    name: 'spotify',
    load: async () => playlist({ title: secretTitle }),
  });
  for (let at = 0; at < 60; at++)
    await source.load({ service: 'spotify', type: `playlist ${at}` }, { account });
  await createSpotifyLinks({ store }).keep(leaver, {
    ...{ id: accountId, spotifyId: 'ada', spotifyName: 'Ada', linkedAt: 1, scopes: [], sealed: 'x' },
  });
  await cache.close();
  await open.close();
}

export async function rows(url: string, area: 'kept' | 'cache' = 'kept'): Promise<StoreEntry[]> {
  const open = await openStore({ url, area });
  try {
    const all: StoreEntry[] = [];
    for await (const entry of open.entries()) all.push(entry);
    return all;
  } finally {
    await open.close();
  }
}

/** Keys of rows that name this person; what only says that somebody was removed names nobody. */
export const rowsOf = async (url: string, personId: string): Promise<string[]> =>
  (await rows(url)).filter((row) => JSON.stringify(row).includes(personId)).map(({ key }) => key);

/** Playlists in the cache that only the leaver's account may see. */
export const secretRows = async (url: string): Promise<number> =>
  (await rows(url, 'cache')).filter((row) => JSON.stringify(row).includes(secretTitle)).length;

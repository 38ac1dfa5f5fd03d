/**
 * A program that is killed in the middle of one of its works. Arguments: the work, the store's address, the folder of
 * its files. Says `ready` when the work begins and `done` when it has ended.
 */
import { createWriteStream, writeSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { exportPerson, removePerson } from '../../src/commands/privacy/kept.ts';
import { createPlaylistCache } from '../../src/services/sources/playlist-cache.ts';
import { createSpotifyLinks } from '../../src/services/spotify/account/links.ts';
import { restore } from '../../src/store/backup.ts';
import { createCache } from '../../src/store/cache.ts';
import { bringUpToDate, createKeyValue, openKept } from '../../src/store/key-value.ts';
import { openStore } from '../../src/store/open.ts';
import { createRatingStore } from '../../src/store/ratings.ts';
import { createResultStore } from '../../src/store/results.ts';
import { createSettingsStore } from '../../src/store/settings.ts';
import { leaver } from './filled-store.ts';

const [work = '', url = '', folder = ''] = process.argv.slice(2);
const isOld = work === 'migrate';
const open = isOld
  ? await openStore({ url, area: 'kept' })
  : await openKept(url, { toRestore: work === 'restore' });
const store = createKeyValue(open);
const cache = createCache({ open: () => openStore({ url, area: 'cache' }), onError: () => undefined });
const spotifyLinks = createSpotifyLinks({ store, beforeEnd: createPlaylistCache(cache).forgetAccount });
const stores = {
  settings: createSettingsStore(store),
  spotifyLinks,
  ratings: createRatingStore(store),
  results: createResultStore(store),
};
const works: Record<string, () => Promise<unknown>> = {
  delete: () => removePerson(leaver, stores),
  export: () => pipeline(exportPerson(leaver, stores), createWriteStream(join(folder, 'export.json'))),
  restore: () => restore(open, join(folder, 'good.backup')),
  migrate: () => bringUpToDate(open),
  unlink: () => spotifyLinks.forget(leaver),
};
writeSync(1, 'ready\n');
await works[work]?.();
writeSync(1, 'done\n');
await open.close();
await cache.close();

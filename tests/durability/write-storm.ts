/**
 * A program that keeps things as fast as it can, and says each on standard output once it was told that it is kept.
 * It ends when it is killed. Arguments: the store's address, a number that makes this storm's keys its own.
 */

import { randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';
import { createKeyValue, openKept } from '../../src/store/key-value.ts';
import { createRatingStore } from '../../src/store/ratings.ts';
import { createResultStore, shownRanking } from '../../src/store/results.ts';
import { createSecretBox } from '../../src/store/secrets.ts';
import { createSettingsStore } from '../../src/store/settings.ts';
import { ranking } from '../support/rankings.ts';

const [url = '', storm = '0'] = process.argv.slice(2);
const store = createKeyValue(await openKept(url));
const settings = createSettingsStore(store);
const ratings = createRatingStore(store);
const results = createResultStore(store);
const secrets = createSecretBox([randomBytes(32)]);
const confirm = (what: string): void => void writeSync(1, `${what}\n`);

async function person(number: number): Promise<void> {
  for (let at = 0; ; at++) {
    const id = `${storm}-${number}-${at}`;
    await settings.setPersonPlaylist(id, { link: `https://x.example/${id}`, title: id });
    confirm(`default ${id}`);
    const result = await results.add({
      personId: id,
      serverId: null,
      channelId: '1',
      isReactable: false,
      ranking: shownRanking(ranking(), 2),
    });
    await ratings.mark(result, id, { rank: 1, verdict: 'fits', from: 'button' });
    confirm(`rating ${id} ${result.id}`);
    await store.set(`spotify:account:${id}`, secrets.seal('token', id));
    confirm(`token ${id}`);
  }
}

confirm('ready');
await Promise.all([1, 2, 3, 4].map(person));

/** What is kept about a person is handed out whole and goes whole; and what stays here, stays here. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createApp } from '../src/app/app.ts';
import { checkSettings } from '../src/app/switches.ts';
import { exportPerson, keptOfPerson, removePerson } from '../src/commands/privacy/kept.ts';
import { inRequest } from '../src/concurrency/request-scope.ts';
import { readConfig } from '../src/config.ts';
import { createLogger } from '../src/logger.ts';
import { createHttp } from '../src/net/http.ts';
import { rasterise } from '../src/photos/sharp.ts';
import { refineState } from '../src/pipeline/refine/refine.ts';
import { createSpotifyAccounts } from '../src/services/spotify/account/accounts.ts';
import { createSpotifyLinks } from '../src/services/spotify/account/links.ts';
import { createKeyValue, openKept } from '../src/store/key-value.ts';
import { createRatingStore } from '../src/store/ratings.ts';
import { createResultStore, shownRanking } from '../src/store/results.ts';
import { createSecretBox } from '../src/store/secrets.ts';
import { createSettingsStore } from '../src/store/settings.ts';
import { startLoopback } from './support/loopback.ts';
import { ranking } from './support/rankings.ts';
import { fakeClient, rowsOf, startSpotify } from './support/spotify-server.ts';

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'scenescore-privacy-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
};

/** Every byte of the database's files. */
const bytesIn = (dir: string): string =>
  readdirSync(dir)
    .map((name) => readFileSync(join(dir, name), 'latin1'))
    .join('\n');

const ada = '111111111111111111';
const bob = '222222222222222222';
const server = '333333333333333333';

async function stores(dir: string, beforeEnd?: (accountId: string) => Promise<void>) {
  const spotify = await startSpotify();
  const open = await openKept(`sqlite://${join(dir, 'kept.sqlite')}`);
  onTestFinished(() => open.close().catch(() => undefined));
  const store = createKeyValue(open);
  const accounts = createSpotifyAccounts({
    http: createHttp({ userAgent: 'test' }),
    clientId: fakeClient.id,
    clientSecret: fakeClient.secret,
    redirectUri: 'http://127.0.0.1:9876/spotify/callback',
    accountsUrl: spotify.url,
    apiUrl: spotify.url,
    store,
    secrets: createSecretBox([randomBytes(32)]),
    beforeEnd,
  });
  const [settings, ratings, results] = [
    createSettingsStore(store),
    createRatingStore(store),
    createResultStore(store),
  ];
  const spotifyLinks = createSpotifyLinks({ store, beforeEnd });
  return { open, spotify, accounts, spotifyLinks, settings, ratings, results };
}

type Stores = Awaited<ReturnType<typeof stores>>;

/** Everything a person can leave behind, with a word in each that tells whose it is. */
async function seed(stores: Stores, personId: string, word: string): Promise<void> {
  const { accounts, settings, ratings, results, spotify } = stores;
  await settings.setPersonPlaylist(personId, { link: `https://x.example/${word}-default`, title: word });
  await settings.used(
    personId,
    { link: `https://x.example/${word}-used`, title: `${word} used` },
    () => false,
  );
  for (const serverId of [server, null]) {
    const shown = shownRanking(ranking(), 3);
    const result = await results.add({
      personId,
      serverId,
      channelId: `${word}-channel`,
      isReactable: true,
      ranking: { ...shown, scene: { ...shown.scene, caption: `${word} caption` } },
    });
    await results.sent(result.id, `${word}-message-${serverId}`);
    await results.keepState(result, { ...refineState(ranking()), wishes: [`${word} wish`] });
    await ratings.mark(result, personId, { rank: 1, verdict: 'fits', from: 'button' });
    await ratings.mark(result, personId, { rank: 2, verdict: 'does-not-fit', from: '👎' });
  }
  spotify.signedInAs = `${word}-at-spotify`;
  const page = await (await fetch(await accounts.link({ userId: personId, name: word }))).text();
  const back = (/id="agree" href="([^"]+)"/.exec(page)?.[1] ?? '').replaceAll('&amp;', '&');
  await accounts.finishFromPastedAddress(personId, back);
}

/** What a person gets, as it lies in the files. */
async function handedOut(personId: string, from: Stores, maxBytes?: number): Promise<string> {
  const files: string[] = [];
  for await (const file of exportPerson(personId, from, maxBytes)) files.push(file.toString());
  for (const file of files) expect(JSON.parse(file)).toMatchObject({ person: personId });
  return files.join('');
}

it('gives a person everything, and deletes everything, to the last byte of the file', async () => {
  const dir = folder();
  const all = await stores(dir);
  await seed(all, ada, 'adawasthere');
  await seed(all, bob, 'bobwasthere');

  for (const handed of [await handedOut(ada, all), await handedOut(ada, all, 5_000)]) {
    for (const word of ['-default', '-used', '-channel', '-message', ' caption', '-at-spotify', ' wish'])
      expect(handed, word).toContain(`adawasthere${word}`);
    expect(handed).toMatch(/"spotifyId":"adawasthere-at-spotify".*"scopes":\["playlist-read-private"/);
    expect(handed.match(/"weightsVersion":"[^"]*","scene":{"valence":/g)).toHaveLength(2);
    expect(handed).not.toContain('bobwasthere');
    expect(handed).not.toMatch(/access-|refresh-|sealed/);
  }

  expect(bytesIn(dir)).toContain('adawasthere');
  const counts = { settings: 1, spotify: 1, ratings: 4, songs: 2, answers: 2 };
  expect(await removePerson(ada, all)).toEqual(counts);
  const left: string[] = [];
  for await (const entry of all.open.entries()) left.push(JSON.stringify(entry));
  expect(left.filter((entry) => entry.includes(ada) || entry.includes('adawasthere'))).toEqual([]);
  // Two traces without a name: so that old reactions, and what is still being answered, stay forgotten.
  expect(left.filter((entry) => entry.includes('ratings-removed:'))).toHaveLength(1);
  expect(left.filter((entry) => entry.includes('"removed:'))).toHaveLength(1);
  expect(JSON.parse(await handedOut(ada, all))).toEqual({
    person: ada,
    settings: [{ playlist: null, recent: [], historySince: null }],
  });
  expect(JSON.parse(await handedOut(bob, all)).answers).toHaveLength(2);

  await all.open.close();
  const bytes = bytesIn(dir);
  expect(bytes).not.toContain('adawasthere');
  expect(bytes).not.toContain(ada);
  expect(bytes).toContain('bobwasthere');
});

it.each(Object.entries(keptOfPerson))('hands out and deletes %s, each on its own', async (name, kind) => {
  const all = await stores(folder());
  await seed(all, ada, 'adawasthere');
  const count = async (): Promise<number> => {
    let things = 0;
    for await (const json of kind.read(ada, all))
      things += Number(json.includes('adawasthere') || name === 'ratings');
    return things;
  };
  expect(await count()).toBeGreaterThan(0);
  expect(await kind.remove(ada, all)).toBeGreaterThan(0);
  expect(await count()).toBe(0);
});

it('drops what a request from before still writes', async () => {
  const all = await stores(folder());
  const written = inRequest(async () => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    await removePerson(ada, all);
    await seed(all, ada, 'adawasthere');
  });
  await written;
  const handed = await handedOut(ada, all);
  for (const word of ['-default', '-used', '-channel', ' caption', ' wish', '"ratings"'])
    expect(handed, word).not.toContain(word);
  // What comes after is kept.
  await new Promise((resolve) => setTimeout(resolve, 5));
  await inRequest(() => seed(all, ada, 'adacameback'));
  expect(await handedOut(ada, all)).toContain('adacameback caption');
});

it('forgets with the link what only the linked account could see', async () => {
  const dir = folder();
  const forget = { account: (_: string): Promise<void> => Promise.reject(new Error('no app yet')) };
  const { accounts, spotify, ...all } = await stores(folder(), (id) => forget.account(id));
  const seeded = { ...all, accounts, spotify };
  await seed(seeded, ada, 'adawasthere');
  const id = '37i9dQZF1DXcBWIGoYBM5M';
  const name = 'Songs for nobody else';
  spotify.playlists.set(id, {
    name,
    rows: rowsOf(3),
    snapshot: 's',
    owner: 'adawasthere-at-spotify',
    isPublic: false,
  });
  const config = readConfig({
    DATA_DIR: dir,
    MODELS_OFFLINE: '1',
    CAPTIONER: 'none',
    EMBEDDER: 'builtin',
    PRIVACY_LOCAL: '1',
    SPOTIFY_CLIENT_ID: fakeClient.id,
    SPOTIFY_CLIENT_SECRET: fakeClient.secret,
    SPOTIFY_API_URL: spotify.url,
    SPOTIFY_ACCOUNTS_URL: spotify.url,
    SPOTIFY_WEB_URL: spotify.url,
  });
  const app = await createApp(config, { logger: createLogger('silent') });
  forget.account = app.forgetAccount;
  const account = (await accounts.access(ada)) ?? undefined;
  const link = `https://open.spotify.com/playlist/${id}`;
  const read = await app.loadPlaylist({ playlists: [{ kind: 'link', link }], account });
  expect(read.title).toBe(name);
  expect(bytesIn(dir)).toContain(name);
  expect(await removePerson(ada, seeded)).toMatchObject({ spotify: 1 });
  await app.close();
  expect(bytesIn(dir)).not.toContain(name);
});

it('names in the data map every kind of thing that is kept', async () => {
  const all = await stores(folder());
  await seed(all, ada, 'adawasthere');
  await all.settings.setServerPlaylist(server, { link: 'https://x.example/server', title: 'ours' });
  await all.accounts.link({ userId: bob, name: 'bob' });
  await all.ratings.removeOfPerson(ada);
  const map = readFileSync(join(import.meta.dirname, '../docs/privacy.md'), 'utf8');
  const kinds = new Set<string>();
  for await (const { key } of all.open.entries()) kinds.add(key.split(':')[0] ?? '');
  // The lists that name results and ratings are covered with what they list; the mark of the version belongs to no person.
  const told = [
    ...['results', 'results-of-person', 'states-of-person', 'people-of-server', 'result-message'],
    ...['ratings-of-person', 'ratings-of-result', 'ratings-of-server'],
  ];
  const ours = ['servers', 'schema-version'];
  for (const kind of kinds) if (![...told, ...ours].includes(kind)) expect(map, kind).toContain(`\`${kind}:`);
});

it.each([
  ['1', 0, 0],
  ['lyrics', 1, 0],
])('PRIVACY_LOCAL=%s tells nobody what it should not', async (local, lyricsAsked, geminiAsked) => {
  const lyrics = await startLoopback(() => ({ status: 404, json: {} }));
  const gemini = await startLoopback(() => ({ status: 500, json: {} }));
  const config = readConfig({
    PRIVACY_LOCAL: local,
    DATA_DIR: folder(),
    MODELS_OFFLINE: '1',
    CAPTIONER: 'none',
    EMBEDDER: 'builtin',
    LRCLIB_URL: lyrics.url,
    MUSICBRAINZ_URL: gemini.url,
    GENIUS_API_URL: lyrics.url,
    GENIUS_WEB_URL: lyrics.url,
    GENIUS_TOKEN: 'genius-token',
    GEMINI_API_KEY: 'gemini-key',
    GEMINI_API_URL: gemini.url,
    YOUTUBE_API_KEY: 'youtube-key',
    YOUTUBE_API_URL: gemini.url,
    DEEZER_API_URL: gemini.url,
  });
  const app = await createApp(config, { logger: createLogger('silent') });
  onTestFinished(() => app.close());
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>';
  const playlists = [{ kind: 'text' as const, text: 'Some Band - Harbour\nOther Band - Rain' }];
  const found = await app.matchScene({ photo: await rasterise(Buffer.from(svg)), playlists, feeling: '' });
  expect(found.matches).toHaveLength(2);
  expect(Math.min(1, lyrics.seen.length)).toBe(lyricsAsked);
  expect(gemini.seen).toHaveLength(geminiAsked);
  expect(checkSettings(config).find(({ name }) => name === 'Gemini')).toMatchObject({
    state: 'off',
    detail: 'off because of PRIVACY_LOCAL',
  });
});

it('takes a slip in PRIVACY_LOCAL for a mistake, not for a no', () => {
  expect(() => readConfig({ PRIVACY_LOCAL: 'ture' })).toThrow('PRIVACY_LOCAL must be 1, lyrics or 0');
});

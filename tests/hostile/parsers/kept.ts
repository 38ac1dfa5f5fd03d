/** What comes back from where we put it ourselves: settings, buttons, the store, a backup, the queue. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { readConfig } from '../../../src/config.ts';
import { decodeCustomId, encodeCustomId } from '../../../src/discord/reply/message.ts';
import { refineState } from '../../../src/pipeline/refine/refine.ts';
import { createSealing } from '../../../src/queue/sealing.ts';
import { unpackAnswer, unpackNews, unpackQueued } from '../../../src/queue/wire.ts';
import { restore } from '../../../src/store/backup.ts';
import type { KeyValue } from '../../../src/store/documents.ts';
import { openKept } from '../../../src/store/key-value.ts';
import { packText, unpackState } from '../../../src/store/packed-states.ts';
import { createRatingStore } from '../../../src/store/ratings.ts';
import { createResultStore, shownRanking, shownRankingSchema } from '../../../src/store/results.ts';
import { createSettingsStore } from '../../../src/store/settings.ts';
import { ranking } from '../../support/rankings.ts';
import { must, ofBytes, ofText, type Parser } from '../parser.ts';

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const variables = z.record(z.string(), z.string());

/** `NAME=value` lines or an object of texts, as an environment. */
function asEnvironment(text: string): Record<string, string> {
  const object = variables.safeParse(parsed(text)).data;
  if (object !== undefined) return object;
  return Object.fromEntries(
    text.split('\n', 300).map((line): [string, string] => {
      const at = line.indexOf('=');
      return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)];
    }),
  );
}

const environment = {
  DISCORD_TOKEN: 'x.y.z',
  DISCORD_API_URL: 'https://discord.com/api',
  DISCORD_ATTACHMENT_HOSTS: 'cdn.discordapp.com, 127.0.0.1:80',
  LRCLIB_URL: 'https://lrclib.net/',
  CAPTIONER: 'blip',
  MODELS_IDLE_MINUTES: '15',
  RATE_LIMITS: 'lrclib:2/1@2,genius:5/1',
  SHARDS: '0,1',
  SHARD_COUNT: '4',
  SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
  SECRET_KEY_OLD: Buffer.alloc(32, 8).toString('base64'),
  HTTP_PORT: '8080',
  PUBLIC_URL: 'https://bot.example/',
  PRIVACY_LOCAL: 'lyrics',
  LOG_LEVEL: 'debug',
  DATA_DIR: './data',
  STORE_URL: '',
};

function readEnvironment(text: string): void {
  const config = readConfig(asEnvironment(text));
  for (const url of [config.DISCORD_API_URL, config.LRCLIB_URL, config.GEMINI_API_URL, config.HF_ENDPOINT]) {
    must(URL.canParse(url) && /^https?:/.test(url), 'addresses of http or https');
  }
  must(config.HTTP_PORT === undefined || (config.HTTP_PORT >= 0 && config.HTTP_PORT <= 65_535), 'a port');
  const { ids = [], count = 0 } = config.sharding ?? {};
  must(
    ids.every((id) => id < count),
    'shards below their number',
  );
  must(config.SECRET_KEY === undefined || config.SECRET_KEY.byteLength === 32, 'a key of 32 bytes');
  must(
    [...config.RATE_LIMITS.values()].every((rate) => Object.values(rate).every((number) => number > 0)),
    'rates above nothing',
  );
}

/** A store that holds this under every key. */
const holding = (value: unknown): KeyValue => ({
  get: async () => value,
  set: async () => undefined,
  change: async (_key, change) => void change(value),
  delete: async () => false,
  deleteMany: async () => undefined,
  isDamaged: async () => false,
  async *entries() {
    yield { key: 'result:r', value };
  },
});

const shown = shownRanking(ranking(), 5);
const result = {
  id: 'r', personId: '1', serverId: '2', channelId: '3', place: '2/3', messageId: '4', isReactable: true, createdAt: 1, ranking: shown,
}; // biome-ignore format: one line a record
const rated = {
  resultId: 'r',
  serverId: '2',
  weightsVersion: '1',
  shown: shown.matches.map(({ rank, song, score, features }) => ({
    rank,
    title: song.title,
    artists: song.artists,
    isrc: null,
    score,
    features,
  })),
  marks: [{ rank: 1, verdict: 'fits', from: 'button', at: 1 }],
};
const settings = {
  playlist: { link: 'https://x', title: 'Mine', songs: 3, readAt: 1 },
  recent: [],
  historySince: 5,
  leftAt: null,
};

async function readDocuments(text: string): Promise<void> {
  const store = holding(parsed(text));
  const person = await createSettingsStore(store).ofPerson('1');
  must(Array.isArray(person.recent), 'settings of their shape');
  await createSettingsStore(store).servers();
  const found = await createResultStore(store).find('r');
  if (found !== null) must(shownRankingSchema.safeParse(found.ranking).success, 'a result of its shape');
  await createResultStore(store).ofPerson('1');
  await createRatingStore(store).ofPerson('1');
  await createRatingStore(store).removedAt('1');
}

/** Unsealed, so that what was changed reaches the schemas. */
const sealing = createSealing([]);
const request = {
  photo: 'AAAA',
  playlists: [
    { kind: 'link', link: 'https://x' },
    { kind: 'file', name: 'a.csv', bytes: 'AAAA' },
    { kind: 'sounds', files: [{ name: 'a.mp3', bytes: 'AAAA' }] },
    { kind: 'text', text: 'a - b' },
  ],
  feeling: 'calm',
  account: { id: '1', token: 'x' },
  replyTo: 'b',
  wantsRankings: true,
};
const whole = ranking();

async function readWire(bytes: Buffer): Promise<void> {
  const ways: (() => Promise<unknown>)[] = [
    () => unpackQueued(bytes, sealing),
    () => unpackAnswer(bytes, sealing),
    () => unpackNews(bytes, sealing),
  ];
  const results = await Promise.allSettled(ways.map((way) => way()));
  for (const one of results) if (one.status === 'rejected') throw one.reason;
}

const backupLines = [
  { format: 'scenescore-backup', version: 1, at: 1 },
  { key: 'person:1', value: settings },
  { key: 'result:r', value: result, expires: 4_000_000_000_000 },
  { key: 'schema-version', value: 1 },
  { entries: 3 },
];
const backupText = `${backupLines.map((line) => JSON.stringify(line)).join('\n')}\n`;

async function readBackup(bytes: Uint8Array): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'scenescore-fuzz-'));
  const store = await openKept('sqlite://:memory:');
  try {
    const file = join(dir, 'backup');
    writeFileSync(file, bytes);
    must((await restore(store, file)).entries >= 0, 'a count');
  } finally {
    await store.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

export const keptParsers: readonly Parser[] = [
  ofText(
    'configuration',
    {
      values: [environment],
      texts: [
        Object.entries(environment)
          .map((pair) => pair.join('='))
          .join('\n'),
      ],
      // Linux takes no longer variable (MAX_ARG_STRLEN).
      maxBytes: 128 * 1024,
      openings: ['', 'RATE_LIMITS=', 'DISCORD_ATTACHMENT_HOSTS=', 'LRCLIB_URL=http://', 'SHARDS='],
    },
    readEnvironment,
  ),
  ofText('custom ids', { texts: ['v1:page:abc:2', 'v1:rate:abc_-1:1:fits'] }, (text) => {
    const id = decodeCustomId(text);
    if (id !== null)
      must(encodeCustomId(id.action, ...id.args) === text.slice(0, 100), 'the same text again');
  }),
  ofText(
    'stored documents',
    {
      values: [settings, result, rated, ['1', '2'], 5],
      // We wrote it ourselves.
      maxBytes: 1024 * 1024,
    },
    readDocuments,
  ),
  ofText(
    'stored states',
    { texts: [await packText(JSON.stringify(refineState(ranking())))] },
    async (text) => {
      const state = await unpackState(text);
      must(state === null || state.songs.length > 0, 'a state with songs');
    },
  ),
  ofText('stored states, unpacked', { values: [refineState(ranking())], dear: 2 }, async (text) => {
    await unpackState(gzipSync(text).toString('base64'));
  }),
  ofBytes(
    'queue: bytes',
    {
      files: [
        gzipSync(JSON.stringify(request)),
        gzipSync(JSON.stringify({ kind: 'failed' })),
        gzipSync(Buffer.alloc(80 * 1024 * 1024)).subarray(0, 90_000),
      ],
    },
    (bytes) => readWire(Buffer.from(bytes)),
  ),
  ofText(
    'queue: documents',
    {
      values: [
        request,
        { kind: 'ranking', ranking: whole },
        { kind: 'user-error', code: 'a', message: 'b' },
        { id: 'a', kind: 'progress', event: { type: 'songs-read', done: 1, total: 2 } },
      ],
      dear: 3,
    },
    (text) => readWire(gzipSync(text, { level: 1 })),
  ),
  ofBytes(
    'backups',
    {
      texts: [backupText],
      dear: 40,
      rows: [
        {
          before: `${JSON.stringify(backupLines[0])}\n`,
          row: '{"key":"a","value":1}\n',
          after: '{"entries":1}',
        },
      ],
    },
    readBackup,
  ),
];

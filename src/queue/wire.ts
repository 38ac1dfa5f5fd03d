/** Messages between the bot and its workers: compressed JSON, checked by a schema on arrival. */
import { promisify } from 'node:util';
import { constants, gunzip, gzip } from 'node:zlib';
import { z } from 'zod';
import { requestIdForm } from '../concurrency/request-scope.ts';
import { ServiceError, UserError } from '../errors.ts';
import { playlistSchema } from '../model/playlist.ts';
import { type ProgressEvent, progressSchema } from '../model/progress.ts';
import { type Ranking, rankingSchema, type Soundtrack, soundtrackSchema } from '../model/ranking.ts';
import { parseJson } from '../net/json.ts';
import type { AlbumRequest } from '../pipeline/album/match-album.ts';
import type { SpotifyAccess } from '../pipeline/ports.ts';
import { weightsSchema } from '../pipeline/ranking/tables.ts';
import type { MatchRequest, PlaylistInput } from '../pipeline/request.ts';

/** Encrypts what readers of Redis must not be able to use. */
export type Sealing = { seal(secret: string): string; open(sealed: string): string | null };

const zip = promisify(gzip);
const unzip = promisify(gunzip);
/** A ranking of ten thousand songs is about 10 MB. */
const maxBytes = 64 * 1024 * 1024;

const pack = (value: unknown): Promise<Buffer> =>
  zip(JSON.stringify(value), { level: constants.Z_BEST_SPEED });

/** Throws `ServiceError` for anything that does not fit the schema. */
async function unpack<T>(bytes: Buffer, schema: z.ZodType<T>): Promise<T> {
  try {
    return schema.parse(parseJson((await unzip(bytes, { maxOutputLength: maxBytes })).toString('utf8')));
  } catch (cause) {
    throw new ServiceError('the queue holds something unknown', {
      service: 'queue',
      retryable: false,
      cause,
    });
  }
}

const bytesSchema = z.string().transform((text) => new Uint8Array(Buffer.from(text, 'base64')));
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

const inputSchema: z.ZodType<PlaylistInput> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('link'), link: z.string() }),
  z.object({ kind: z.literal('file'), name: z.string(), bytes: bytesSchema }),
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('playlist'), playlist: playlistSchema }),
]);

/** `satisfies` makes a field that is missing here a compile error. */
const fields = {
  playlists: z.array(inputSchema),
  feeling: z.string(),
  weights: weightsSchema.optional(),
  account: z.object({ id: z.string(), sealedToken: z.string() }).optional(),
} satisfies Record<keyof (MatchRequest | AlbumRequest), z.ZodType>;
const matchFields = { ...fields, photo: bytesSchema } satisfies Record<keyof MatchRequest, z.ZodType>;
const albumFields = { ...fields, photos: z.array(bytesSchema) } satisfies Record<
  keyof AlbumRequest,
  z.ZodType
>;

export type Task = { kind: 'match'; request: MatchRequest } | { kind: 'album'; request: AlbumRequest };

const queuedSchema = z.object({
  task: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('match'), request: z.object(matchFields) }),
    z.object({ kind: z.literal('album'), request: z.object(albumFields) }),
  ]),
  /** The bot process that waits for news. */
  replyTo: z.string(),
  /** Should early rankings be sent? */
  wantsRankings: z.boolean(),
  /** The bot's request id, for the worker's log; a bot of another version may not send it. */
  requestId: z.string().regex(requestIdForm).optional().catch(undefined),
});

export type Queued = {
  task: Task;
  replyTo: string;
  wantsRankings: boolean;
  requestId?: string | undefined;
};

/** The account is sent as a sealed access token. Throws `UserError` when the link has run out. */
async function plainAccount(account: SpotifyAccess | undefined, sealing: Sealing) {
  if (account === undefined) return undefined;
  return { id: account.id, sealedToken: sealing.seal(await account.accessToken()) };
}

function openAccount(account: z.output<typeof fields.account>, sealing: Sealing): SpotifyAccess | undefined {
  const token = account && sealing.open(account.sealedToken);
  return account && token ? { id: account.id, accessToken: async () => token } : undefined;
}

export async function packQueued({ task, ...queued }: Queued, sealing: Sealing): Promise<Buffer> {
  const { request } = task;
  const shared = {
    ...request,
    playlists: request.playlists.map((input) =>
      input.kind === 'file' ? { ...input, bytes: base64(input.bytes) } : input,
    ),
    account: await plainAccount(request.account, sealing),
  };
  const photos =
    task.kind === 'album'
      ? { photos: task.request.photos.map(base64) }
      : { photo: base64(task.request.photo) };
  return pack({ ...queued, task: { kind: task.kind, request: { ...shared, ...photos } } });
}

export async function unpackQueued(bytes: Buffer, sealing: Sealing): Promise<Queued> {
  const { task, ...queued } = await unpack(bytes, queuedSchema);
  const account = openAccount(task.request.account, sealing);
  if (task.kind === 'album') return { ...queued, task: { ...task, request: { ...task.request, account } } };
  return { ...queued, task: { ...task, request: { ...task.request, account } } };
}

export type Answer =
  | { kind: 'ranking'; ranking: Ranking }
  | { kind: 'soundtrack'; soundtrack: Soundtrack }
  /** With the sentence for the person. */
  | { kind: 'user-error'; code: string; message: string }
  /** The cause is in the worker's log. */
  | { kind: 'failed' };

const answerSchema: z.ZodType<Answer> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ranking'), ranking: rankingSchema }),
  z.object({ kind: z.literal('soundtrack'), soundtrack: soundtrackSchema }),
  z.object({ kind: z.literal('user-error'), code: z.string(), message: z.string() }),
  z.object({ kind: z.literal('failed') }),
]);

export const packAnswer = (answer: Answer): Promise<Buffer> => pack(answer);

export const unpackAnswer = (bytes: Buffer): Promise<Answer> => unpack(bytes, answerSchema);

/** The result that `pick` takes from the answer; throws the error that the answer is. */
export function answered<T>(answer: Answer, pick: (answer: Answer) => T | undefined): T {
  if (answer.kind === 'user-error') throw new UserError(answer.code, answer.message);
  const picked = pick(answer);
  if (picked === undefined) throw new Error('no worker could do it');
  return picked;
}

/** Sent while a task is worked on; `answered`: the answer can be fetched. */
export type News = { id: string } & (
  | { kind: 'begun' }
  | { kind: 'progress'; event: ProgressEvent }
  | { kind: 'ranking'; ranking: Ranking }
  | { kind: 'answered' }
);

const id = z.string();
const newsSchema: z.ZodType<News> = z.discriminatedUnion('kind', [
  z.object({ id, kind: z.literal('begun') }),
  z.object({ id, kind: z.literal('progress'), event: progressSchema }),
  z.object({ id, kind: z.literal('ranking'), ranking: rankingSchema }),
  z.object({ id, kind: z.literal('answered') }),
]);

export const packNews = (news: News): Promise<Buffer> => pack(news);

export const unpackNews = (bytes: Buffer): Promise<News> => unpack(bytes, newsSchema);

/** Messages between the bot and its workers: compressed JSON, sealed, checked by a schema on arrival. */
import { z } from 'zod';
import { requestIdForm } from '../concurrency/request-scope.ts';
import { ServiceError, UserError } from '../errors.ts';
import { languageSchema } from '../model/language.ts';
import { playlistSchema } from '../model/playlist.ts';
import { progressSchema } from '../model/progress.ts';
import { rankingSchema, soundtrackSchema } from '../model/ranking.ts';
import { saidSchema } from '../model/scene.ts';
import { sentenceSchema } from '../model/sentence.ts';
import { parseJson, unzipText, zipText } from '../net/json.ts';
import type { AlbumRequest } from '../pipeline/album/match-album.ts';
import type { SpotifyAccess } from '../pipeline/ports.ts';
import { weightsSchema } from '../pipeline/ranking/tables.ts';
import type { MatchRequest, PlaylistInput } from '../pipeline/request.ts';
import { songRatingSchema } from '../pipeline/taste/song-ratings.ts';
import type { Sealing } from './sealing.ts';

/** A ranking of ten thousand songs is about 10 MB. */
const maxBytes = 64 * 1024 * 1024;

/** Bytes as base64. They are taken from `this`: what comes as `value` is what a `Buffer` made of itself for JSON. */
function withBase64(this: Record<string, unknown>, key: string, value: unknown): unknown {
  const own = this[key];
  return own instanceof Uint8Array ? Buffer.from(own).toString('base64') : value;
}

export const pack = async (message: Answer | News | { task: unknown }, sealing: Sealing): Promise<Buffer> =>
  sealing.seal(await zipText(JSON.stringify(message, withBase64)));

/** Throws `ServiceError` for anything that does not fit the schema. */
async function unpack<T>(sealed: Buffer, schema: z.ZodType<T>, sealing: Sealing): Promise<T> {
  try {
    const bytes = sealing.open(sealed);
    if (bytes === null) throw new Error('bot and worker do not have the same SECRET_KEY');
    return schema.parse(parseJson(await unzipText(bytes, maxBytes)));
  } catch (cause) {
    throw new ServiceError('the queue holds something unknown', { service: 'queue', cause });
  }
}

const bytesSchema = z.string().transform((text) => new Uint8Array(Buffer.from(text, 'base64')));

const inputSchema: z.ZodType<PlaylistInput> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('link'), link: z.string() }),
  z.object({ kind: z.literal('file'), name: z.string(), bytes: bytesSchema }),
  z.object({
    kind: z.literal('sounds'),
    files: z.array(z.object({ name: z.string(), bytes: bytesSchema })),
  }),
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('playlist'), playlist: playlistSchema }),
]);

export type Task = { kind: 'match'; request: MatchRequest } | { kind: 'album'; request: AlbumRequest };

const account = z.object({ id: z.string(), token: z.string().nullable() }).transform(
  ({ id, token }): SpotifyAccess => ({
    id,
    async accessToken() {
      if (token !== null) return token;
      throw new ServiceError('the token could not be renewed', { service: 'spotify', retryable: true });
    },
  }),
);
// `satisfies` makes a field that is missing here a compile error.
const requestFields = {
  playlists: z.array(inputSchema),
  feeling: z.string(),
  weights: weightsSchema.optional(),
  ratings: z.array(songRatingSchema).optional(),
  account: account.optional(),
  language: languageSchema.optional(),
} satisfies Record<keyof (MatchRequest | AlbumRequest), z.ZodType>;
const matchFields = {
  ...requestFields,
  photo: bytesSchema,
  said: saidSchema.nullish(),
} satisfies Record<keyof MatchRequest, z.ZodType>;
const albumFields = {
  ...requestFields,
  photos: z.array(bytesSchema),
  saidOfEach: z.array(saidSchema.nullable()).optional(),
} satisfies Record<keyof AlbumRequest, z.ZodType>;

const queuedSchema = z.object({
  task: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('match'), request: z.object(matchFields) }),
    z.object({ kind: z.literal('album'), request: z.object(albumFields) }),
  ]),
  replyTo: z.string(),
  wantsRankings: z.boolean(),
  /** The bot's request id, for the worker's log; a bot of another version may not send it. */
  requestId: z.string().regex(requestIdForm).optional().catch(undefined),
  /** Names that stand for who asked, so that servers and people take turns in the worker as well. */
  asker: z.object({ person: z.string(), server: z.string() }).optional().catch(undefined),
});

export type Queued = Omit<z.output<typeof queuedSchema>, 'task'> & { task: Task };

/** The access token of an account, null while Spotify does not renew it. Without the account when the link has run out. */
async function tokenOf({ id, accessToken }: SpotifyAccess) {
  try {
    return { id, token: await accessToken() };
  } catch (error) {
    if (error instanceof ServiceError) return { id, token: null };
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** The account is sent as an access token. */
export async function packQueued({ task, ...queued }: Queued, sealing: Sealing): Promise<Buffer> {
  const { account } = task.request;
  if (account && !sealing.isSecret) throw new Error('a token without a key to seal it with');
  const sent = account && (await tokenOf(account));
  return pack({ ...queued, task: { kind: task.kind, request: { ...task.request, account: sent } } }, sealing);
}

export const unpackQueued = (bytes: Buffer, sealing: Sealing): Promise<Queued> =>
  unpack(bytes, queuedSchema, sealing);

const answerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ranking'), ranking: rankingSchema }),
  z.object({ kind: z.literal('soundtrack'), soundtrack: soundtrackSchema }),
  /** With the sentence for the person. */
  z.object({ kind: z.literal('user-error'), code: z.string(), sentence: sentenceSchema }),
  /** The cause is in the worker's log. */
  z.object({ kind: z.literal('failed') }),
]);
export type Answer = z.infer<typeof answerSchema>;

export const unpackAnswer = (bytes: Buffer, sealing: Sealing): Promise<Answer> =>
  unpack(bytes, answerSchema, sealing);

const id = z.string();
/** Sent while a task is worked on; `answered`: the answer can be fetched. */
const newsSchema = z.discriminatedUnion('kind', [
  z.object({ id, kind: z.literal('begun') }),
  z.object({ id, kind: z.literal('progress'), event: progressSchema }),
  z.object({ id, kind: z.literal('ranking'), ranking: rankingSchema }),
  z.object({ id, kind: z.literal('answered') }),
]);
export type News = z.infer<typeof newsSchema>;

export const unpackNews = (bytes: Buffer, sealing: Sealing): Promise<News> =>
  unpack(bytes, newsSchema, sealing);

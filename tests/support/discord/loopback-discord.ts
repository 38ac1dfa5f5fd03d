/** Discord on 127.0.0.1: the REST routes the bot uses and a gateway, strict about what it is sent. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';
import { WebSocketServer } from 'ws';
import { z } from 'zod';
import { startGateway } from './gateway.ts';
import { applicationId, botUserId, channelId } from './ids.ts';
import { createOpenApiCheck } from './openapi.ts';
import { limitProblems } from './unwritten-limits.ts';

export type Sent = {
  method: string;
  /** Below `/api/v10`. */
  path: string;
  query: URLSearchParams;
  body: Record<string, unknown>;
  files: { name: string; bytes: Uint8Array }[];
  atMs: number;
};

export type Reply = { status: number; json?: unknown; html?: string; headers?: Record<string, string> };

export type LoopbackDiscord = {
  /** For DISCORD_API_URL. */
  apiUrl: string;
  /** For DISCORD_ATTACHMENT_HOSTS. */
  host: string;
  sent: Sent[];
  /** What was sent about the interaction with this token, also after `sent` was emptied; of the last few thousand. */
  about(token: string): readonly Sent[];
  /** Everything that Discord would have refused. Checked when the test ends. */
  problems: string[];
  /** Bytes of attachments, by path; a number is the status of the refusal, a text where it redirects to. */
  files: Map<string, Uint8Array | number | string>;
  /** Who reacted, by `message/emoji`. */
  reactions: Map<string, { id: string; bot?: boolean }[]>;
  /** The reply to each interaction as it stands, by token. */
  originals: ReadonlyMap<string, ReturnType<typeof messageFrom>>;
  /** Answers instead of the usual, when it gives something. */
  refuse: (sent: Sent) => Reply | null;
  /** Sends a gateway event to the bot. */
  dispatch(type: string, data: unknown): void;
  /** Ends the bot's connection with a close code. */
  hangUp(code: number): void;
  /** As each connection said which part of the bot it is: `[id, count]`. */
  readonly shards: readonly number[][];
  /** Resolves when a bot has identified itself, with its intents. */
  identified(): Promise<number>;
  /** Resolves when a bot comes the next time, be it to resume. */
  identifiedAgain(): Promise<number>;
  close(): Promise<void>;
};

const mostTokens = 5_000;

const usualRefuse = (): null => null;

async function parsed(request: IncomingMessage): Promise<Pick<Sent, 'body' | 'files'>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const raw = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/')) {
    return { body: raw.length === 0 ? {} : JSON.parse(raw.toString()), files: [] };
  }
  const form = await new Response(raw, { headers: { 'content-type': type } }).formData();
  const files: Sent['files'] = [];
  for (const [, value] of form) {
    if (typeof value !== 'string') {
      files.push({ name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) });
    }
  }
  return { body: JSON.parse(String(form.get('payload_json') ?? '{}')), files };
}

let lastMessage = 600000000000000000n;

/** A message as Discord gives it back. */
export function messageFrom(body: Record<string, unknown>, extra: Record<string, unknown> = {}) {
  lastMessage += 1n;
  return {
    id: String(lastMessage),
    channel_id: channelId,
    author: { id: botUserId, username: 'scenescore', discriminator: '0', avatar: null, bot: true },
    timestamp: new Date().toISOString(),
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: [],
    pinned: false,
    type: 0,
    content: '',
    embeds: [],
    components: [],
    flags: 0,
    ...body,
    ...extra,
  };
}

/** Starts it; it lives until the test ends. */
export async function startDiscord(options: { untilClosed?: boolean } = {}): Promise<LoopbackDiscord> {
  const checkBody = await createOpenApiCheck();
  const originals = new Map<string, ReturnType<typeof messageFrom>>();
  const known = new Map<string, ReturnType<typeof messageFrom>>();
  /** Ids of messages with something that was pressed, by the token of that interaction. */
  const pressed = new Map<string, string>();
  const byToken = new Map<string, Sent[]>();
  /** Who began it, by the same token. */
  const askers = new Map<string, { user: unknown; type: unknown }>();

  /** `token`: of the interaction that the message answers. */
  function remember(key: string | null, body: Record<string, unknown>, token = key) {
    const { attachments: _attachments, allowed_mentions: _mentions, message_reference: _ref, ...sent } = body;
    const asker = askers.get(token ?? '');
    const metadata = { id: '700000000000000001', ...asker, authorizing_integration_owners: {} };
    const before = key === null ? undefined : originals.get(key);
    // A message that is changed stays the reply to what it was the reply to.
    const isNew = before === undefined || !('interaction_metadata' in before);
    const kept = asker === undefined || !isNew ? sent : { ...sent, interaction_metadata: metadata };
    const message = before === undefined ? messageFrom(kept) : { ...before, ...kept };
    if (key !== null) originals.set(key, message);
    known.set(message.id, message);
    return message;
  }

  function answer(sent: Sent): Reply {
    const { method, path, body } = sent;
    if (path === '/gateway/bot') {
      const limit = { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 1 };
      return {
        status: 200,
        json: { url: `ws://${discord.host}/gateway`, shards: 1, session_start_limit: limit },
      };
    }
    if (path === '/oauth2/applications/@me') return { status: 200, json: { id: applicationId } };
    if (/^\/applications\/\d+\/(guilds\/\d+\/)?commands$/.test(path)) return { status: 200, json: [] };
    const callback = /^\/interactions\/\d+\/([^/]+)\/callback$/.exec(path);
    if (callback) {
      const token = callback[1] ?? '';
      const { type, data } = body as { type: number; data?: Record<string, unknown> };
      if (originals.has(token))
        return { status: 400, json: { code: 40060, message: 'already acknowledged' } };
      // With an update, the message that was pressed is the reply.
      const id = type === 6 ? pressed.get(token) : undefined;
      if (id !== undefined) originals.set(token, known.get(id) ?? messageFrom({}, { id }));
      else if (type === 4 || type === 5 || type === 6) remember(token, data ?? {});
      return { status: 204 };
    }
    const original = /^\/webhooks\/\d+\/([^/]+)\/messages\/@original$/.exec(path);
    if (original) {
      const token = original[1] ?? '';
      if (method === 'DELETE') return originals.delete(token) ? { status: 204 } : unknownMessage;
      return { status: 200, json: remember(token, body) };
    }
    const followUp = /^\/webhooks\/\d+\/([^/]+)$/.exec(path);
    if (followUp) return { status: 200, json: remember(null, body, followUp[1]) };
    if (/^\/channels\/\d+\/messages$/.test(path)) return { status: 200, json: remember(null, body) };
    const reactions = /^\/channels\/\d+\/messages\/(\d+)\/reactions\/(.+)$/.exec(path);
    if (reactions) {
      const people = discord.reactions.get(`${reactions[1]}/${decodeURIComponent(reactions[2] ?? '')}`) ?? [];
      const after = sent.query.get('after') ?? '0';
      const limit = Number(sent.query.get('limit') ?? 25);
      return { status: 200, json: people.filter(({ id }) => BigInt(id) > BigInt(after)).slice(0, limit) };
    }
    const one = /^\/channels\/\d+\/messages\/(\d+)$/.exec(path);
    if (one) {
      const id = one[1] ?? '';
      const emojis = [...discord.reactions].filter(([key]) => key.startsWith(`${id}/`));
      const shown = emojis.map(([key, people]) => ({
        emoji: { id: null, name: key.slice(id.length + 1) },
        count: people.length,
      }));
      const message = known.get(id) ?? messageFrom({}, { id });
      return { status: 200, json: { ...message, ...(shown.length > 0 ? { reactions: shown } : {}) } };
    }
    return { status: 404, json: { code: 0, message: `no such route: ${method} ${path}` } };
  }

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://discord');
    const file = discord.files.get(url.pathname);
    if (file !== undefined) {
      if (typeof file === 'number') response.writeHead(file).end();
      else if (typeof file === 'string') response.writeHead(302, { location: file }).end();
      else response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(file);
      return;
    }
    const path = url.pathname.replace(/^\/api\/v10/, '').replace('%40', '@');
    const { body, files } = await parsed(request);
    const method = request.method ?? 'GET';
    const sent: Sent = { method, path, query: url.searchParams, body, files, atMs: performance.now() };
    discord.sent.push(sent);
    const token = /\/(token-[0-9a-f-]{36})/.exec(path)?.[1];
    if (token !== undefined) {
      const [oldest] = byToken.keys();
      if (byToken.size > mostTokens && oldest !== undefined) byToken.delete(oldest);
      byToken.set(token, [...(byToken.get(token) ?? []), sent]);
    }
    discord.problems.push(...checkBody(sent), ...limitProblems(sent));
    const { status, json, html, headers } = discord.refuse(sent) ?? answer(sent);
    const type = html === undefined ? 'application/json' : 'text/html';
    const text = html ?? (json === undefined ? undefined : JSON.stringify(json));
    response.writeHead(status, { ...(text === undefined ? {} : { 'content-type': type }), ...headers });
    response.end(text);
  }

  const server = createServer((request, response) => {
    respond(request, response).catch((error) => {
      discord.problems.push(String(error));
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const host = `127.0.0.1:${address.port}`;
  const gateway = startGateway(new WebSocketServer({ server, path: '/gateway' }), `ws://${host}/gateway`);

  const discord: LoopbackDiscord = {
    apiUrl: `http://${host}/api`,
    host,
    sent: [],
    about: (token) => byToken.get(token) ?? [],
    problems: [],
    files: new Map(),
    reactions: new Map(),
    originals,
    refuse: usualRefuse,
    dispatch(type, data) {
      const {
        token,
        message,
        user,
        member,
        type: kind,
      } = z
        .object({
          type: z.number().optional(),
          token: z.string().optional(),
          message: z.object({ id: z.string().optional() }).optional(),
          user: z.unknown().optional(),
          member: z.object({ user: z.unknown().optional() }).optional().catch(undefined),
        })
        .parse(data);
      if (token !== undefined) askers.set(token, { user: user ?? member?.user, type: kind });
      if (token !== undefined && message?.id !== undefined) pressed.set(token, message.id);
      gateway.dispatch(type, data);
    },
    hangUp: gateway.hangUp,
    shards: gateway.shards,
    identified: gateway.identified,
    identifiedAgain: gateway.identifiedAgain,
    close: async () => {
      gateway.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
  if (!options.untilClosed) onTestFinished(discord.close);
  return discord;
}

const unknownMessage: Reply = { status: 404, json: { code: 10008, message: 'Unknown Message' } };

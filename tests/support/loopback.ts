/** A real HTTP server on 127.0.0.1 that answers as a service would, and remembers what it was asked. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';

export type Seen = { method: string; url: URL; headers: IncomingMessage['headers']; body: string };

export type Answer =
  | {
      status?: number;
      headers?: Record<string, string>;
      json?: unknown;
      body?: string | Uint8Array;
      delayMs?: number;
      /** The connection breaks a moment after the body. */
      isCut?: boolean;
    }
  /** Closes the connection without an answer. */
  | 'reset'
  /** Never answers. */
  | 'hang';

export type Loopback = { url: string; host: string; seen: Seen[]; close(): Promise<void> };

/** Starts a server that lives until the test ends (or `close`). `answer` may look at everything seen so far. */
export async function startLoopback(
  answer: (request: Seen, seen: readonly Seen[]) => Answer | Promise<Answer>,
  options: { untilClosed?: boolean } = {},
): Promise<Loopback> {
  const seen: Seen[] = [];
  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const one: Seen = {
      method: request.method ?? 'GET',
      url: new URL(request.url ?? '/', 'http://loopback'),
      headers: request.headers,
      body: Buffer.concat(chunks).toString('utf8'),
    };
    seen.push(one);
    const answered = await answer(one, seen);
    if (answered === 'hang') return;
    if (answered === 'reset') {
      response.destroy();
      return;
    }
    if (answered.delayMs) await new Promise((resolve) => setTimeout(resolve, answered.delayMs));
    const json = answered.json !== undefined;
    const textType = json ? 'application/json; charset=utf-8' : 'text/html; charset=utf-8';
    response.writeHead(answered.status ?? 200, {
      'content-type': Buffer.isBuffer(answered.body) ? 'application/octet-stream' : textType,
      ...answered.headers,
    });
    if (answered.isCut) {
      response.write(answered.body ?? '');
      setTimeout(() => response.destroy(), 150);
      return;
    }
    response.end(json ? JSON.stringify(answered.json) : (answered.body ?? ''));
  }
  const server = createServer((request, response) => {
    respond(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  if (!options.untilClosed) onTestFinished(close);
  return { url: `http://127.0.0.1:${address.port}`, host: `127.0.0.1:${address.port}`, seen, close };
}

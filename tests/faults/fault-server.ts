/** A server that fails in one chosen way, whatever it is asked; and who was asked, and is still being answered. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

type Fail = (response: ServerResponse, request: IncomingMessage) => void;

const dripEveryMs = 100;
const megabyte = Buffer.alloc(1024 * 1024, '[');

function status(code: number, headers: Record<string, string> = {}): Fail {
  return (response) => {
    response.writeHead(code, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify({ error: { code, status: 'FAILED', message: 'it did not work' } }));
  };
}

const body =
  (type: string, content: string | Buffer): Fail =>
  (response) => {
    response.writeHead(200, { 'content-type': type });
    response.end(content);
  };

/** One sign at a time, without end: every read succeeds, and nothing ever comes of it. */
function drip(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write('['), dripEveryMs);
  response.on('close', () => clearInterval(timer));
}

/** A hundred megabytes, as fast as they are taken, without saying so beforehand. */
function flood(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  let left = 100;
  const more = (): void => {
    while (left > 0 && !response.destroyed) {
      left -= 1;
      if (!response.write(megabyte)) return;
    }
    if (!response.destroyed) response.end();
  };
  response.on('drain', more);
  more();
}

function resetMidway(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' });
  response.write('{"data": [', () => response.socket?.resetAndDestroy());
}

/** How a service fails. `refused`: nobody listens at the address. */
export const faults = {
  refused: null,
  'reset midway': resetMidway,
  'slow drip': drip,
  hang: () => undefined,
  '401': status(401),
  '403': status(403),
  '404': status(404),
  '429': status(429),
  '429, wait 1 s': status(429, { 'retry-after': '1' }),
  '429, wait a day': status(429, { 'retry-after': '86400' }),
  '500': status(500),
  '503': status(503),
  empty: body('application/json', ''),
  truncated: body('application/json', '{"data": [{"title": "half a son'),
  'wrong type': body('image/png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 255, 0])),
  'wrong shape': body('application/json', '{"hello": ["world", 7, null], "items": 3, "data": true}'),
  '100 MB': flood,
} satisfies Record<string, Fail | null>;

export type Fault = keyof typeof faults;

export type FaultServer = {
  url: string;
  /** Requests that have come. */
  asked(): number;
  /** Requests whose connection is still waiting for the rest of an answer. */
  unanswered(): number;
  /** From now on everything is passed on to the server at `url`, which is well. */
  repair(url: string): void;
  close(): Promise<void>;
};

async function pass(request: IncomingMessage, response: ServerResponse, to: string): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const { host: _host, connection: _connection, ...headers } = request.headers;
  const answer = await fetch(`${to}${request.url}`, {
    method: request.method ?? 'GET',
    headers: Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
    ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
  });
  response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
  response.end(Buffer.from(await answer.arrayBuffer()));
}

/** Listens on 127.0.0.1 until it is closed. What is asked for at `spared` addresses is passed on to a server that is well. */
export async function startFaultServer(
  fault: Fault,
  spared: { addresses: RegExp; to: string } | null = null,
): Promise<FaultServer> {
  let asked = 0;
  const open = new Set<ServerResponse>();
  const fail = faults[fault];
  let well: string | null = null;
  const server = createServer((request, response) => {
    const isSpared = spared?.addresses.test(request.url ?? '') === true;
    if (!isSpared) asked += 1;
    open.add(response);
    response.on('close', () => open.delete(response));
    // A request that is given up while it is sent is the very thing to be tested.
    request.on('error', () => undefined);
    const to = isSpared ? spared.to : well;
    if (to !== null) {
      pass(request, response, to).catch(() => response.destroy());
      return;
    }
    request.resume();
    fail?.(response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  if (fail === null) await close();
  return {
    url: `http://127.0.0.1:${address.port}`,
    asked: () => asked,
    unanswered: () => open.size,
    repair(url) {
      well = url;
    },
    close,
  };
}

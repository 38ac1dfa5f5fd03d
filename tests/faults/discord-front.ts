/** Stands between the bot and a loopback Discord: passes everything on, but for what is to fail. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type RawData, WebSocket, WebSocketServer } from 'ws';
import type { LoopbackDiscord } from '../support/discord/loopback-discord.ts';
import { type Fault, faults } from './fault-server.ts';
import { failingOf, type GatewayFault } from './gateway-faults.ts';

export type Front = {
  /** For DISCORD_API_URL. */
  apiUrl: string;
  /** Requests like `PATCH /webhooks/…` that fit fail from now on; `refused` takes everybody's with it. */
  fail(fault: Fault, like: RegExp): Promise<void>;
  failGateway(fault: GatewayFault): void;
  /** Well again. Connections that failed are gone. */
  repair(): Promise<void>;
  /** Requests and connections that came while something failed, and were to fail. */
  asked(): number;
  close(): Promise<void>;
};

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** `heartbeatMs`: how often the bot shows that it lives; a busy one may be late. */
export async function startFront(discord: LoopbackDiscord, heartbeatMs = 30_000): Promise<Front> {
  let failing: { fault: Fault; like: RegExp } | null = null;
  let gateway: GatewayFault | null = null;
  let asked = 0;
  /** Answers on their way: a fault begins between them. */
  let passing = 0;
  let here = '';
  const pairs = new Set<WebSocket>();
  const deaf = new Set<WebSocket>();

  /** Addresses in an answer lead here as well. */
  const turned = (text: string): string =>
    text
      .replaceAll(`ws://${discord.host}`, `ws://${here}`)
      .replace(/"heartbeat_interval":\d+/, `"heartbeat_interval":${heartbeatMs}`);

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const { method = 'GET', url = '/', headers } = request;
    const { 'content-type': type, authorization } = headers;
    const answer = await fetch(`http://${discord.host}${url}`, {
      method,
      headers: { ...(type && { 'content-type': type }), ...(authorization && { authorization }) },
      ...(body.length > 0 ? { body } : {}),
    });
    const text = turned(await answer.text());
    const answerType = answer.headers.get('content-type');
    response.writeHead(answer.status, answerType === null ? {} : { 'content-type': answerType });
    response.end(text);
  }

  const server = createServer((request, response) => {
    request.on('error', () => undefined);
    if (failing?.like.test(`${request.method} ${request.url}`)) {
      asked += 1;
      request.resume();
      faults[failing.fault]?.(response, request);
    } else {
      passing += 1;
      response.on('close', () => {
        passing -= 1;
      });
      pass(request, response).catch(() => response.destroy());
    }
  });
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    if (gateway !== null) asked += 1;
    if (gateway === 'refused') socket.destroy();
    else sockets.handleUpgrade(request, socket, head, join);
  });

  function join(near: WebSocket): void {
    near.on('error', () => undefined);
    if (gateway !== null && failingOf(gateway).meets === 'new') {
      failingOf(gateway).act(near);
      return;
    }
    const far = new WebSocket(`ws://${discord.host}/gateway`);
    pairs.add(near);
    far.on('error', () => undefined);
    const early: string[] = [];
    near.on('message', (data) => {
      if (deaf.has(near)) return;
      if (far.readyState === WebSocket.OPEN) far.send(String(data));
      else early.push(String(data));
    });
    far.on('open', () => {
      for (const text of early) far.send(text);
    });
    far.on('message', (data) => {
      if (!deaf.has(near)) near.send(turned(textOf(data)));
    });
    near.on('close', () => {
      pairs.delete(near);
      far.close();
    });
    far.on('close', (code) => {
      if (near.readyState === WebSocket.OPEN) near.close(code === 1005 || code === 1006 ? 1000 : code);
    });
  }

  async function listen(port: number): Promise<void> {
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    here = `127.0.0.1:${address.port}`;
  }
  async function unlisten(): Promise<void> {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    // Connections that were upgraded are no longer the server's, and stay.
    await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 50))]);
  }

  await listen(0);
  return {
    apiUrl: `http://${here}/api`,
    async fail(fault, like) {
      while (passing > 0) await new Promise((resolve) => setTimeout(resolve, 5));
      // For the bot to see the end of what it asked for last.
      await new Promise((resolve) => setTimeout(resolve, 50));
      failing = { fault, like };
      if (fault === 'refused') await unlisten();
    },
    failGateway(fault) {
      gateway = fault;
      for (const near of pairs) {
        if (fault === 'deaf' || fault === 'hang') deaf.add(near);
        failingOf(fault).act(near);
      }
    },
    async repair() {
      [failing, gateway] = [null, null];
      for (const socket of sockets.clients) if (deaf.has(socket) || !pairs.has(socket)) socket.terminate();
      deaf.clear();
      if (!server.listening) await listen(Number(here.split(':')[1]));
    },
    asked: () => asked,
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      await unlisten();
    },
  };
}

const textOf = (data: RawData): string => (Buffer.isBuffer(data) ? data.toString() : '');

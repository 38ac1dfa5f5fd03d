/** A server that closes its connection while our reading is paused: undici 6 alone ends the process there. */
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { createHttp } from '../../src/net/http.ts';

const body = Buffer.alloc(64 * 1024, 'a');

/** Sends the first `bytes` of the body as fast as it can, and closes. */
async function closingServer(headers: string[], bytes = body.length): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      socket.write([...headers, '', ''].join('\r\n'));
      socket.end(body.subarray(0, bytes));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}/`;
}

/** Reads nothing for a while, then all; gives the number of bytes. */
async function readLate(url: string): Promise<number> {
  const answer = await createHttp({ userAgent: 'test' }).stream({ service: 'test', url });
  await sleep(100);
  let bytes = 0;
  for await (const chunk of answer.body) bytes += chunk.byteLength;
  return bytes;
}

const length = `Content-Length: ${body.length}`;

it.each([
  ['that says so', ['HTTP/1.1 200 OK', length, 'Connection: close']],
  ['of the old kind', ['HTTP/1.0 200 OK', length]],
  ['whose end is the end of the answer', ['HTTP/1.1 200 OK']],
  ['that said it would not', ['HTTP/1.1 200 OK', length, 'Connection: keep-alive']],
])('reads all of an answer late from a connection %s', async (_name, headers) => {
  const url = await closingServer(headers);
  expect(await readLate(url)).toBe(body.length);
});

it.each([['Connection: close'], ['Connection: keep-alive']])(
  'notices an answer cut short with %s',
  async (connection) => {
    const url = await closingServer(['HTTP/1.1 200 OK', length, connection], 40_000);
    await expect(readLate(url)).rejects.toThrow(TypeError);
  },
);

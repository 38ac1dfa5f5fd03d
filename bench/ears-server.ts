/** Deezer with previews, and lyrics services without words, in a process of their own, so that they don't block the event loop that is measured. */
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

/** Milliseconds a call. */
const latencyMs = 150;

const startSchema = z.object({ preview: z.string() });

process.once('message', (message) => {
  const preview = Buffer.from(startSchema.parse(message).preview, 'base64');
  const server = createServer(async (request, response) => {
    await sleep(latencyMs);
    const url = new URL(request.url ?? '/', 'http://loopback');
    const title = /track:"([^"]*)"/.exec(url.searchParams.get('q') ?? '')?.[1] ?? '';
    const artist = /artist:"([^"]*)"/.exec(url.searchParams.get('q') ?? '')?.[1] ?? '';
    if (url.pathname === '/preview.mp3') {
      response.writeHead(200, { 'content-type': 'audio/mpeg' }).end(preview);
      return;
    }
    const isSearch = url.pathname === '/search' && title !== '';
    response.writeHead(isSearch ? 200 : 404, { 'content-type': 'application/json' });
    const row = {
      id: 1,
      title,
      artist: { name: artist },
      preview: `http://${request.headers.host}/preview.mp3`,
    };
    response.end(JSON.stringify(isSearch ? { data: [row] } : {}));
  });
  server.listen(0, '127.0.0.1', () => process.send?.(server.address()));
});

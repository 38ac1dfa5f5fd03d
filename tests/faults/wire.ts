/** A wire between us and a real server that can be cut, jammed and scribbled on while it is in use. */
import { connect, createServer, type Server, type Socket } from 'node:net';

/** `refused`: nobody listens. `reset midway`: gone in the middle of an answer. `garbage`: another language altogether. */
export const wireFaults = ['refused', 'reset midway', 'slow drip', 'hang', 'garbage'] as const;
export type WireFault = (typeof wireFaults)[number];

export type Wire = {
  /** `url` with the wire's own address in place of the server's. */
  through(url: string): string;
  /** Fails in this way from now on; connections that are open as well. */
  fail(fault: WireFault): Promise<void>;
  /** Is a wire again. Connections that failed are gone. */
  repair(): Promise<void>;
  /** Connections made so far. */
  made(): number;
  /** Connections open now. */
  open(): number;
  close(): Promise<void>;
};

const dripEveryMs = 100;
/** Enough for a first word of either side, too little for an answer. */
const bytesBeforeReset = 12;

/** Listens on 127.0.0.1 and passes everything on to the server at `to`. */
export async function startWire(to: string): Promise<Wire> {
  const { hostname, port } = new URL(to);
  let fault: WireFault | null = null;
  let made = 0;
  const sockets = new Set<Socket>();

  function join(near: Socket): void {
    made += 1;
    const far = connect(Number(port), hostname);
    let left = bytesBeforeReset;
    const cut = (): void => {
      near.resetAndDestroy();
      far.destroy();
    };
    sockets.add(near);
    near.on('close', () => sockets.delete(near));
    for (const one of [near, far]) {
      one.on('error', () => undefined);
      one.on('close', () => (fault === 'hang' ? undefined : cut()));
    }
    near.on('data', (bytes) => {
      if (fault === 'garbage') near.write('HTTP/1.1 200 OK\r\n\r\nwrong door\u0000\u0001\r\n');
      else if (fault !== 'hang') far.write(bytes);
    });
    far.on('data', (bytes) => {
      if (fault === null) near.write(bytes);
      else if (fault === 'slow drip') drip(near, bytes);
      else if (fault === 'reset midway') {
        near.write(bytes.subarray(0, left));
        left -= bytes.length;
        if (left <= 0) cut();
      }
    });
  }

  let server: Server | null = null;
  async function listen(at: number): Promise<number> {
    const listening = createServer(join);
    server = listening;
    await new Promise<void>((resolve) => listening.listen(at, '127.0.0.1', resolve));
    const address = listening.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    return address.port;
  }
  const hangUp = (): void => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  async function unlisten(): Promise<void> {
    const listening = server;
    server = null;
    hangUp();
    if (listening !== null) await new Promise((resolve) => listening.close(resolve));
  }

  const here = await listen(0);
  return {
    through(url) {
      const changed = new URL(url);
      changed.host = `127.0.0.1:${here}`;
      return changed.href;
    },
    async fail(how) {
      fault = how;
      if (how === 'refused') await unlisten();
    },
    async repair() {
      fault = null;
      hangUp();
      if (server === null) await listen(here);
    },
    made: () => made,
    open: () => sockets.size,
    close: unlisten,
  };
}

function drip(socket: Socket, bytes: Buffer): void {
  socket.setMaxListeners(0);
  let at = 0;
  const timer = setInterval(() => {
    if (at < bytes.length) socket.write(bytes.subarray(at, ++at));
    else clearInterval(timer);
  }, dripEveryMs);
  socket.on('close', () => clearInterval(timer));
}

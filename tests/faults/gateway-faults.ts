/** How the gateway fails: what is done to connections that are there, and to those that come while it lasts. */
import type { WebSocket } from 'ws';

type Failing = {
  /** Only those that are there, or new ones as well. */
  meets: 'old' | 'new';
  act(socket: WebSocket): void;
  /** The connection is lost for good: the program ends loudly and is restarted. */
  isFinal?: boolean;
};

const closing = (code: number, isFinal = false): Failing => ({
  meets: isFinal ? 'new' : 'old',
  act: (socket) => socket.close(code),
  isFinal,
});

const saying = (text: string): Failing => ({ meets: 'old', act: (socket) => socket.send(text) });

const gatewayFaults = {
  refused: { meets: 'new', act: (socket) => socket.terminate() },
  'reset midway': { meets: 'new', act: (socket) => socket.terminate() },
  // No HELLO for those who come, and no word for those who had one.
  hang: { meets: 'new', act: () => undefined },
  // Heartbeats are not answered; a new connection is heard.
  deaf: { meets: 'old', act: () => undefined },
  'token refused (4004)': closing(4004, true),
  'session timed out (4009)': closing(4009),
  'intents not allowed (4014)': closing(4014, true),
  'closed for no reason (1000)': closing(1000),
  'reconnect (opcode 7)': saying('{"op":7,"d":null}'),
  'invalid session (opcode 9)': saying('{"op":9,"d":false}'),
  'session to be resumed (opcode 9)': saying('{"op":9,"d":true}'),
} satisfies Record<string, Failing>;

export type GatewayFault = keyof typeof gatewayFaults;

export const gatewayFaultNames = Object.keys(gatewayFaults).filter(
  (name): name is GatewayFault => name in gatewayFaults,
);

export const failingOf = (fault: GatewayFault): Failing => gatewayFaults[fault];

/** How the gateway fails: what is done to connections that are there, and to those that come while it lasts. */
import type { WebSocket } from 'ws';

type Failing = {
  /** Only those that are there, or new ones as well. */
  meets: 'old' | 'new';
  act(socket: WebSocket): void;
  /** The connection is lost for good: the program ends loudly and is started anew. */
  isFinal?: boolean;
};

const closing = (code: number, isFinal = false): Failing => ({
  meets: isFinal ? 'new' : 'old',
  act: (socket) => socket.close(code),
  isFinal,
});

const saying = (meets: Failing['meets'], ...texts: (string | Buffer)[]): Failing => ({
  meets,
  act(socket) {
    for (const text of texts) socket.send(text);
  },
});

const gatewayFaults = {
  refused: { meets: 'new', act: (socket) => socket.terminate() },
  'reset midway': { meets: 'new', act: (socket) => socket.terminate() },
  // No HELLO for those who come, and no word for those who had one.
  hang: { meets: 'new', act: () => undefined },
  // Heartbeats are not answered; whoever comes anew is heard.
  deaf: { meets: 'old', act: () => undefined },
  'token refused (4004)': closing(4004, true),
  'session timed out (4009)': closing(4009),
  'intents not allowed (4014)': closing(4014, true),
  'closed for no reason (1000)': closing(1000),
  'reconnect (opcode 7)': saying('old', '{"op":7,"d":null}'),
  'invalid session (opcode 9)': saying('old', '{"op":9,"d":false}'),
  'session to be resumed (opcode 9)': saying('old', '{"op":9,"d":true}'),
  garbage: saying(
    'new',
    'no JSON at all',
    '{"op":',
    'null',
    '7',
    '[]',
    '{}',
    Buffer.from([0, 255, 120, 156, 1]),
  ),
  'wrong shape': saying(
    'new',
    '{"op":10}',
    '{"op":9}',
    '{"op":"hello","d":{}}',
    '{"op":0,"t":"READY","s":1,"d":null}',
    '{"op":0,"t":"INTERACTION_CREATE","s":2,"d":null}',
    '{"op":0,"t":"INTERACTION_CREATE","s":3,"d":{"type":2,"id":7}}',
    '{"op":0,"t":"MESSAGE_REACTION_ADD","s":4,"d":{"emoji":3}}',
    '{"op":0,"t":5,"s":"x","d":[]}',
  ),
} satisfies Record<string, Failing>;

export type GatewayFault = keyof typeof gatewayFaults;

export const gatewayFaultNames = Object.keys(gatewayFaults).filter(
  (name): name is GatewayFault => name in gatewayFaults,
);

export const failingOf = (fault: GatewayFault): Failing => gatewayFaults[fault];

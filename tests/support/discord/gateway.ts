/** The gateway's side of a connection: hello, identify, ready, heartbeats, events. */
import type { WebSocket, WebSocketServer } from 'ws';
import { applicationId, botUserId, channelId, serverId } from './ids.ts';

const guild = {
  id: serverId,
  name: 'A server',
  owner_id: '100000000000000001',
  member_count: 2,
  large: false,
  joined_at: new Date(0).toISOString(),
  preferred_locale: 'en-US',
  roles: [
    {
      id: serverId,
      name: '@everyone',
      permissions: '0',
      position: 0,
      color: 0,
      colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
      flags: 0,
      hoist: false,
      managed: false,
      mentionable: false,
    },
  ],
  channels: [{ id: channelId, type: 0, name: 'general', position: 0, permission_overwrites: [] }],
  members: [],
  threads: [],
  emojis: [],
  stickers: [],
  presences: [],
  voice_states: [],
  stage_instances: [],
  guild_scheduled_events: [],
  soundboard_sounds: [],
  features: [],
};

export function startGateway(sockets: WebSocketServer, url: string) {
  const connections = new Set<WebSocket>();
  const ready = new Set<WebSocket>();
  const waiting: ((intents: number) => void)[] = [];
  let intents: number | null = null;
  /** As each connection said which part of the bot it is: `[id, count]`. */
  const shards: number[][] = [];
  let sequence = 0;
  /** Since the connection was lost: a bot that resumes gets it then, as Discord does. */
  const missed: [type: string, data: unknown][] = [];

  const send = (socket: WebSocket, type: string, data: unknown): void => {
    sequence += 1;
    socket.send(JSON.stringify({ op: 0, s: sequence, t: type, d: data }));
  };

  function arrived(socket: WebSocket): void {
    ready.add(socket);
    for (const tell of waiting.splice(0)) tell(intents ?? 0);
  }

  sockets.on('connection', (socket) => {
    connections.add(socket);
    socket.on('close', () => {
      connections.delete(socket);
      ready.delete(socket);
    });
    socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: 30_000 } }));
    socket.on('message', (raw) => {
      const packet = JSON.parse(String(raw)) as { op: number; d: { intents: number; shard?: number[] } };
      if (packet.op === 1) socket.send(JSON.stringify({ op: 11 }));
      if (packet.op === 6) {
        for (const [type, data] of missed.splice(0)) send(socket, type, data);
        send(socket, 'RESUMED', {});
        arrived(socket);
      }
      if (packet.op !== 2) return;
      missed.length = 0;
      intents = packet.d.intents;
      shards.push(packet.d.shard ?? []);
      send(socket, 'READY', {
        v: 10,
        user: { id: botUserId, username: 'scenescore', discriminator: '0', avatar: null, bot: true },
        guilds: [{ id: serverId, unavailable: true }],
        session_id: 'session',
        resume_gateway_url: url,
        application: { id: applicationId, flags: 0 },
      });
      send(socket, 'GUILD_CREATE', guild);
      arrived(socket);
    });
  });

  return {
    shards,
    dispatch(type: string, data: unknown): void {
      if (ready.size === 0 && intents !== null) missed.push([type, data]);
      for (const socket of ready) send(socket, type, data);
    },
    identified: (): Promise<number> =>
      intents !== null && ready.size > 0
        ? Promise.resolve(intents)
        : new Promise((resolve) => waiting.push(resolve)),
    identifiedAgain: (): Promise<number> => new Promise((resolve) => waiting.push(resolve)),
    hangUp(code: number): void {
      ready.clear();
      for (const socket of connections) socket.close(code);
    },
    close(): void {
      for (const socket of connections) socket.terminate();
      sockets.close();
    },
  };
}

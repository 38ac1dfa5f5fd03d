/**
 * The gateway's packets, looked at before discord.js sees them: it takes them on trust, and one of another shape, from
 * whatever stands between Discord and us, would end the program.
 */
import { type IShardingStrategy, SimpleShardingStrategy } from 'discord.js';
import { z } from 'zod';

type Manager = ConstructorParameters<typeof SimpleShardingStrategy>[0];

const someone = z.looseObject({ id: z.string() });

/** By event, as far as discord.js goes by it; others are any object. */
const events = new Map<string, z.ZodType>([
  [
    'READY',
    z.looseObject({
      session_id: z.string(),
      resume_gateway_url: z.string(),
      user: someone,
      guilds: z.array(someone),
    }),
  ],
  ['GUILD_CREATE', someone],
  [
    'INTERACTION_CREATE',
    z.union([
      z.looseObject({ id: z.string(), type: z.number(), token: z.string(), user: someone }),
      z.looseObject({
        id: z.string(),
        type: z.number(),
        token: z.string(),
        member: z.looseObject({ user: someone }),
      }),
    ]),
  ],
]);

const packet = z.union([
  z
    .looseObject({ op: z.literal(0), t: z.string(), s: z.number(), d: z.looseObject({}) })
    .refine(({ t, d }) => events.get(t)?.safeParse(d).success ?? true),
  z.looseObject({ op: z.literal(9), d: z.boolean() }),
  z.looseObject({ op: z.literal(10), d: z.looseObject({ heartbeat_interval: z.number().min(1) }) }),
  z.looseObject({ op: z.literal([1, 7, 11]) }),
]);

/** Is it one that discord.js can be given? Of an unknown opcode it makes nothing. */
export const isSane = (found: unknown): boolean => packet.safeParse(found).success;

type Method = (...given: unknown[]) => Promise<unknown>;

/** Replaces an object's method by one that is given the old one. */
function wrap(on: object, name: string, around: (inner: Method) => Method): void {
  const inner: unknown = Reflect.get(on, name);
  // Another release of the library has another way: then packets are taken on trust, as they were.
  if (typeof inner !== 'function') return;
  Reflect.set(
    on,
    name,
    around(async (...given) => Reflect.apply(inner, on, given)),
  );
}

/** The usual strategy. `onTrouble` is told of what was dropped, and of what failed all the same. */
export function createSaneStrategy(manager: Manager, onTrouble: (what: string) => void): IShardingStrategy {
  const strategy = new SimpleShardingStrategy(manager);
  wrap(strategy, 'spawn', (spawn) => async (...given) => {
    await spawn(...given);
    const shards: unknown = Reflect.get(strategy, 'shards');
    for (const shard of shards instanceof Map ? shards.values() : []) guard(shard, onTrouble);
  });
  return strategy;
}

function guard(shard: object, onTrouble: (what: string) => void): void {
  let isTold = false;
  wrap(shard, 'unpackMessage', (unpack) => async (...given) => {
    const found = await unpack(...given);
    if (found === null || isSane(found)) return found;
    // Where there is one there may be thousands.
    if (!isTold) onTrouble('packets of an unknown shape come from the gateway, and are dropped');
    isTold = true;
    return null;
  });
  wrap(
    shard,
    'onMessage',
    (read) =>
      (...given) =>
        read(...given).catch((error: unknown) =>
          onTrouble(`a packet from the gateway could not be read: ${error}`),
        ),
  );
}

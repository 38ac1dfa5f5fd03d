/** One gateway event and what is done about it, as a plain object. */
import type { Client, ClientEvents, GatewayDispatchEvents } from 'discord.js';
import type { z } from 'zod';
import { inRequest } from '../concurrency/request-scope.ts';
import type { Bot } from './bot.ts';

/** Looks after work that nobody waits for: its failure ends in the log, its end is waited for when closing. */
export type Keep = (what: string, work: Promise<void>) => void;

export type Listener = {
  name: string;
  listen(client: Client, bot: Bot, keep: Keep): void;
};

/** Ties an event's name to what it brings; the list of listeners need not know. */
export function on<Name extends keyof ClientEvents>(
  name: Name,
  handle: (bot: Bot, ...values: ClientEvents[Name]) => Promise<void>,
): Listener {
  return {
    name,
    listen(client, bot, keep) {
      client.on(name, (...values) => keep(name, handle(bot, ...values)));
    },
  };
}

/**
 * The event as the gateway sent it. discord.js drops what happens in channels it has not met since it started
 * (direct messages, older threads), partials or not; ids are all that is needed here, and they are always there.
 */
export function onGateway<Data>(
  name: GatewayDispatchEvents,
  schema: z.ZodType<Data>,
  handle: (bot: Bot, data: Data) => Promise<void>,
): Listener {
  return {
    name,
    listen(client, bot, keep) {
      client.ws.on(name, (data: unknown) => {
        const parsed = schema.safeParse(data);
        if (parsed.success) inRequest(() => keep(name, handle(bot, parsed.data)));
        else bot.log.warn({ event: name }, 'an event of an unknown shape');
      });
    },
  };
}

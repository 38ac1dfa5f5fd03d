/** One gateway event and its handler, as a plain object. */
import type { Client, ClientEvents, GatewayDispatchEvents } from 'discord.js';
import type { z } from 'zod';
import { inRequest } from '../concurrency/request-scope.ts';
import type { Bot } from './bot.ts';

/** Takes over work that nobody awaits: its failure is logged, and closing waits for it. */
export type Track = (what: string, work: Promise<void>) => void;

export type Listener = {
  name: string;
  listen(client: Client, bot: Bot, track: Track): void;
};

/** An event of discord.js. */
export function on<Name extends keyof ClientEvents>(
  name: Name,
  handle: (bot: Bot, ...values: ClientEvents[Name]) => Promise<void>,
): Listener {
  return {
    name,
    listen(client, bot, track) {
      client.on(name, (...values) => track(name, handle(bot, ...values)));
    },
  };
}

/**
 * An event as the gateway sends it. discord.js drops events in channels it has not cached (direct messages, older
 * threads), partials or not; here only the ids are needed.
 */
export function onGateway<Data>(
  name: GatewayDispatchEvents,
  schema: z.ZodType<Data>,
  handle: (bot: Bot, data: Data) => Promise<void>,
): Listener {
  return {
    name,
    listen(client, bot, track) {
      client.ws.on(name, (data: unknown) => {
        const parsed = schema.safeParse(data);
        if (parsed.success) inRequest(() => track(name, handle(bot, parsed.data)));
        else bot.log.warn({ event: name }, 'a gateway event of an unknown shape');
      });
    },
  };
}

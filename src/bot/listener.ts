/** One gateway event and what is done about it, as a plain object. */
import type { Client, ClientEvents } from 'discord.js';
import type { Bot } from './dependencies.ts';

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

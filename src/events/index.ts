/** The list of gateway events that are listened to. */
import type { Listener } from '../discord/listener.ts';
import { clientReady } from './client-ready.ts';
import { guildCreate } from './guild-create.ts';
import { guildDelete } from './guild-delete.ts';
import { interactionCreate } from './interaction-create.ts';
import { messageReactionAdd } from './message-reaction-add.ts';
import { messageReactionRemove } from './message-reaction-remove.ts';
import { messageReactionRemoveAll } from './message-reaction-remove-all.ts';
import { messageReactionRemoveEmoji } from './message-reaction-remove-emoji.ts';

export const listeners: readonly Listener[] = [
  clientReady,
  interactionCreate,
  guildCreate,
  guildDelete,
  messageReactionAdd,
  messageReactionRemove,
  messageReactionRemoveAll,
  messageReactionRemoveEmoji,
];

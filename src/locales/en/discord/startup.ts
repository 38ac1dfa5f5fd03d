/** What the person who runs the bot reads while it starts or registers its commands. */
import { counted } from './common.ts';

export const startup = {
  ready: (name: string, servers: number, invite: string) =>
    `${name} is ready, in ${counted(servers, 'server')}. Invite it with ${invite}`,
  badToken:
    'Discord does not accept DISCORD_TOKEN: copy it again from the Discord developer portal (Bot, Reset Token).',
  refused: (closeCode: number) =>
    `Discord refused the bot (close code ${closeCode}): check its settings in the Discord developer portal.`,
  commandsRefused: (status: number, reason: string) => `Discord refused the commands (${status}): ${reason}`,
  notRegistered: (reason: string) => `The commands could not be registered: ${reason}.`,
} as const;

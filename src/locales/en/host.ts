/** Sentences for the person who runs the program: at its start, about its settings, models, database and queue. */

import { counted } from './common.ts';

type Download = { model: string; folder: string; host: string; status: number };

const copyFiles = (folder: string): string => `copy the files to ${folder}`;

export const hostTexts = {
  settings: {
    wrong: (problems: string) => `Please fix these settings: ${problems}.`,
    unreadable: (path: string) =>
      `I cannot read the settings in ${path}. It must be a file, and this user must be allowed to read it.`,
    sharding: 'SHARD_COUNT must be the total number of shards, and SHARDS must be numbers below it',
    storeUrl:
      'STORE_URL must begin with sqlite://, redis:// or postgres://; leave it empty for a file in DATA_DIR.',
  },
  start: {
    noToken:
      'DISCORD_TOKEN is missing, so there is no bot to start: set it as .env.example shows, or try `npm run demo`, which needs no settings.',
    noQueue:
      'QUEUE_URL is missing, so there is no work for a worker: give the worker and the bot the address of the same Redis, or run the bot alone, which needs no workers.',
    portTaken: (port: number) => `Port ${port} is in use by another program: choose another HTTP_PORT.`,
    failed: (reasons: string) => `SceneScore could not start: ${reasons}`,
    tryAgain: 'Check this machine’s network, and start it again in a minute.',
    join: ', because of ',
  },
  deploy: {
    usage: 'Usage: npm run deploy-commands -- [--guild SERVER_ID]',
    noToken: 'DISCORD_TOKEN is missing: set it to your bot’s token, as .env.example shows.',
    badServer: 'The server’s id must be a number of 15 to 20 digits.',
    done: (names: readonly string[], serverId: string | undefined) =>
      `Registered ${names.length} commands ${serverId === undefined ? 'everywhere' : `on the server ${serverId}`}: ${names.join(', ')}.`,
  },
  queue: {
    unreachable:
      'The queue cannot be reached: check that Redis runs and that QUEUE_URL is its address, or leave QUEUE_URL empty.',
  },
  models: {
    badName: (name: string) =>
      `"${name}" is not a model's name. A name looks like owner/name, or is a folder in MODELS_DIR.`,
    unknownName: (name: string, known: readonly string[]) =>
      `I know no model called "${name}". I know ${known.join(', ')}; any other is named by EMBEDDER.`,
    /** What happened to a download, and what to do. */
    troubles: {
      offline: ({ model, folder }: Download) =>
        `MODELS_OFFLINE is set, so I did not download ${model}. Unset it, or ${copyFiles(folder)}.`,
      unreachable: ({ host, folder }: Download) =>
        `I could not reach ${host}. Check this machine's connection and firewall, set HF_ENDPOINT to a mirror, or ${copyFiles(folder)}.`,
      stalled: ({ host, folder }: Download) =>
        `${host} stopped sending. Try again, and the download picks up where it stopped; or set HF_ENDPOINT to a mirror, or ${copyFiles(folder)}.`,
      brokenOff: ({ host }: Download) =>
        `The connection to ${host} broke off several times. Try again: the download picks up where it stopped.`,
      busy: ({ host, status }: Download) =>
        `${host} is having trouble (status ${status}). Try again in a few minutes: the download picks up where it stopped.`,
      refused: ({ model, host, status, folder }: Download) =>
        `${host} won't give me ${model} (status ${status}): there is no such public model, or it needs an account. Check its name, or ${copyFiles(folder)}.`,
      notFound: ({ model, host, folder }: Download) =>
        `${host} does not have ${model} in the form I need. Check its name and HF_ENDPOINT, or ${copyFiles(folder)}.`,
      redirected: ({ host }: Download) =>
        `${host} sent me on to an address that I do not follow. Check HF_ENDPOINT.`,
      wrongFile: ({ model, host, folder }: Download) =>
        `What ${host} sent for ${model} is not the file I expected, so I threw it away. Check that no proxy answers in its place, check HF_ENDPOINT, or ${copyFiles(folder)}.`,
      diskFull: ({ model, folder }: Download) =>
        `There is no room for ${model} in ${folder}. Free some, or set MODELS_DIR to a folder on another disk.`,
      unwritable: ({ folder }: Download) =>
        `I cannot write to ${folder}. Check the folder and its permissions, or set MODELS_DIR to another.`,
    },
  },
  store: {
    cutShort:
      'Restoring this database was cut short, so only a part is in it: run `scenescore restore` again.',
    tooNew: 'This was written by a newer SceneScore, and I could damage it. Update the program first.',
    cannotWrite: (file: string) => `I cannot write to ${file}. Check the folder and its permissions.`,
    noBackup: (file: string) =>
      `${file} is not a SceneScore backup, or not a complete one. Nothing was changed; try another file.`,
    notEmpty: 'The database you want to copy to is not empty. Give me an empty one.',
  },
} as const;

/** What the bot says to its host about Discord. */
export const startup = {
  ready: (name: string, servers: number, invite: string) =>
    `${name} is ready, in ${counted(servers, 'server')}. Invite it with ${invite}`,
  badToken:
    'Discord does not accept DISCORD_TOKEN: copy it again from the Discord developer portal (Bot, Reset Token).',
  refused: (closeCode: number) =>
    `Discord refused the bot (close code ${closeCode}): check its settings in the Discord developer portal.`,
  commandsRefused: (status: number, reason: string) => `Discord refused the commands (${status}): ${reason}`,
  notAllowed: (status: number, reason: string) =>
    `Discord refused the commands (${status}): ${reason}. Check DISCORD_CLIENT_ID; with --guild or DISCORD_GUILD_ID check the server's id, and add the bot to that server first.`,
  notRegistered: (reason: string) => `I could not register the commands: ${reason}.`,
} as const;

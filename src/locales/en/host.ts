/** Sentences for the person who runs the program: at its start, about its settings, models, database and queue. */

export const hostTexts = {
  settings: {
    wrong: (problems: string) => `Please fix these settings: ${problems}.`,
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
  },
  store: {
    tooNew: 'This was written by a newer SceneScore, and I could damage it. Update the program first.',
    cannotWrite: (file: string) => `I cannot write to ${file}. Check the folder and its permissions.`,
    noBackup: (file: string) =>
      `${file} is not a SceneScore backup, or not a complete one. Nothing was changed; try another file.`,
    notEmpty: 'The database you want to copy to is not empty. Give me an empty one.',
  },
} as const;

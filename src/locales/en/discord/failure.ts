export const failure = {
  bug: (reference: string) =>
    `Something went wrong on my side, and it is not your fault. Please try again; if it happens again, give the person who runs this bot the code \`${reference}\`.`,
  service: (service: string) => `I could not reach ${service} just now. Please try again in a few minutes.`,
  tooLong:
    'This took longer than it should, so I stopped. Please try again, perhaps with a shorter playlist.',
  restarting: 'I am restarting and could not finish this. Please ask me again in a minute.',
  closing: 'I am restarting. Please try again in a minute.',
  oldButton:
    'This button is from an older version of me. Run `/scenescore` again and I will make you a new one.',
  expired:
    'That answer is more than a month old, or was deleted, so I no longer have it. Run `/scenescore` again for a new one.',
  cannotPost:
    'I may not show pictures and cards in this channel, so only you can see this. A moderator can fix that by giving me the permissions **Embed Links** and **Attach Files** here.',
  notHere: 'I no longer know that command. Type `/` to see what I can do.',
} as const;

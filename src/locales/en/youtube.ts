/** Sentences about YouTube's lists. */
export const youtubeTexts = {
  mix: 'That is a mix which YouTube makes up for you alone: save its songs to a public or unlisted playlist and give me that link.',
  ownList:
    'YouTube shows your likes and Watch later to you alone: add the songs to a public or unlisted playlist and give me that link.',
  notFound:
    'YouTube shows me nothing there: it may be private or deleted. Make it public or unlisted, or attach an exported file.',
  busy: (when: string) =>
    `YouTube’s daily limit for this bot is used up: try again ${when}, or attach an exported file.`,
  keyRefused:
    'YouTube refuses this bot’s key: please tell the person who runs it, and attach an exported file meanwhile.',
  unreadable:
    'YouTube does not let me read that without a key: ask the person who runs this bot to set one, or attach an exported file.',
  gone: 'YouTube no longer shows it',
  untitled: 'it has no title',
} as const;

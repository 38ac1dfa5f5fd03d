import { counted, relativeTime, waysToGiveSongs } from './common.ts';

export const run = {
  noPlaylist: `Which songs should I choose from? You can ${waysToGiveSongs}.`,
  noDefault:
    'Which songs should I choose from? Set your playlist once with `/playlist set`, and this takes a single click; or run `/scenescore` with the photo and a playlist.',
  notLinked:
    'To use your liked songs, link your Spotify account first with `/spotify link`; or put a playlist link into `playlist:`.',
  likedOff:
    'Spotify accounts cannot be linked here, so I cannot see your liked songs. Put a playlist link into `playlist:`, or attach a file as `file:`.',
  alreadyRunning: 'I am still working on your last photo. One at a time, please.',
  full: 'A lot of people are asking me right now. Please try again in a minute.',
  cooldown: (readyAt: number) =>
    `One moment, please: I am ready for your next photo ${relativeTime(readyAt)}.`,
  waiting: (place: number, minutes: number | null) => {
    const where = place === 1 ? 'You are next in line' : `You are number ${place} in line`;
    if (minutes === null) return `⏳ ${where}.`;
    return `⏳ ${where}: ${minutes === 1 ? 'about a minute' : `about ${minutes} minutes`}.`;
  },
  notKept: 'I could not save this answer, so it has no buttons. Everything else works.',
  late: (mention: string) => `${mention} here is your answer; thank you for waiting.`,
} as const;

export const progress = {
  stages: {
    starting: 'Looking at your photo',
    model: 'Getting ready (a first-time download)',
    playlist: 'Opening the playlist',
    lyrics: 'Looking for the lyrics',
    reading: 'Getting a feel for the songs',
    comparing: 'Comparing them with your photo',
    explaining: 'Putting it into words',
  },
  songsDone: (done: number, total: number) => `${done} of ${counted(total, 'song')}`,
  percent: (percent: number) => `${percent} %`,
  seen: (caption: string) => `I see: ${caption}`,
  from: (title: string, count: number) => `${title} · ${counted(count, 'song')}`,
} as const;

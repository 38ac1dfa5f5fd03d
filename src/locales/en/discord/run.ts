import { counted, relativeTime, waysToGiveSongs } from '../common.ts';

export const run = {
  noPlaylist: `Which songs should I choose from? You can ${waysToGiveSongs}.`,
  noDefault:
    'Which songs should I choose from? Set your playlist once with `/playlist set`, and from then on this takes a single click; or run `/scenescore` with the photo and a playlist.',
  notLinked:
    'To use your liked songs, link your Spotify account first with `/spotify link`; or put a playlist link into `playlist:`.',
  likedOff:
    'Spotify accounts cannot be linked here, so I cannot see your liked songs. Put a playlist link into `playlist:`, or attach a file as `file:`.',
  /** `reason` says why it cannot be read. */
  usualLost: (title: string, reason: string) =>
    `${reason} That was the default playlist, ${title}: \`/playlist set\` chooses another one.`,
  tooManyLinks: (count: number, most: number) => `That makes ${count} links; I can take up to ${most}.`,
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
  answerFor: (mention: string) => `An answer for ${mention}`,
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
  seen: (caption: string) => `I see: ${caption}`,
  from: (title: string, count: number) => `${title} · ${counted(count, 'song')}`,
} as const;

export const failure = {
  bug: (reference: string) =>
    `Something went wrong on my side, and it is not your fault. Please try again; if it happens again, give the person who runs this bot the code \`${reference}\`.`,
  service: (service: string) => `${service} did not answer just now. Please try again in a few minutes.`,
  tooLong:
    'This took longer than it should, so I stopped. Please try again, perhaps with a shorter playlist.',
  restarting: 'I am restarting and could not finish this. Please ask me again in a minute.',
  closing: 'I am restarting. Please try again in a minute.',
  oldButton:
    'This button is from an older version of me. Run `/scenescore` again and I will make you a new one.',
  expired:
    'That answer is more than a month old, or was deleted, so I no longer have it. Run `/scenescore` again for a new one.',
  cannotPost:
    'I am not allowed to show pictures and cards in this channel, so only you can see this. A moderator can fix that by giving me the permissions **Embed Links** and **Attach Files** here.',
  tooManyPresses: 'That was a lot at once. Please give me a moment, then try again.',
  notHere: 'I no longer know that command. Type `/` to see what I can do.',
} as const;

/** What is wrong with an attached photo or playlist file. */
export const photo = {
  notAnImage: 'That file is not a picture I can read. Please attach a JPEG, PNG, WebP, GIF or AVIF.',
  tooLarge: (maxMegabytes: number) =>
    `That picture is too large. Please attach one of at most ${maxMegabytes} MB.`,
  empty: 'That picture is empty. Please attach it again.',
  gone: 'I could not fetch that picture: its link has expired or it was deleted. Please attach it again.',
  foreignHost: 'I only fetch pictures that were uploaded to Discord. Please attach the picture itself.',
  noneInMessage: 'There is no picture in that message. Choose a message with a photo, or use `/scenescore`.',
} as const;

export const file = {
  tooLarge: (maxMegabytes: number) =>
    `That playlist file is too large. Please attach one of at most ${maxMegabytes} MB.`,
  empty: 'That playlist file is empty. Please export the playlist again and attach the new file.',
  gone: 'I could not fetch that file: its link has expired or it was deleted. Please attach it again.',
  foreignHost: 'I only fetch files that were uploaded to Discord. Please attach the file itself.',
} as const;

export const sound = {
  ...file,
  tooLarge: (maxMegabytes: number) =>
    `That music is too large. Please attach files of at most ${maxMegabytes} MB in all.`,
  empty: 'That music file is empty. Please attach it again.',
} as const;

export const soundtrack = {
  title: (photos: number, playlist: string) =>
    photos === 1
      ? `🎞️ The soundtrack of your photo, from **${playlist}**`
      : `🎞️ The soundtrack of your ${photos} photos, from **${playlist}**`,
  photo: (number: number, percent: string) => `Photo ${number} · ${percent}`,
  together: 'Chosen together, so that each photo has a song of its own.',
  modalTitle: 'A soundtrack for your photos',
  photosLabel: 'Your photos',
  photosHint: 'One to ten; each gets a song of its own.',
  playlistLabel: 'Your playlist',
  playlistHint: 'A link, or “liked” for your liked songs. Leave it empty for your default.',
  fileLabel: 'Or a playlist file',
  fileHint: 'CSV, M3U, XSPF, JSON or text; or a song.',
  feelingLabel: 'What are you looking for?',
  fileAlone:
    'I have your file, but no photos: attach them as `image1:` to `image10:`, or run `/soundtrack` without any options and add everything in the window that opens.',
  tooLarge: (maxMegabytes: number) =>
    `Together, those pictures are too large. Please attach pictures of at most ${maxMegabytes} MB in all.`,
} as const;

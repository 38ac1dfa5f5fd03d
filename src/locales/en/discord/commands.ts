import { counted, relativeTime, waysToGiveSongs } from '../common.ts';

export const help = {
  title: 'SceneScore',
  what: 'Give me a photo and a playlist, and I find the songs in it that feel most like that moment.',
  how: [
    '`/scenescore` with a photo as `image:`; or right-click a message with a photo, then *Apps* and *Score this photo*.',
    `For the songs, ${waysToGiveSongs}.`,
    'In `feeling:` you can say what you are looking for; `count:` gives you up to ten songs.',
    'Under an answer, *Refine* takes your words (“more hopeful”, “no love songs”), and *Story card* draws the photo with its song.',
    'Rate the songs with the buttons, or with reactions: I learn your taste from them.',
    '*Preview* plays the songs, *Save as playlist* exports them.',
    '`/soundtrack` with several photos gives each a song of its own; so does *Score this photo* on a message with several.',
  ],
  featuresTitle: 'Switched on here',
  on: (name: string, detail: string) => `✅ **${name}** · ${detail}`,
  off: (name: string, detail: string) => `➖ **${name}** · ${detail}`,
  footer: (version: string) => `SceneScore ${version} · /privacy shows what is kept`,
} as const;

export const history = {
  title: 'Your last answers',
  on: 'From now on I keep a list of your answers, each for 30 days. `/history show` shows it to you alone, `/history off` stops it.',
  off: 'I no longer keep a list of your answers.',
  isOff: 'I keep no list of your answers. `/history on` starts one that only you can see.',
  empty: 'Your list is empty so far: it starts with your next photo.',
  line: (at: number, song: string) => `${relativeTime(at)} · ${song}`,
  open: 'open',
  note: 'Answers stay here for 30 days. `/history off` stops the list.',
} as const;

export const playlist = {
  needsManageServer:
    'Only people with the permission **Manage Server** can change the playlist of this server. You can set your own with `/playlist set` and `scope: just for me`.',
  onlyInServer:
    'A server playlist can only be set in a server I have been added to. You can set your own here with `scope: just for me`.',
  likedIsYours:
    'Liked songs are each person’s own, so they cannot be a server’s playlist. Choose a playlist link for the server, or set them with `scope: just for me`.',
  setMine: (title: string, count: number) =>
    `Your default playlist is now **${title}** (${counted(count, 'song')}). Just run \`/scenescore\` with a photo.`,
  setServer: (title: string, count: number) =>
    `The default playlist of this server is now **${title}** (${counted(count, 'song')}).`,
  mine: (playlist: string) => `**Yours:** ${playlist}`,
  server: (playlist: string) => `**This server's:** ${playlist}`,
  read: (count: number, at: number) => `${counted(count, 'song')}, read ${relativeTime(at)}`,
  none: 'none yet',
  order: "I take the playlist you give, then yours, then the server's.",
  howTo: `To give me songs, ${waysToGiveSongs}.`,
  clearedMine: 'Your default playlist is cleared.',
  clearedServer: 'The default playlist of this server is cleared.',
  choiceMine: (title: string) => `Yours: ${title}`,
  choiceServer: (title: string) => `This server's: ${title}`,
  choiceRecent: (title: string) => `Used before: ${title}`,
  choiceSpotify: (title: string) => `From Spotify: ${title}`,
  choiceMusicServer: (title: string) => `From the music server: ${title}`,
  choiceLiked: 'Your liked songs on Spotify',
} as const;

export const privacy = {
  title: 'What I keep about you',
  show: [
    '**Photos:** looked at, then discarded; the description is kept for a day under a fingerprint of the file, without your name. A small copy stays in the answer on Discord, until that message is deleted.',
    '**Answers:** the description of the photo, your words and the songs shown, for 30 days, so that the buttons work; all songs of the playlist for a week, so that you can refine.',
    '**Ratings:** which songs you said fit, how they compared, what the photo felt like (numbers and moods, no description) and in which server, until you delete them. I learn your taste from them; what at least three members of a server agree on also counts a little for members who have rated less.',
    '**Settings:** your default playlist and the last five you used.',
    '**History:** a list of your answers with links to them, only if you started one with `/history on`.',
    '**Spotify:** if you linked it, the key that lets me read your playlists (and create private ones, if you allowed that), encrypted.',
    '**Lyrics:** never kept and never shown.',
  ],
  services: (names: string) => `**Who else sees something:** ${names}.`,
  noServices: "**Who else sees something:** nobody; everything runs on this bot's own computer.",
  commands: '`/privacy export` gives you all of it as a file, `/privacy delete` deletes it.',
  export: (part: number) =>
    part === 1 ? 'Here is everything I keep about you.' : `More of what I keep about you: part ${part}.`,
  exportFile: (part: number) => `scenescore-my-data${part === 1 ? '' : `-${part}`}.json`,
  exportBusy: 'A file like that is being made right now. Please try again in a minute.',
  nothingKept: 'I keep nothing about you.',
  deleted: (parts: string) => `Deleted: ${parts}. I no longer keep anything about you.`,
  parts: {
    settings: 'your playlists and settings',
    ratings: (count: number) => counted(count, 'rating'),
    results: (count: number) => counted(count, 'answer'),
    spotify: 'the link with Spotify',
  },
} as const;

export const spotify = {
  off: 'Linking Spotify is not switched on here. Playlist links and files work without it.',
  link: 'Press **Open Spotify** and agree: I may then read your playlists and liked songs, and nothing else.',
  /** Follows `link` where Spotify cannot call the bot. */
  pasteSteps:
    'After you agree, your browser ends on a page that does not load: copy its whole address, come back here, press **Paste the address** and paste it.',
  open: 'Open Spotify',
  pasteButton: 'Paste the address',
  modalTitle: 'Link Spotify',
  modalLabel: 'The address your browser landed on',
  linked: (name: string) =>
    `Linked with Spotify as **${name}**. Try \`playlist: liked\`, or start typing there to see your playlists.`,
  status: (name: string, goodUntil: number) =>
    `Linked with Spotify as **${name}**. It expires ${relativeTime(goodUntil)}; then link it again.`,
  notLinked: 'No Spotify account is linked. `/spotify link` takes a minute.',
  unlinked: 'Your Spotify account is unlinked, and everything I kept for it is deleted.',
} as const;

export const taste = {
  title: 'Your taste',
  howTo: 'Use 👍 and 👎 under an answer, or react to it with 1️⃣ to 🔟.',
  kept: (ratings: number, answers: number) =>
    `I keep ${counted(ratings, 'rating')} of yours, from ${counted(answers, 'answer')}.`,
  counts: (fits: number, fitsNot: number) => `👍 ${fits} · 👎 ${fitsNot}`,
  weighed: 'Your ratings influenced the order.',
  weighedSongs:
    'Your ratings influenced the order. Songs you rated for a photo like this one moved a little.',
  weighedByServer: 'What people in this server rated well influenced the order.',
  counted: 'Your next answers take this into account. /taste reset forgets all of it.',
  reset: (ratings: number) =>
    ratings === 0
      ? 'There was nothing to delete: you have not rated any songs.'
      : `Deleted: ${ratings === 1 ? 'your one rating' : `your ${ratings} ratings`}.`,
} as const;

/** The pages that a browser shows while a Spotify account is linked. */
export const linkPages = {
  nothingLinked: 'Nothing was linked',
  almostThere: 'Almost there',
  failed: 'That did not work',
  spotifyAccount: 'Spotify account:',
  shownAs: (name: string) => `(shown as “${name}”)`,
  discordAccount: 'Discord account:',
  confirm: {
    title: 'Link these two accounts?',
    text: 'Once they are linked, the owner of this Discord account can see the private playlists and liked songs of this Spotify account. If either account is not yours, somebody sent you their link: close this page, and nothing is linked.',
    button: 'Both are mine: link them',
  },
  linked: {
    title: 'Your songs are in reach',
    text: 'They are linked now. You can close this page and ask SceneScore for your playlists, or for `liked`.',
    undo: 'That is not me: undo it',
  },
  undone: {
    title: 'Undone',
    text: 'The link is gone, and SceneScore has forgotten what it was given. To be thorough, you can also remove SceneScore from the list of apps in your Spotify account.',
  },
  nothingToUndo: {
    title: 'Nothing to undo',
    text: 'There is no link from this browser to undo. `/spotify unlink` in Discord removes your own.',
  },
  notAsked:
    'Spotify could not be asked just now, so nothing was linked. Please wait a little and use `/spotify link` again.',
  bug: (code: string) =>
    `Something went wrong on our side, so nothing was linked. Please use \`/spotify link\` again; if it happens again, give the person who runs this bot the code \`${code}\`.`,
  nothingHere: {
    title: 'Nothing here',
    text: 'SceneScore lives in Discord: try `/scenescore` there.',
  },
} as const;

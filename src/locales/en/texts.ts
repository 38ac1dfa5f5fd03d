/** Every sentence the Discord side says, in English, in one place. Names from outside come in escaped. */
import { actionTexts } from './action-texts.ts';
import { songTexts } from './song-texts.ts';

const listThree =
  'put a link into `playlist:`, attach a file (CSV, M3U, JSON, …) as `file:`, or set a default once with `/playlist set`';

/** A moment as everybody sees it in their own time zone. */
const at = (ms: number): string => `<t:${Math.ceil(ms / 1000)}:R>`;

const songs = (count: number): string => (count === 1 ? '1 song' : `${count} songs`);
const results = (count: number): string => (count === 1 ? '1 answer' : `${count} answers`);

export const texts = {
  ready: (name: string, servers: number, invite: string) =>
    `${name} is ready, in ${servers === 1 ? '1 server' : `${servers} servers`}. Invite it with ${invite}`,
  failure: {
    bug: (reference: string) =>
      `Something went wrong on my side, and it is not your fault. Please try again; if it happens again, tell whoever runs this bot the code \`${reference}\`.`,
    service: (service: string) => `I could not reach ${service} just now. Please try again in a few minutes.`,
    tooLong:
      'This took longer than it should, so I stopped. Please try again, perhaps with a shorter playlist.',
    restarting: 'I am being restarted and could not finish this. Please ask me again in a minute.',
    closing: 'I am just being restarted. Please try again in a minute.',
    oldButton:
      'This button is from an older version of me. Run `/scenescore` again and I will make you a new one.',
    expired:
      'That answer is more than a month old, or was deleted, so I no longer have it. Run `/scenescore` again for a new one.',
    cannotPost:
      'I may not show pictures and cards in this channel, so this is for your eyes only. A moderator can mend that by giving me the permissions **Embed Links** and **Attach Files** here.',
    notHere: 'That is not a command I know any more. Type `/` to see what I can do.',
  },
  photo: {
    notAnImage: 'That file is not a picture I can read. Please attach a JPEG, PNG, WebP, GIF or AVIF.',
    tooLarge: (maxMegabytes: number) =>
      `That picture is too large for me. Please attach one of at most ${maxMegabytes} MB.`,
    empty: 'That picture is empty. Please attach it again.',
    gone: 'I could not fetch that picture: its link has expired or it was deleted. Please attach it again.',
    foreignHost: 'I only fetch pictures that were uploaded to Discord. Please attach the picture itself.',
    noneInMessage:
      'There is no picture in that message. Choose a message with a photo, or use `/scenescore`.',
  },
  file: {
    tooLarge: (maxMegabytes: number) =>
      `That playlist file is too large for me. Please attach one of at most ${maxMegabytes} MB.`,
    empty: 'That playlist file is empty. Please export the playlist again and attach the new file.',
    gone: 'I could not fetch that file: its link has expired or it was deleted. Please attach it again.',
  },
  run: {
    noPlaylist: `Which songs shall I choose from? You can ${listThree}.`,
    noDefault:
      'Which songs shall I choose from? Set your playlist once with `/playlist set`, and this takes a single click; or run `/scenescore` with the photo and a playlist.',
    notLinked:
      'To use your liked songs, link your Spotify account first with `/spotify link`; or put a playlist link into `playlist:`.',
    likedOff:
      'Spotify accounts cannot be linked here, so I cannot see your liked songs. Put a playlist link into `playlist:`, or attach a file as `file:`.',
    alreadyRunning: 'I am still working on your last photo. One at a time, please.',
    full: 'A lot of people are asking me right now. Please try again in a minute.',
    cooldown: (readyAt: number) => `One moment, please: I am ready for your next photo ${at(readyAt)}.`,
    waiting: (place: number, minutes: number | null) => {
      const where = place === 1 ? 'You are next in line' : `You are number ${place} in line`;
      if (minutes === null) return `⏳ ${where}.`;
      return `⏳ ${where}: ${minutes === 1 ? 'about a minute' : `about ${minutes} minutes`}.`;
    },
    notKept: 'I could not keep this answer, so it comes without buttons. Everything else is as it should be.',
    late: (mention: string) => `${mention} here is your answer at last; thank you for waiting.`,
  },
  progress: {
    starting: 'Looking at your photo',
    model: 'Getting ready (a first-time download)',
    playlist: 'Opening the playlist',
    lyrics: 'Looking for the lyrics',
    reading: 'Feeling my way into the songs',
    comparing: 'Comparing them with your photo',
    explaining: 'Finding words for it',
    songsDone: (done: number, total: number) => `${done} of ${songs(total)}`,
    percent: (percent: number) => `${percent} %`,
    seen: (caption: string) => `I see: ${caption}`,
    from: (title: string, count: number) => `${title} · ${songs(count)}`,
  },
  ranking: {
    sceneTitle: 'The feeling of your photo',
    seen: (caption: string) => `*${caption}*`,
    understood: (told: string) => `✨ ${told}`,
    moodEnds: ['gloomy', 'bright'],
    energyEnds: ['calm', 'lively'],
    mood: 'Mood',
    energy: 'Energy',
    best: (percent: string) => `🏆 Best match · ${percent}`,
    percent: (percent: number) => `${percent} %`,
    by: (artists: string) => `by ${artists}`,
    unknownArtist: 'unknown artist',
    theRest: 'Also close',
    theRestLater: (from: number, to: number) => (from === to ? `Number ${from}` : `Numbers ${from} to ${to}`),
    why: (reason: string) => `Why: ${reason}`,
    listen: 'Listen',
    read: (read: number, total: number, title: string) =>
      read === total
        ? `Read all ${songs(total)} of “${title}”`
        : `Read ${read} of ${songs(total)} of “${title}”`,
    fromLyrics: (count: number) => `${count} from their lyrics`,
    fromMetadata: (count: number) => `${count} from what is known about them`,
    fromTitle: (count: number) => `${count} from the title alone`,
    skipped: (count: number) => `${songs(count)} left out`,
    moreNotices: (count: number) => (count === 1 ? 'and one more remark' : `and ${count} more remarks`),
    react: (lastKeycap: string | null) =>
      lastKeycap === null
        ? 'React with 👍 or 👎 to rate it.'
        : `React with 1️⃣ to ${lastKeycap} for a song that fits, or with 👍 or 👎 for the best match.`,
    page: (page: number, pages: number) => `Page ${page} of ${pages}`,
    previous: 'Previous',
    next: 'Next',
    fits: 'Good choice',
    fitsNot: 'Not this one',
    whySelect: 'Why this one? Choose a song',
  },
  ...actionTexts,
  ...songTexts,
  why: {
    title: (rank: number) => `Why number ${rank}?`,
    features: {
      valence: 'Mood',
      energy: 'Energy',
      moods: 'Shades of feeling',
      themes: 'Themes',
      words: 'Meaning',
      light: 'Light and colour',
    },
    unread: 'could not be read',
    weight: (percent: number) => `counts for ${percent} %`,
    contrast: (percent: number) => `counts for ${percent} %, and you like a contrast here`,
    percentile: (percent: number) =>
      `A match of ${percent} % is closer than ${percent} in 100 of those that the songs of this playlist have with other photos.`,
    basis: {
      lyrics: 'I read this song from its lyrics.',
      metadata: 'I found no lyrics for this song, so I read it from what is known about it.',
      title: 'I knew nothing of this song but its title, so take this with a pinch of salt.',
    },
  },
  rating: {
    fits: (title: string) => `👍 Noted: **${title}** fits. Press again to take it back.`,
    fitsNot: (title: string) => `👎 Noted: **${title}** does not fit. Press again to take it back.`,
    takenBack: (title: string) => `Your rating of **${title}** is taken back.`,
  },
  playlist: {
    needsManageServer:
      'Only people with the permission **Manage Server** can change the playlist of this server. You can set your own with `/playlist set` and `scope: just for me`.',
    onlyInServer:
      'A server playlist can only be set in a server where I was added. You can set your own here with `scope: just for me`.',
    likedIsYours:
      'Liked songs are each person’s own, so they cannot be a server’s playlist. Choose a playlist link for the server, or set them with `scope: just for me`.',
    setMine: (title: string, count: number) =>
      `Your default playlist is now **${title}** (${songs(count)}). Just run \`/scenescore\` with a photo.`,
    setServer: (title: string, count: number) =>
      `The default playlist of this server is now **${title}** (${songs(count)}).`,
    mine: (playlist: string) => `**Yours:** ${playlist}`,
    server: (playlist: string) => `**This server's:** ${playlist}`,
    read: (count: number, at: number) => `${songs(count)}, read <t:${Math.floor(at / 1000)}:R>`,
    none: 'none yet',
    order: "I take the playlist you give, then yours, then the server's.",
    howTo: `To give me songs, ${listThree}.`,
    clearedMine: 'Your default playlist is cleared.',
    clearedServer: 'The default playlist of this server is cleared.',
    choiceMine: (title: string) => `Yours: ${title}`,
    choiceServer: (title: string) => `This server's: ${title}`,
    choiceRecent: (title: string) => `Used before: ${title}`,
    choiceSpotify: (title: string) => `From Spotify: ${title}`,
    choiceLiked: 'Your liked songs on Spotify',
  },
  spotify: {
    off: 'Linking Spotify is not switched on here. Playlist links and files work without it.',
    link: 'Press **Open Spotify** and agree: I may then read your playlists and liked songs, and nothing else.',
    linkByPasting:
      'Press **Open Spotify** and agree: I may then read your playlists and liked songs, and nothing else.\nYour browser ends on a page that does not load. Copy its whole address, come back here, press **Paste the address** and put it in.',
    open: 'Open Spotify',
    pasteButton: 'Paste the address',
    modalTitle: 'Link Spotify',
    modalLabel: 'The address your browser landed on',
    linked: (name: string) =>
      `Linked with Spotify as **${name}**. Try \`playlist: liked\`, or start typing there to see your playlists.`,
    status: (name: string, goodUntil: number) =>
      `Linked with Spotify as **${name}**. The link runs out <t:${Math.floor(goodUntil / 1000)}:R>; then link again.`,
    notLinked: 'No Spotify account is linked. `/spotify link` does it in a minute.',
    unlinked: 'Your Spotify account is unlinked, and what I kept for it is deleted.',
  },
  taste: {
    title: 'Your taste',
    howTo: 'Use 👍 and 👎 under an answer, or react to it with 1️⃣ to 🔟.',
    kept: (ratings: number, answers: number) =>
      `I keep ${ratings === 1 ? '1 rating' : `${ratings} ratings`} of yours, from ${results(answers)}.`,
    counts: (fits: number, fitsNot: number) => `👍 ${fits} · 👎 ${fitsNot}`,
    weighed: 'Your ratings had a say in the order.',
    weighedByServer: 'What people in this server rated well had a say in the order.',
    counted: 'Your next answers are weighed with it. /taste reset forgets it all.',
    reset: (ratings: number) =>
      ratings === 0
        ? 'There was nothing to delete: you have not rated a song.'
        : `Deleted: ${ratings === 1 ? 'your one rating' : `your ${ratings} ratings`}.`,
  },
  privacy: {
    title: 'What I keep about you',
    show: [
      '**Photos:** looked at, then let go; what I saw is remembered for a day under a fingerprint of the file, without your name. A small copy stays in the answer on Discord, until you delete that message.',
      '**Answers:** the description of the photo, your words and the songs shown, for 30 days, so that the buttons work; all songs of the playlist for a week, so that you can refine.',
      '**Ratings:** which song you found fitting, how it compared and in which server, until you delete them. I learn your taste from them; what at least three members of a server like together also counts a little for those there who rated less.',
      '**Settings:** your default playlist and the last five you used.',
      '**History:** a list of your answers with links to them, only if you began one with `/history on`.',
      '**Spotify:** if you linked it, the key that lets me read your playlists (and create private ones, if you allowed that), encrypted.',
      '**Lyrics:** never kept and never shown.',
    ],
    services: (names: string) => `**Who else sees something:** ${names}.`,
    noServices: "**Who else sees something:** nobody; everything is worked out on this bot's own computer.",
    commands: '`/privacy export` gives you all of it as a file, `/privacy delete` deletes it.',
    export: 'Here is everything I keep about you.',
    exportFile: 'scenescore-my-data.json',
    nothingKept: 'I keep nothing about you.',
    deleted: (parts: string) => `Deleted: ${parts}. I keep nothing about you any more.`,
    parts: {
      settings: 'your playlists and settings',
      ratings: (count: number) => (count === 1 ? '1 rating' : `${count} ratings`),
      results,
      spotify: 'the link with Spotify',
    },
  },
  help: {
    title: 'SceneScore',
    what: 'Give me a photo and a playlist, and I find the songs in it that feel most like that moment.',
    how: [
      '`/scenescore` with a photo as `image:`; or right-click a message with a photo, then *Apps* and *Score this photo*.',
      `For the songs, ${listThree}.`,
      'In `feeling:` you can say what you are looking for; `count:` gives you up to ten songs.',
      'Under an answer, *Refine* takes your words (“more hopeful”, “no love songs”), and *Story card* draws the photo with its song.',
      'Rate the songs with the buttons, or with reactions: I learn your taste from it.',
      '*Preview* lets you hear the songs, *Save as playlist* takes them along.',
      '`/soundtrack` with several photos gives each a song of its own; so does *Score this photo* on a message with several.',
    ],
    featuresTitle: 'Switched on here',
    on: (name: string, detail: string) => `✅ **${name}** · ${detail}`,
    off: (name: string, detail: string) => `➖ **${name}** · ${detail}`,
    footer: (version: string) => `SceneScore ${version} · /privacy says what is kept`,
  },
} as const;

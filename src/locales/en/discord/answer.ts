/** An answer, and everything its buttons do. */
import { counted } from '../common.ts';

export const ranking = {
  sceneTitle: 'The feeling of your photo',
  understood: (wish: string) => `✨ ${wish}`,
  moodEnds: ['gloomy', 'bright'],
  energyEnds: ['calm', 'lively'],
  mood: 'Mood',
  energy: 'Energy',
  best: (percent: string) => `🏆 Best match · ${percent}`,
  bestGuess: '🤔 My best guess',
  percent: (percent: number) => `${percent} %`,
  guess: 'a guess',
  otherGuess: 'another guess',
  by: (artists: string) => `by ${artists}`,
  unknownArtist: 'unknown artist',
  why: (reason: string) => `Why: ${reason}`,
  listen: 'Listen',
  read: (read: number, total: number, title: string) =>
    read === total
      ? `Read all ${counted(total, 'song')} of “${title}”`
      : `Read ${read} of ${counted(total, 'song')} of “${title}”`,
  fromLyrics: (count: number) => `${count} from their lyrics`,
  fromMetadata: (count: number) => `${count} from what is known about them`,
  fromTitle: (count: number) => `${count} from the title alone`,
  /** Which songs were read, and how many how. */
  print: (read: string, counts: readonly string[]) =>
    counts.length === 0 ? `${read}.` : `${read}: ${counts.join(', ')}.`,
  skipped: (count: number) => `${counted(count, 'song')} left out`,
  moreNotices: (count: number) => (count === 1 ? 'and one more remark' : `and ${count} more remarks`),
  react: (lastKeycap: string | null) =>
    lastKeycap === null
      ? 'React with 👍 or 👎 to rate it.'
      : `React with 1️⃣ to ${lastKeycap} for a song that fits, or with 👍 or 👎 for the best match.`,
  fits: 'Good choice',
  fitsNot: 'Not this one',
  whySelect: 'Why this one? Choose a song',
} as const;

export const actions = {
  refine: 'Refine',
  card: 'Story card',
  preview: 'Preview',
  save: 'Save as playlist',
} as const;

export const why = {
  title: (rank: number) => `Why number ${rank}?`,
  features: {
    valence: 'Mood',
    energy: 'Energy',
    moods: 'Shades of feeling',
    themes: 'Themes',
    words: 'Meaning',
  },
  unread: 'could not be read',
  weight: (percent: number) => `counts for ${percent} %`,
  contrast: (percent: number) => `counts for ${percent} %, and you like a contrast here`,
  chance: (percent: number) => `I think that ${percent} of 100 people would say its feeling fits.`,
  guess: 'I know too little about the photo or this song to say how well it fits.',
  basis: {
    lyrics: 'I read this song from its lyrics.',
    metadata: 'I found no lyrics for this song, so I read it from what is known about it.',
    title: 'I know only the title of this song, so take this with a pinch of salt.',
  },
} as const;

export const rating = {
  fits: (title: string) => `👍 Noted: **${title}** fits. Press again to take it back.`,
  fitsNot: (title: string) => `👎 Noted: **${title}** does not fit. Press again to take it back.`,
  takenBack: (title: string) => `Your rating of **${title}** is removed.`,
} as const;

export const describe = {
  button: 'Tell me what is in it',
  modalTitle: 'Tell me about this photo',
  label: 'What is in the photo?',
  hint: 'A sentence is enough. I read it in place of a caption.',
  example: 'two children flying a kite on a windy beach',
  nothing: 'You wrote nothing, so I left the answer as it is.',
  notYours:
    'Only the person who asked can tell me what is in this photo. With *Refine* you get an answer of your own.',
} as const;

export const refine = {
  modalTitle: 'Refine this answer',
  wordsLabel: 'What should change?',
  wordsHint: 'In your own words, in any language.',
  wordsExample: 'more hopeful, less busy, no love songs …',
  feelingLabel: 'How should it feel?',
  feelings: { brighter: 'Brighter', calmer: 'Calmer', sadder: 'Sadder', livelier: 'Livelier' },
  songsLabel: 'Which songs?',
  songs: { shown: 'Other songs', artist: 'Not this artist' },
  otherSongs: (wish: string) => `${wish} Other songs this time.`.trim(),
  otherArtists: (wish: string) => `${wish} Nothing by that artist this time.`.trim(),
  lostWords: 'I found no feeling or subject in your words.',
  noneLeft:
    'You have seen everything in this playlist that I could choose. Run `/scenescore` with another playlist, or refine the answer in another way.',
  captionLabel: 'What is in the photo?',
  captionHint: 'Correct me if I got it wrong.',
  nothing:
    'You changed nothing, so I left the answer as it is. Tell me what should change, or what I got wrong.',
  expired:
    'I keep the songs of a playlist for only a week, so I can no longer refine that answer. Run `/scenescore` again for a new one.',
} as const;

export const card = {
  title: 'Your story card',
  song: 'Song',
  noPhoto:
    'I no longer have the photo of that answer, so I cannot draw a card. Run `/scenescore` again with it.',
  failed: 'I could not draw that card just now. Please try again in a minute.',
} as const;

export const preview = {
  title: (count: number) => (count === 1 ? 'Half a minute of this song' : 'Half a minute of each song'),
  from: (place: string) => `from ${place}`,
  none: (link: string) => `no preview, but ${link}`,
  noneAtAll: 'no preview',
  note: 'These previews work for a few minutes. Press the button again for fresh ones.',
} as const;

export const save = {
  files: (count: number, order: 'answer' | 'rising') =>
    count === 1
      ? 'Here is the song as a playlist: **M3U** for players, **CSV** and **XSPF** for moving it to another service.'
      : `Here are the ${count} songs as a playlist, ${order === 'rising' ? 'from calm to lively' : 'in the order of the answer'}: **M3U** for players, **CSV** and **XSPF** for moving it to another service.`,
  orders: { answer: 'In the order of the answer', rising: 'From calm to lively' },
  onSpotify: 'Create it on Spotify',
  link: 'To create private playlists for you I need one more permission: press **Open Spotify** and agree. Then press **Create it on Spotify** again.',
  created: (link: string, count: number) =>
    `Done: ${link} is a private playlist of yours with ${counted(count, 'song')}.`,
  missing: (titles: string) => `Spotify does not have: ${titles}.`,
  name: (caption: string) => `SceneScore: ${caption}`,
  nameless: 'SceneScore',
} as const;

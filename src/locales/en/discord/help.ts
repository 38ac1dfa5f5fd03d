import { waysToGiveSongs } from './common.ts';

export const help = {
  title: 'SceneScore',
  what: 'Give me a photo and a playlist, and I find the songs in it that feel most like that moment.',
  how: [
    '`/scenescore` with a photo as `image:`; or right-click a message with a photo, then *Apps* and *Score this photo*.',
    `For the songs, ${waysToGiveSongs}.`,
    'In `feeling:` you can say what you are looking for; `count:` gives you up to ten songs.',
    'Under an answer, *Refine* takes your words (“more hopeful”, “no love songs”), and *Story card* draws the photo with its song.',
    'Rate the songs with the buttons, or with reactions: I learn your taste from it.',
    '*Preview* plays the songs, *Save as playlist* exports them.',
    '`/soundtrack` with several photos gives each a song of its own; so does *Score this photo* on a message with several.',
  ],
  featuresTitle: 'Switched on here',
  on: (name: string, detail: string) => `✅ **${name}** · ${detail}`,
  off: (name: string, detail: string) => `➖ **${name}** · ${detail}`,
  footer: (version: string) => `SceneScore ${version} · /privacy says what is kept`,
} as const;

/** Sentences about Apple Music's lists. */
export const appleMusicTexts = {
  privateLibrary:
    'That is in your private Apple Music library: share the playlist from the app and give me that link.',
  noSongs:
    'Apple Music shows me no songs there: it may be private, gone, or not offered in that country. Share it publicly from the app, or attach an exported file.',
  firstPart: (count: number) =>
    `Apple Music’s page shows ${count} songs, so there may be more: for all of them, attach an exported file.`,
  untitled: 'it has no title',
} as const;

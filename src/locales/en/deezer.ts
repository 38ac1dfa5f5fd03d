/** Sentences about Deezer's lists. */
export const deezerTexts = {
  notFound:
    'Deezer shows me nothing there: it may be private or deleted. Make it public, or attach an exported file.',
  unreadableRow: 'Deezer gave nothing that can be read',
} as const;

/** The part of `texts` about what can be done with an answer. */

export const actionTexts = {
  actions: {
    refine: 'Refine',
    card: 'Story card',
    preview: 'Preview',
    save: 'Save as playlist',
  },
  refine: {
    modalTitle: 'Refine this answer',
    wordsLabel: 'What shall be different?',
    wordsHint: 'In your own words, in any language.',
    wordsExample: 'more hopeful, less busy, no love songs …',
    captionLabel: 'What is in the photo?',
    captionHint: 'Correct me if I saw it wrong.',
    nothing:
      'You changed nothing, so I left the answer as it is. Tell me what shall be different, or what I saw wrong.',
    expired:
      'I remember all songs of a playlist for a week only, so I cannot refine that answer any more. Run `/scenescore` again for a new one.',
  },
  card: {
    title: 'Your story card',
    shape: 'Shape',
    shapes: { story: 'Portrait, for a story', landscape: 'Landscape', square: 'Square' },
    song: 'Song',
    noPhoto:
      'I no longer have the photo of that answer, so I cannot draw a card. Run `/scenescore` again with it.',
    failed: 'I could not draw that card just now. Please try again in a minute.',
  },
} as const;

export const soundtrack = {
  title: (photos: number, playlist: string) =>
    photos === 1
      ? `🎞️ The soundtrack of your photo, from **${playlist}**`
      : `🎞️ The soundtrack of your ${photos} photos, from **${playlist}**`,
  photo: (number: number, percent: string) => `Photo ${number} · ${percent}`,
  together: 'Chosen together, so that each photo has a song of its own.',
  tooLarge: (maxMegabytes: number) =>
    `Those pictures are too large together. Please attach pictures of at most ${maxMegabytes} MB in all.`,
} as const;

/** What stands on pictures, and their alt texts. */
export const pictures = {
  untitled: 'Untitled',
  photo: 'your photo',
  corners: {
    tense: 'tense & stormy',
    bright: 'bright & lively',
    sad: 'sad & quiet',
    calm: 'calm & tender',
  },
  feeling: { bright: 'bright', gloomy: 'gloomy', lively: 'lively', calm: 'calm', middle: 'in the middle' },
  noFeeling: 'no feeling read',
  song: (title: string, artists: string) => (artists === '' ? title : `${title} by ${artists}`),
  mapAlt: (photoFeeling: string, songs: readonly string[], others: number) => {
    const rest =
      others > 0 ? ` ${others} more ${others === 1 ? 'song is a small dot' : 'songs are small dots'}.` : '';
    return `Mood map, gloomy to bright from left to right, calm to lively from bottom to top. The photo is the star: ${photoFeeling}. Best matches: ${songs.join('; ')}.${rest}`;
  },
  cardAlt: (song: string, vibe: string) =>
    `Story card: the photo and the song ${song}.${vibe === '' ? '' : ` ${vibe}`}`,
} as const;

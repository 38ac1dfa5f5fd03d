/** Why a photo cannot be used. */
export const photos = {
  tooLarge: (megabytes: number, maxMegabytes: number) =>
    `That photo is ${megabytes} MB and I can take up to ${maxMegabytes} MB; please send a smaller copy.`,
  tooManyPixels: (megapixels: number, maxMegapixels: number) =>
    `That photo has ${megapixels} megapixels and I can take up to ${maxMegapixels}; please send a smaller copy.`,
  tooMuchMemory:
    'That photo would need too much memory to open; please send it as a plain JPEG, or a smaller copy.',
  tookTooLong: 'That photo took too long to open; please send a smaller copy.',
  unknownFormat: "That file isn't a photo I can read; please send a JPEG, PNG, WebP, AVIF, GIF or TIFF.",
  svg: "That's an SVG drawing, which I don't read; please save it as PNG or JPEG.",
  heic: "That's a HEIC photo, which this machine can't open; please save or share it as JPEG.",
  damaged: 'I could not open that photo; it seems to be damaged. Please save it again or send another one.',
} as const;

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

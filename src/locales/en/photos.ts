/** Why a photo cannot be used. */
export const photos = {
  tooLarge: (megabytes: number, maxMegabytes: number) =>
    `That photo is ${megabytes} MB and I can take up to ${maxMegabytes} MB; please send a smaller copy.`,
  tooManyPixels: (megapixels: number, maxMegapixels: number) =>
    `That photo has ${megapixels} megapixels and I can take up to ${maxMegapixels}; please send a smaller copy.`,
  unknownFormat: "That file isn't a photo I can read; please send a JPEG, PNG, WebP, AVIF, GIF or TIFF.",
  svg: "That's an SVG drawing, which I don't read; please save it as PNG or JPEG.",
  heic: "That's a HEIC photo, which this machine can't open; please save or share it as JPEG.",
  damaged: 'That photo seems damaged: I could not open it. Please save it again or send another one.',
} as const;

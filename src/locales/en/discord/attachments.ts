/** What is wrong with an attached photo or playlist file. */
export const photo = {
  notAnImage: 'That file is not a picture I can read. Please attach a JPEG, PNG, WebP, GIF or AVIF.',
  tooLarge: (maxMegabytes: number) =>
    `That picture is too large. Please attach one of at most ${maxMegabytes} MB.`,
  empty: 'That picture is empty. Please attach it again.',
  gone: 'I could not fetch that picture: its link has expired or it was deleted. Please attach it again.',
  foreignHost: 'I only fetch pictures that were uploaded to Discord. Please attach the picture itself.',
  noneInMessage: 'There is no picture in that message. Choose a message with a photo, or use `/scenescore`.',
} as const;

export const file = {
  tooLarge: (maxMegabytes: number) =>
    `That playlist file is too large. Please attach one of at most ${maxMegabytes} MB.`,
  empty: 'That playlist file is empty. Please export the playlist again and attach the new file.',
  gone: 'I could not fetch that file: its link has expired or it was deleted. Please attach it again.',
  foreignHost: 'I only fetch files that were uploaded to Discord. Please attach the file itself.',
} as const;

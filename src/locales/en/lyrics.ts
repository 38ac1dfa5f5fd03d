/** What people are told about where lyrics come from. */
export const lyricsTexts = {
  noFolder: (dir: string) => `I could not open the lyrics folder “${dir}”. Is the path right?`,
  serviceFailed: (name: string) =>
    `${name} did not answer for some songs, so they may have been read without their words.`,
};

/** What people are told about how their songs were read. */

const songs = (count: number): string => (count === 1 ? '1 song' : `${count} songs`);
const theirs = (count: number, one: string, many: string): string => (count === 1 ? one : many);

export const readerTexts = {
  notEnglish: (count: number) =>
    `${songs(count)} ${theirs(count, 'is', 'are')} not in English and ${theirs(count, 'was', 'were')} read from title and artist only.`,
  withoutWords: (count: number) =>
    count === 1
      ? '1 song has no words and was read from its title, genre and year.'
      : `${count} songs have no words and were read from their titles, genres and years.`,
  unreadableFile: 'I could not read that playlist file. Export it once more and try again.',
};

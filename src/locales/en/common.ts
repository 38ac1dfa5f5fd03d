/** Pieces that several tables of sentences share. */

/** "1 song", "3 songs". */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** A moment (ms since 1970) that Discord shows in each reader's own time zone, as "in 5 minutes". */
export const relativeTime = (ms: number): string => `<t:${Math.ceil(ms / 1000)}:R>`;

export const waysToGiveSongs =
  'put a link into `playlist:`, attach a file (CSV, M3U, JSON, …) as `file:`, or set a default once with `/playlist set`';

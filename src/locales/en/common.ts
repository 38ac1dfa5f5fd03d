/** Pieces that several tables of sentences share, and durations. */

/** "1 song", "3 songs". */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** A moment (ms since 1970) that Discord shows in each reader's own time zone, as "in 5 minutes". */
export const relativeTime = (ms: number): string => `<t:${Math.ceil(ms / 1000)}:R>`;

export const waysToGiveSongs =
  'put a link into `playlist:`, attach a file (CSV, M3U, JSON, …) as `file:`, or set a default once with `/playlist set`';

/** "in about 24 hours (at 14:32 UTC)": when a service that is over its limit may be asked again. */
export function waitWords(waitMs: number): string {
  const clock = `${new Date(Date.now() + waitMs).toISOString().slice(11, 16)} UTC`;
  const minutes = Math.ceil(waitMs / 60_000);
  if (minutes <= 1) return `in a minute (at ${clock})`;
  if (minutes < 100) return `in about ${minutes} minutes (at ${clock})`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `in about ${hours} hours (at ${clock})` : `in about ${Math.round(hours / 24)} days`;
}

/** "3 hours ago" */
export function agoWords(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  if (minutes < 100) return `${minutes} minute${minutes === 1 ? '' : 's'} ago`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} hours ago` : `${Math.round(hours / 24)} days ago`;
}

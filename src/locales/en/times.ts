/** When a service may be asked again, and how old something is. */

export const times = {
  /** `clock`: when that will be, as "14:32 UTC". */
  wait: (minutes: number, clock: string) => {
    if (minutes <= 1) return `in a minute (at ${clock})`;
    if (minutes < 100) return `in about ${minutes} minutes (at ${clock})`;
    const hours = Math.round(minutes / 60);
    return hours < 48 ? `in about ${hours} hours (at ${clock})` : `in about ${Math.round(hours / 24)} days`;
  },
  later: 'later',
  ago: (minutes: number) => {
    if (minutes < 100) return `${minutes} minute${minutes === 1 ? '' : 's'} ago`;
    const hours = Math.round(minutes / 60);
    return hours < 48 ? `${hours} hours ago` : `${Math.round(hours / 24)} days ago`;
  },
} as const;

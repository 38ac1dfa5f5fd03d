/** Says of each name whether it comes for the first time, of the last so many. */
export function createFirstSight({ most }: { most: number }): (name: string) => boolean {
  const seen = new Set<string>();
  return (name) => {
    if (seen.has(name)) return false;
    seen.add(name);
    if (seen.size > most) {
      // A set keeps the order of coming.
      for (const oldest of seen) {
        seen.delete(oldest);
        break;
      }
    }
    return true;
  };
}

/** How long those in a line may have to wait, judging by how long the last ones took whose turn it was. */

export interface UsualTime {
  /** One took so long, in milliseconds. */
  took(ms: number): void;
  /** For a place in line (1 is next) where `atOnce` are at work side by side; null where there is too little to go by. */
  waitMs(place: number, atOnce: number): number | null;
}

/** What is judged by: at least so many, and the latest so many. */
const fewest = 3;
const most = 20;

/** Judges by the median: one that hangs makes nobody's wait longer. */
export function createUsualTime(): UsualTime {
  /** The latest last. */
  const times: number[] = [];
  return {
    took(ms) {
      times.push(ms);
      times.splice(0, times.length - most);
    },
    waitMs(place, atOnce) {
      if (times.length < fewest || atOnce < 1) return null;
      const usual = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
      return (place * usual) / atOnce;
    },
  };
}

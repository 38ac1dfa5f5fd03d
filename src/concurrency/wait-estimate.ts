/** How long the next in line may have to wait, estimated from how long the latest jobs took. */

const minJobs = 3;
const maxJobs = 20;

/** Uses the median, so that one job that hangs changes nothing. */
export function createWaitEstimate() {
  const times: number[] = [];
  return {
    add(ms: number): void {
      times.push(ms);
      times.splice(0, times.length - maxJobs);
    },
    /** For a place in line (1 is next) with `workers` at work side by side; null with too few jobs to go by. */
    waitMs(place: number, workers: number): number | null {
      if (times.length < minJobs || workers < 1) return null;
      const median = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
      return (place * median) / workers;
    },
  };
}

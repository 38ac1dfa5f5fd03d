/** What a bot process takes at a moment: memory, open files, handles, the event loop. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

export type Sample = {
  /** Minutes since the start. */
  at: number;
  /** Resident memory in MB: of the bot, and of the process that runs its models (0: none). */
  rss: number;
  modelRss: number;
  heap: number;
  external: number;
  /** Open file descriptors. */
  sockets: number;
  files: number;
  otherFds: number;
  /** As Node counts them. */
  handles: number;
  resources: number;
  threads: number;
  /** Of the event loop's delay since the sample before, in ms. */
  loopP99: number;
};

const megabyte = 1024 * 1024;

function statusOf(pid: number): { rss: number; threads: number } {
  const text = readFileSync(`/proc/${pid}/status`, 'utf8');
  const number = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0);
  return { rss: number('VmRSS') / 1024, threads: number('Threads') };
}

/** Of the process and those that it has started, so far, in hundredths of a second. */
export function cpuTicks(pid: number): number {
  return [pid, ...childrenOf(pid)].reduce((sum, id) => {
    try {
      // After the name, which may hold blanks: the 14th and 15th field.
      const fields = readFileSync(`/proc/${id}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      return sum + Number(fields[11]) + Number(fields[12]);
    } catch {
      // It ended.
      return sum;
    }
  }, 0);
}

/** The processes that this one has started, from any of its threads. */
export function childrenOf(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8')
      .split(' ')
      .filter((id) => id !== '')
      .map(Number),
  );
}

/** In MB now: of the process, and of all that it has started. */
export function residentOf(pid: number): { own: number; children: number } {
  const rssOf = (id: number): number => {
    try {
      return statusOf(id).rss;
    } catch {
      // It ended.
      return 0;
    }
  };
  return { own: rssOf(pid), children: childrenOf(pid).reduce((sum, child) => sum + rssOf(child), 0) };
}

function descriptorsOf(pid: number): { sockets: number; files: number; others: number } {
  const links = readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/${pid}/fd/${fd}`)];
    } catch {
      // Closed since it was listed.
      return [];
    }
  });
  const sockets = links.filter((link) => link.startsWith('socket:')).length;
  const files = links.filter((link) => link.startsWith('/')).length;
  return { sockets, files, others: links.length - sockets - files };
}

/** `metricsUrl` is the bot's `/metrics`. */
export async function sample(pid: number, metricsUrl: string, startedAtMs: number): Promise<Sample> {
  const page = await (await fetch(metricsUrl)).text();
  const metric = (name: string): number =>
    Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(page)?.[1] ?? Number.NaN);
  const { rss, threads } = statusOf(pid);
  const { sockets, files, others } = descriptorsOf(pid);
  return {
    at: (performance.now() - startedAtMs) / 60_000,
    rss,
    modelRss: residentOf(pid).children,
    heap: metric('nodejs_heap_size_used_bytes') / megabyte,
    external: metric('nodejs_external_memory_bytes') / megabyte,
    sockets,
    files,
    otherFds: others,
    handles: metric('nodejs_active_handles_total'),
    resources: metric('nodejs_active_resources_total'),
    threads,
    loopP99: metric('nodejs_eventloop_lag_p99_seconds') * 1000,
  };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** By least squares: how much `of` grows an hour. */
export function slopePerHour(samples: readonly Sample[], of: (sample: Sample) => number): number {
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(samples.map(({ at }) => at)), mean(samples.map(of))];
  const spread = samples.reduce((sum, { at }) => sum + (at - x) ** 2, 0);
  const together = samples.reduce((sum, one) => sum + (one.at - x) * (of(one) - y), 0);
  return (60 * together) / spread;
}

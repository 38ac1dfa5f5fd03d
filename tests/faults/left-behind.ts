/** What this process still holds on to that it did not hold before. */

/** Pipes, files and the like come and go with the test run. */
const ours = ['TCPSocketWrap', 'TCPServerWrap', 'TCPWRAP', 'Timeout', 'MessagePort', 'Worker'];

const counted = (): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const kind of process.getActiveResourcesInfo()) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
};

/** Resolves to what is open now and was not when it was called first; '' when that goes away within `patienceMs`. */
export function watchHandles(): (patienceMs?: number) => Promise<string> {
  const before = counted();
  const more = (): string[] =>
    ours.flatMap((kind) => {
      const left = (counted().get(kind) ?? 0) - (before.get(kind) ?? 0);
      return left > 0 ? [`${left} ${kind}`] : [];
    });
  return async (patienceMs = 3_000) => {
    const until = performance.now() + patienceMs;
    while (more().length > 0 && performance.now() < until) await new Promise((go) => setTimeout(go, 20));
    return more().join(', ');
  };
}

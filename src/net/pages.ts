/** Long lists that come in pages. */

type Page<T> = { rows: readonly T[]; total: number };

/**
 * Every row of a list, `maxRows` at most. The first page says how many there are, and its length is the step; the
 * others are asked for at once, since the service's own limit spreads them.
 */
export async function allPages<T>(fetchPage: (offset: number) => Promise<Page<T>>, maxRows: number) {
  const first = await fetchPage(0);
  const step = first.rows.length;
  const wanted = Math.min(first.total, maxRows);
  const offsets: number[] = [];
  for (let offset = step; step > 0 && offset < wanted; offset += step) offsets.push(offset);
  const others = await Promise.all(offsets.map(fetchPage));
  const rows = [first, ...others].flatMap((page) => page.rows).slice(0, maxRows);
  return { rows, total: Math.max(first.total, rows.length) };
}

/** JSON that web pages carry in their script elements. The page is only searched, never run; all scans are linear. */
import { parseJson } from './json.ts';

/** How deep and how far a page's data is searched: enough for what services send, too little to be kept busy. */
const maxDepth = 24;
const maxNodes = 400_000;

/** The JSON of each `<script>` whose opening tag holds `mark` (an id or a type); what is no JSON is left out. */
export function scriptData(html: string, mark: string): unknown[] {
  const found: unknown[] = [];
  for (let at = html.indexOf('<script'); at >= 0; at = html.indexOf('<script', at + 7)) {
    const open = html.indexOf('>', at);
    if (open < 0) break;
    if (open - at > 2000 || !html.slice(at, open).includes(mark)) continue;
    const close = html.indexOf('</script', open);
    if (close < 0) break;
    try {
      found.push(parseJson(html.slice(open + 1, close)));
    } catch {
      // Not ours then: pages hold scripts of many kinds.
    }
    at = close;
  }
  return found;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every object anywhere in the data for which `fits` says yes, outermost and first first; not looked into further. */
export function findObjects(
  data: unknown,
  fits: (candidate: Record<string, unknown>) => boolean,
): Record<string, unknown>[] {
  const found: Record<string, unknown>[] = [];
  let nodes = 0;
  function walk(value: unknown, depth: number): void {
    if (depth > maxDepth || ++nodes > maxNodes) return;
    if (isObject(value) && fits(value)) {
      found.push(value);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    for (const inner of Object.values(value)) walk(inner, depth + 1);
  }
  walk(data, 0);
  return found;
}

/** A text's lines, one by one: a file of ten megabytes may have ten million. */

const lineFeed = '\n'.charCodeAt(0);
const carriageReturn = '\r'.charCodeAt(0);
/** LINE SEPARATOR and PARAGRAPH SEPARATOR. */
const separators = [0x2028, 0x2029];

/** Lines with anything in them, whatever ends them. Cut to `longest` characters. */
export function* filledLines(text: string, longest: number): Generator<string> {
  let start = 0;
  for (let at = 0; at <= text.length; at++) {
    const sign = at === text.length ? lineFeed : text.charCodeAt(at);
    // Nearly all signs are told apart from line ends by these two.
    if (sign > carriageReturn && sign < 0x2028) continue;
    if (sign !== lineFeed && sign !== carriageReturn && !separators.includes(sign)) continue;
    if (at > start) {
      const line = text.slice(start, Math.min(at, start + longest));
      if (line.trim() !== '') yield line;
    }
    start = at + 1;
  }
}

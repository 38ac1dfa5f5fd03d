/** Which lines are parts of a program, a document or settings: no song is ever made of one. */

const marks: readonly RegExp[] = [
  // Tags, and what is left of them.
  /^\s*<[a-z!?/]|<\/[a-z]|\/>\s*$|^\s*[\w-]{1,40}="[^"]*"\s*(?:\/?>)?$|-->/i,
  // Markdown: fences of code, code in a line, rows of a table.
  /^\s*(?:```|~~~)|`[^`]+`|^\s*\|.*\|\s*$/,
  // Braces and brackets, statements, `name(…)` and the like.
  /[{}]\s*[,;)]?\s*$|^\s*[{}]|^\s*[[\](){}]+[,;]?\s*$|[)\]="'\w]\s*;\s*$|^\s*[\w.$]{1,80}\([^)]*\)?\s*[;:{,]?$/,
  // Settings: `[section]`, `name = value`, `"name": value`, `name: value`, `- name: value`, `NAME:value`.
  /^\s*\[(?!\d+:\d)[\w .:-]{1,60}\]\s*$/,
  /^\s*(?:(?:const|let|var|int|auto|val|export)\s+)?[\w.[\]"'$@-]{1,80}\s*(?:[-+*/%|&:?]|=>)?=(?!=)/,
  /^\s*(?:-\s+)?(?:"[^"]*"|'[^']*')\s*:(?:\s|$)|^\s*(?:-\s+)?[a-z_][\w.-]{0,60}:(?:\s|$)|^[A-Z][A-Z-]{2,30}[;:]\S/,
  // Words of programs and of typesetting, comments, logs, bare brackets of lists.
  /^\s*(?:return|import|from|def|class|function|const|let|var|elif|else|public|private|static|using|package|#include|SELECT|INSERT|UPDATE|CREATE|DROP)\b(?!.*\s[-–—]\s+[\p{Lu}\p{Lo}\d])(?!.*\sby\s)/u,
  /^\s*(?:\\[a-zA-Z]+|@[a-z]+\b|\/\*|\*\/|\$\w+)|^(?:\t|\s{4,})[a-z_$@][\w.]*(?:\(|\s*[=:])/,
  /^\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d/,
  /^\s*(?:---|\.\.\.)\s*$|^\s*"[^"]*"\s*,?\s*$|^\s*[-+]?[\d.]+\s*[,\]}]+\s*$|\{\{|\}\}|&&|\|\||=>|::/,
];

export const isMarkup = (line: string): boolean => marks.some((mark) => mark.test(line.slice(0, 500)));

const linesLookedAt = 200;

/** One line of six is enough, but not a single one among songs: lists of songs have none. */
export function isMarkupText(lines: readonly string[]): boolean {
  const sample = lines.slice(0, linesLookedAt);
  const count = sample.filter(isMarkup).length;
  return count * 6 >= sample.length && (count > 1 || count === sample.length);
}

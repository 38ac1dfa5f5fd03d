/** `scenescore doctor` and `scenescore models`, in lines. */
import colours from 'picocolors';
import type { Finding } from '../app/switches.ts';
import { cut, pad, printable, wrap } from './text.ts';

const marks = { on: colours.green('●'), off: colours.dim('○'), failing: colours.red('✖') };

/** A finding a line: mark, name, detail wrapped beneath itself. */
export function findingLines(findings: readonly Finding[], terminalColumns: number): string {
  const columns = Math.max(40, Math.min(100, terminalColumns)) - 1;
  const nameColumns = 22;
  const lines = findings.flatMap(({ name, state, detail }) => {
    const [first = '', ...rest] = wrap(printable(detail), columns - nameColumns - 3);
    return [
      `${marks[state]}  ${pad(cut(name, nameColumns - 1), nameColumns)}${first}`,
      ...rest.map((line) => ' '.repeat(nameColumns + 3) + line),
    ];
  });
  return `\n${lines.join('\n')}\n`;
}

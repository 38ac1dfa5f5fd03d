/** `match --explain`: how one song came to its place, feature by feature. */
import colours from 'picocolors';
import { cliTexts } from '../locales/en/cli.ts';
import type { Match, Ranking } from '../model/ranking.ts';
import { explainFeatures } from '../pipeline/explain/explain-features.ts';
import type { ThemeFamilies } from '../pipeline/ranking/themes.ts';
import { bar, cut, lineColumns, pad, printable, wrap } from './text.ts';

const texts = cliTexts.explanation;
const labelColumns = 18;

const hundredths = (value: number): string => value.toFixed(2).padStart(5);

/** Lines for a terminal: fit, weight and what it added, then both sides, then the same in sentences. */
export function explanationLines(
  ranking: Ranking,
  match: Match,
  families: ThemeFamilies,
  terminalColumns: number,
): string {
  const columns = lineColumns(terminalColumns);
  const { lines, total, sentences } = explainFeatures(ranking.scene, match, families);
  const name = `${match.song.title} · ${match.song.artists.join(', ')}`;
  const side = (label: string, text: string): string[] =>
    wrap(printable(text), columns - 11).map((line, at) =>
      colours.dim(`  ${pad(at === 0 ? label : '', 8)} ${line}`),
    );
  return [
    '',
    colours.bold(cut(printable(texts.title(match.rank, name)), columns)),
    '',
    ...lines.flatMap(({ label, fit, weight, added, photo, song }) => [
      `${pad(label, labelColumns)}${fit === null ? pad(texts.unknown, 10) : bar(fit)} ${fit === null ? '     ' : hundredths(fit)} ×${hundredths(weight)} =${hundredths(added)}`,
      ...side(texts.photo, photo),
      ...side(texts.song, song),
    ]),
    `${pad(texts.total, labelColumns)}${' '.repeat(10)}              ${hundredths(total)}`,
    '',
    ...sentences.flatMap((sentence) => wrap(printable(sentence), columns)),
    '',
  ].join('\n');
}

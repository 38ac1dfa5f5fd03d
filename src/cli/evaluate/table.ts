/** An evaluation as a table for a terminal, and as JSON for a script. */
import type { EvaluationResult, EvaluationRow, RankerName } from './evaluate.ts';
import { MEASURES, type Measures } from './metrics.ts';

const HEADERS: Record<keyof Measures, string> = {
  pairwise_valence: 'pairwise',
  right_at_1: 'right first',
  ndcg10: 'nDCG@10',
  ndcg10_all: 'nDCG all',
  spearman_top5: 'Spearman',
  distinct_winners: 'winners',
};

const NAMES: Record<RankerName, string> = { features: 'SceneScore', cosine: 'plain cosine' };

const figure = (value: number | null): string => (value === null ? '–' : value.toFixed(3));

function lines(row: EvaluationRow): string[][] {
  const label = row.size === null ? 'all' : `${row.size}`;
  return (['features', 'cosine'] as const).map((name, at) => [
    at === 0 ? label : '',
    NAMES[name],
    ...MEASURES.map((measure) => figure(row.measures[name][measure])),
  ]);
}

/** A table of at most 80 columns, with what the columns mean below it. */
export function evaluationTable(result: EvaluationResult): string {
  const head = ['songs', 'ranker', ...MEASURES.map((name) => HEADERS[name])];
  const body = result.rows.flatMap(lines);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...body.map((cells) => cells[column]?.length ?? 0)),
  );
  const draw = (cells: readonly string[]): string =>
    cells
      .map((cell, column) =>
        column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  const playlists = result.rows.find(({ size }) => size === null) ?? result.rows[0];
  return [
    `${result.scenes} photos, ${result.songs} songs, ${playlists?.playlists ?? 0} playlists, inputs: ${result.inputs}`,
    `embedder ${result.embedder}, weights ${result.weightsVersion}`,
    '',
    draw(head),
    draw(widths.map((width) => '─'.repeat(width))),
    ...body.map(draw),
    '',
    'pairwise     right songs above wrong ones (chance 0.5); clear photos only',
    'right first  share of clear photos whose first song feels right',
    'nDCG         the first ten, valence and energy; clear photos, and all',
    'Spearman     photo valence against that of the first five songs',
    'winners      different first songs, as a share of what is possible',
    '',
  ].join('\n');
}

/** The measures by playlist size, `all` for all together; the rankings themselves go to a file of their own. */
export function evaluationJson(result: EvaluationResult): unknown {
  const { inputs, ranker, embedder, weightsVersion, scenes, songs } = result;
  const sized = result.rows.map(({ size, playlists, measures }) => [
    size === null ? 'all' : String(size),
    { playlists, ...measures },
  ]);
  return { inputs, ranker, embedder, weightsVersion, scenes, songs, bySize: Object.fromEntries(sized) };
}

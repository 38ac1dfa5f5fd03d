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

/** What the scores of the first songs promised, and what they kept. */
function calibrationLines({ rows }: EvaluationResult): string[] {
  const { calibration } = rows.find(({ size }) => size === null) ?? rows[0] ?? { calibration: null };
  if (calibration === null) return [];
  const { score, right, whenRight, whenWrong, error } = calibration;
  return [
    '',
    `score of the first song: ${figure(score)} on average, right in ${figure(right)} of the cases`,
    `when right ${figure(whenRight)}, when wrong ${figure(whenWrong)}; expected calibration error ${figure(error)}`,
  ];
}

/** One line for each state of knowledge, over all playlists. */
export function statesTable(results: readonly EvaluationResult[]): string {
  const line = ({ known, rows }: EvaluationResult): string => {
    const all = rows.find(({ size }) => size === null) ?? rows[0];
    const { pairwise_valence, right_at_1, ndcg10, distinct_winners } = all?.measures.features ?? {};
    const { score, whenRight, whenWrong, error } = all?.calibration ?? {};
    const values = [
      pairwise_valence,
      right_at_1,
      ndcg10,
      distinct_winners,
      score,
      whenRight,
      whenWrong,
      error,
      all?.measures.cosine.right_at_1,
    ];
    const cells = values.map((value) => figure(value ?? null).padStart(8));
    return `${known.scenes.padEnd(8)} ${known.songs.padEnd(8)}${cells.join('')}`;
  };
  const head = ['pairs', 'first', 'nDCG', 'winners', 'score', 'right', 'wrong', 'error', 'cosine'];
  return [
    `vectors: ${results[0]?.embedder ?? 'none'}; weights ${results[0]?.weightsVersion ?? ''}`,
    '',
    `${'photo'.padEnd(8)} ${'songs'.padEnd(8)}${head.map((word) => word.padStart(8)).join('')}`,
    ...results.map(line),
    '',
    'first: share of clear photos whose first song feels right; score: what the program says of that',
    'song, on average, when it is right and when it is wrong; error: expected calibration error;',
    'cosine: share of right first songs by plain cosine of caption and summary',
    '',
  ].join('\n');
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
    `${result.scenes} photos, ${result.songs} songs, ${playlists?.playlists ?? 0} playlists, photos known by: ${result.known.scenes}, songs by: ${result.known.songs}`,
    `vectors of both rankers: ${result.embedder}; weights ${result.weightsVersion}`,
    '',
    draw(head),
    draw(widths.map((width) => '─'.repeat(width))),
    ...body.map(draw),
    ...calibrationLines(result),
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
  const { known, ranker, embedder, weightsVersion, scenes, songs } = result;
  const sized = result.rows.map(({ size, playlists, measures, calibration }) => [
    size === null ? 'all' : String(size),
    { playlists, ...measures, calibration },
  ]);
  return {
    scene: known.scenes,
    songsKnownBy: known.songs,
    ranker,
    embedder,
    weightsVersion,
    scenes,
    songs,
    bySize: Object.fromEntries(sized),
  };
}

/** Ranking → lines for a person at a terminal, 80 columns or fewer. */
import colours from 'picocolors';
import stringWidth from 'string-width';
import { cliTexts } from '../locales/en/cli.ts';
import { pad } from '../model/columns.ts';
import { isGuess } from '../model/evidence.ts';
import type { Match, Ranking } from '../model/ranking.ts';
import { bar, cut, hang, lineColumns, printable } from './text.ts';

export type TableOptions = {
  /** Of the terminal; more than 100 is not used. */
  columns: number;
  /** How many songs at most, all without it. */
  top?: number | undefined;
};

const texts = cliTexts.ranking;
/** This many are shown with their vibe and the reason; the rest get a line each. */
const inFull = 5;
const labelColumns = 12;

/** A percentage, or that it is a guess. */
export const scoreText = (match: Pick<Match, 'score' | 'isGuess'>): string =>
  match.isGuess ? texts.guess : `${Math.round(match.score * 100)} %`;

/** Title and artists, made harmless for a terminal. */
export const songName = ({ title, artists }: Match['song']): string =>
  printable(artists.length > 0 ? `${title} · ${artists.join(', ')}` : title);

function labelled(label: string, text: string, columns: number): string[] {
  return hang(colours.dim(label), text, labelColumns, columns);
}

function scenePart({ scene, wish }: Ranking, columns: number): string[] {
  const { valence, energy, moods } = scene.reading;
  const place = texts.place(bar((valence + 1) / 2), bar((energy + 1) / 2));
  return [
    ...labelled(texts.scene, scene.caption, columns),
    ...labelled(texts.feeling, scene.reading.summary, columns),
    ...(moods.length > 0 ? labelled(texts.moods, moods.join(', '), columns) : []),
    ...(wish === undefined ? [] : labelled(texts.wish, wish.understood.text, columns)),
    // A place that is hardly known would look like a measurement.
    ...(isGuess(scene.reading)
      ? []
      : [`${' '.repeat(labelColumns)}${colours.cyan(cut(place, columns - labelColumns))}`]),
  ];
}

function headline(match: Match, columns: number): string {
  const score = scoreText(match).padStart(5);
  const gauge = columns < 70 ? '' : ` ${match.isGuess ? ' '.repeat(stringWidth(bar(0))) : bar(match.score)}`;
  const right = `${gauge} ${score}`;
  const room = columns - 5 - stringWidth(right);
  const name = cut(songName(match.song), room);
  const rank = String(match.rank).padStart(3);
  const shown = match.rank === 1 ? colours.bold(pad(name, room)) : pad(name, room);
  return `${colours.dim(rank)}  ${shown}${colours.cyan(gauge)} ${score}`;
}

function inDetail(match: Match, columns: number): string[] {
  return [
    headline(match, columns),
    ...hang('', match.vibe, 5, columns),
    ...hang('', match.reason, 5, columns).map(colours.dim),
    ...(match.rank === 1 ? [`     ${colours.underline(match.youtube)}`] : []),
    '',
  ];
}

/** The whole answer, ready to print. Untrusted titles are made harmless for a terminal. */
export function rankingTable(ranking: Ranking, options: TableOptions): string {
  const columns = lineColumns(options.columns);
  const matches = ranking.matches.slice(0, options.top);
  const { title, total, read } = ranking.playlist;
  return [
    '',
    ...scenePart(ranking, columns),
    ...labelled(texts.source, `${title} (${texts.counts(read, total)})`, columns),
    '',
    ...matches.slice(0, inFull).flatMap((match) => inDetail(match, columns)),
    ...matches.slice(inFull).map((match) => headline(match, columns)),
    ...(matches.length > inFull ? [''] : []),
    ...labelled(texts.explanation, ranking.explanation, columns),
    ...ranking.notices.flatMap(({ text }, at) =>
      ['', ...labelled(at === 0 ? texts.note : '', text, columns)].slice(at === 0 ? 0 : 1),
    ),
    ...(ranking.skipped.length > 0
      ? labelled(
          texts.skipped,
          ranking.skipped
            .slice(0, 3)
            .map(({ title: name, reason }) => `${name} (${reason})`)
            .join(', ') + (ranking.skipped.length > 3 ? texts.more(ranking.skipped.length - 3) : ''),
          columns,
        )
      : []),
    '',
  ].join('\n');
}

/** `scenescore match`. */
import type { App } from '../app/app.ts';
import { UserError } from '../errors.ts';
import { cliTexts } from '../locales/en/cli.ts';
import type { Match, Ranking } from '../model/ranking.ts';
import { explanationLines } from './explanation.ts';
import { type Out, playlistInput, printAnswer, readPhotoFile } from './out.ts';
import { withProgress } from './progress.ts';
import { rankingJson } from './ranking-json.ts';
import { rankingTable } from './ranking-table.ts';

type MatchArguments = {
  photo: string;
  playlist: string;
  feeling?: string;
  top?: number;
  /** A rank, or true for the first. */
  explain?: number | true;
  json?: boolean;
};

/** null when no explanation was asked for. Throws `UserError` for a rank that is not there. */
function chosenMatch({ matches }: Ranking, explain: MatchArguments['explain']): Match | null {
  if (explain === undefined) return null;
  const rank = explain === true ? 1 : explain;
  const match = matches[rank - 1];
  if (match !== undefined) return match;
  throw new UserError('no-such-rank', cliTexts.ranking.noSuchRank(matches.length, rank));
}

export async function matchCommand(app: App, options: MatchArguments, out: Out): Promise<void> {
  const [photo, input] = await Promise.all([readPhotoFile(options.photo), playlistInput(options.playlist)]);
  const request = { photo, playlists: [input], feeling: options.feeling ?? '' };
  const ranking = await withProgress(out.progressStream, (onProgress) =>
    app.matchScene(request, { onProgress }),
  );
  printAnswer(out, options.json, rankingJson(ranking, options.top), () => {
    const explained = chosenMatch(ranking, options.explain);
    const table = rankingTable(ranking, { columns: out.columns, top: options.top });
    if (explained === null) return table;
    return table + explanationLines(ranking, explained, app.ports.tables.families, out.columns);
  });
}

/** `scenescore match`. */
import type { App } from '../app/app.ts';
import { UserError } from '../errors.ts';
import { cliTexts } from '../locales/en/cli.ts';
import type { Match, Ranking } from '../model/ranking.ts';
import { refineState } from '../pipeline/refine/refine.ts';
import { explanationLines } from './explanation.ts';
import { type Out, playlistInput, printAnswer, readPhotoFile } from './out.ts';
import { withProgress } from './progress.ts';
import { rankingJson } from './ranking-json.ts';
import { rankingTable } from './ranking-table.ts';
import { printable } from './text.ts';

const maxAnswer = 300;

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

/** Where a photo is known only by its colours, and somebody is there to ask: the ranking by what they say is in it. */
async function asked(ranking: Ranking, app: App, { ask }: Out): Promise<Ranking> {
  if (ask === undefined || ranking.scene.captionedBy !== 'colours') return ranking;
  const answer = (await ask(cliTexts.match.whatIsInIt(printable(ranking.scene.caption)))).trim();
  if (answer === '') return ranking;
  // Of everything that was read; what is kept of an answer is cut shorter.
  const { matches, skipped } = ranking;
  const state = { ...refineState(ranking), songs: matches, skipped };
  return (await app.refine({ state, words: '', said: answer.slice(0, maxAnswer) })).ranking;
}

export async function matchCommand(app: App, options: MatchArguments, out: Out): Promise<void> {
  const [photo, input] = await Promise.all([readPhotoFile(options.photo), playlistInput(options.playlist)]);
  const request = { photo, playlists: [input], feeling: options.feeling ?? '' };
  const first = await withProgress(out.progressStream, (onProgress) =>
    app.matchScene(request, { onProgress }),
  );
  const ranking = options.json ? first : await asked(first, app, out);
  printAnswer(out, options.json, rankingJson(ranking, options.top), () => {
    const explained = chosenMatch(ranking, options.explain);
    const table = rankingTable(ranking, { columns: out.columns, top: options.top });
    if (explained === null) return table;
    return table + explanationLines(ranking, explained, app.ports.tables.families, out.columns);
  });
}

/** `scenescore match`. */
import type { App } from '../app.ts';
import { type Out, playlistInput, printJson, readPhotoFile } from './out.ts';
import { startProgress } from './progress.ts';
import { rankingJson } from './ranking-json.ts';
import { rankingTable } from './ranking-table.ts';

export type MatchArguments = {
  photo: string;
  playlist: string;
  feeling?: string;
  top?: number;
  json?: boolean;
};

export async function matchCommand(app: App, options: MatchArguments, out: Out): Promise<void> {
  const [photo, input] = await Promise.all([readPhotoFile(options.photo), playlistInput(options.playlist)]);
  const progress = startProgress(out.progressStream);
  try {
    const request = { photo, playlists: [input], feeling: options.feeling ?? '' };
    const ranking = await app.matchScene(request, { onProgress: progress.onProgress });
    progress.stop();
    if (options.json) {
      printJson(out, rankingJson(ranking, options.top));
      return;
    }
    out.print(rankingTable(ranking, { columns: out.columns, top: options.top }));
  } finally {
    progress.stop();
  }
}

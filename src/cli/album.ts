/** `scenescore album`: several photos, a song for each. */
import { basename } from 'node:path';
import colours from 'picocolors';
import type { App } from '../app/app.ts';
import { cliTexts } from '../locales/en/cli.ts';
import type { Soundtrack } from '../model/ranking.ts';
import { checkAlbum } from '../pipeline/album/match-album.ts';
import { type Out, playlistInput, printAnswer, readPhotoFile } from './out.ts';
import { withProgress } from './progress.ts';
import { matchJson, sceneJson } from './ranking-json.ts';
import { scoreText, songName } from './ranking-table.ts';
import { cut, hang, lineColumns, printable, wrap } from './text.ts';

const texts = cliTexts.soundtrack;

type AlbumArguments = { playlist: string; photos: string[]; feeling?: string; json?: boolean };

/** The document of `album --json`; each match is as `match --json` has it, its rank that for its photo alone. */
function soundtrackJson(soundtrack: Soundtrack, photos: readonly string[]): Record<string, unknown> {
  const { playlist, songs, skipped, notices } = soundtrack;
  return {
    playlist,
    songs: songs.map(({ scene, match }, at) => ({
      photo: photos[at],
      scene: sceneJson(scene),
      match: matchJson(match),
    })),
    skipped,
    notices: notices.map(({ text }) => text),
  };
}

/** Lines for a terminal: photo by photo, its song and why. */
export function soundtrackLines(soundtrack: Soundtrack, photos: readonly string[], columns: number): string {
  const width = lineColumns(columns);
  const { playlist, songs, notices } = soundtrack;
  const indent = ' '.repeat(5);
  const parts = songs.map(({ scene, match }, at) => {
    const name = cut(songName(match.song), width - 12);
    return [
      `${colours.dim(String(at + 1).padStart(3))}  ${colours.dim(cut(printable(basename(photos[at] ?? '')), width - 5))}`,
      `${indent}${colours.bold(name)} ${colours.cyan(scoreText(match))}`,
      ...hang('', scene.reading.summary, 5, width).map(colours.dim),
      ...hang('', match.reason, 5, width),
      '',
    ];
  });
  return [
    '',
    colours.bold(cut(printable(texts.title(playlist.title)), width)),
    colours.dim(texts.counts(songs.length, playlist.read)),
    '',
    ...parts.flat(),
    ...notices.flatMap(({ text }) => wrap(printable(text), width)),
    '',
  ].join('\n');
}

export async function albumCommand(app: App, options: AlbumArguments, out: Out): Promise<void> {
  const { photos: paths } = options;
  checkAlbum(paths.length);
  const photos = await Promise.all(paths.map(readPhotoFile));
  const input = await playlistInput(options.playlist, app, out);
  const request = { photos, playlists: [input], feeling: options.feeling ?? '' };
  const soundtrack = await withProgress(out.progressStream, (onProgress) =>
    app.matchAlbum(request, { onProgress }),
  );
  printAnswer(out, options.json, soundtrackJson(soundtrack, paths), () =>
    soundtrackLines(soundtrack, paths, out.columns),
  );
}

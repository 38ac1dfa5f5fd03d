/** `scenescore songs`: only reads the playlist. */
import colours from 'picocolors';
import type { App } from '../app/app.ts';
import { cliTexts } from '../locales/en/cli.ts';
import { pad } from '../model/columns.ts';
import type { Playlist } from '../model/playlist.ts';
import { type Out, playlistInput, printAnswer } from './out.ts';
import { cut, lineColumns, printable, wrap } from './text.ts';

const texts = cliTexts.songs;

/** The document of `songs --json`. */
function playlistJson({ songs, notices, snapshot: _, readAt: _when, ...facts }: Playlist) {
  return {
    ...facts,
    read: songs.length,
    songs: songs.map(({ title, artists, album, year, durationMs, isrc, url }) => ({
      title,
      artists,
      album,
      year,
      durationMs,
      isrc,
      url,
    })),
    notices: notices.map(({ text }) => text),
  };
}

/** Lines for a terminal: the songs, then what was left out and why. */
export function playlistLines(playlist: Playlist, terminalColumns: number): string {
  const columns = lineColumns(terminalColumns);
  const { title, source, songs, skipped, total } = playlist;
  const half = Math.floor((columns - 6) / 2);
  const rows = songs.map(({ title: name, artists }, at) => {
    const number = colours.dim(String(at + 1).padStart(4));
    return `${number}  ${pad(cut(printable(name), half), half)} ${cut(printable(artists.join(', ')), half - 1)}`;
  });
  return [
    '',
    colours.bold(cut(printable(title), columns)),
    colours.dim(texts.counts(songs.length, total, source)),
    '',
    ...rows,
    ...(skipped.length > 0 ? ['', texts.skipped(skipped.length)] : []),
    ...skipped
      .slice(0, 20)
      .map(({ title: name, reason }) => colours.dim(cut(printable(`      ${name}: ${reason}`), columns))),
    ...(skipped.length > 20 ? [colours.dim(`      ${texts.more(skipped.length - 20)}`)] : []),
    ...playlist.notices.flatMap(({ text }) => ['', ...wrap(printable(text), columns)]),
    '',
  ].join('\n');
}

export async function songsCommand(app: App, options: { playlist: string; json?: boolean }, out: Out) {
  const playlist = await app.loadPlaylist({ playlists: [await playlistInput(options.playlist, app, out)] });
  printAnswer(out, options.json, playlistJson(playlist), () => playlistLines(playlist, out.columns));
}

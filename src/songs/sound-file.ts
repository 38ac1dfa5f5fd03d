/** Sound files → songs: what a file says of itself, and what was heard in it. */
import { basename } from 'node:path';
import { UserError } from '../errors.ts';
import { type FileHeard, type Hearing, isSound } from '../hearing/hearing.ts';
import { sentences } from '../locales/sentences.ts';
import type { Notice } from '../model/notice.ts';
import type { Playlist } from '../model/playlist.ts';
import type { CallOptions } from '../pipeline/ports.ts';
import { tidy } from './fold.ts';
import { nameRows } from './name-rows.ts';
import { finishPlaylist, titleOfMany } from './playlist.ts';
import type { Row } from './song.ts';

/** `path` within its folder: for `nameRows`, where the file has no title. */
export function soundRow(path: string, heard: FileHeard): Row {
  const { hearing, tags } = heard;
  if (!isSound(heard)) return { title: basename(path), reason: sentences.files.reason.notSound.text };
  const { valence, energy } = hearing.heard ? hearing : {};
  return {
    title: tags?.title ?? '',
    artists: tags?.artists ?? [],
    album: tags?.album ?? null,
    path,
    year: tags?.year ?? null,
    genres: tags?.genres ?? [],
    isrc: tags?.isrc ?? null,
    durationMs: tags?.seconds ? tags.seconds * 1000 : null,
    ...(valence !== undefined && energy !== undefined && { heard: { valence, energy } }),
  };
}

/** Says how many of the files need ffmpeg, which is not there. */
export function ffmpegNotices(files: Iterable<FileHeard>): Notice[] {
  const unheard = [...files].filter(({ hearing }) => !hearing.heard && hearing.reason === 'needs-ffmpeg');
  if (unheard.length === 0) return [];
  return [{ code: 'needs-ffmpeg', ...sentences.files.notice.needsFfmpeg(unheard.length) }];
}

/** Sound files → a playlist; files that can't be read are left out. The sound isn't kept. Throws `UserError`. */
export async function readSoundFiles(
  files: readonly { name: string; bytes: Uint8Array }[],
  hear: Hearing['hear'],
  options?: CallOptions,
): Promise<Playlist> {
  const heard = await Promise.all(files.map(({ bytes }) => hear(bytes, options)));
  const rows = nameRows(heard.map((one, at) => soundRow(files[at]?.name ?? '', one)));
  return finishPlaylist({
    title: titleOfMany(new Set(rows.map(({ title }) => tidy(title, 100)))),
    source: 'file',
    url: null,
    rows,
    notices: ffmpegNotices(heard),
    whyEmpty: () => new UserError('no-sound', sentences.files.failure.noSound),
  });
}

/** A folder of music → a playlist: what its files say of themselves, and what is heard in them. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, extname, join, relative, resolve } from 'node:path';
import { UserError } from '../errors.ts';
import { createHearing, type FileHeard } from '../hearing/hearing.ts';
import { MAX_SOUND_BYTES } from '../hearing/sound.ts';
import { cliTexts } from '../locales/en/cli.ts';
import type { Playlist } from '../model/playlist.ts';
import { nameRows } from '../songs/name-rows.ts';
import { finishPlaylist } from '../songs/playlist.ts';
import { ffmpegNotices, soundRow } from '../songs/sound-file.ts';

const texts = cliTexts.folder;

/** Files that are opened; what is in them is found by their content. */
const ENDINGS = new Set(['.mp3', '.flac', '.ogg', '.oga', '.opus', '.wav', '.m4a', '.mp4', '.aac']);
/** More would take a quarter of an hour. */
const MOST_FILES = 2_000;
/** Each takes about 200 MB. */
const MOST_PROCESSES = 4;

/** In the order of their names, also those in folders below; links are not followed. */
async function soundFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    throw new UserError('no-such-playlist', cliTexts.files.forbidden(folder), { cause });
  });
  return entries
    .filter((entry) => entry.isFile() && ENDINGS.has(extname(entry.name).toLowerCase()))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/**
 * `isHeard`: false reads the tags alone. `onStart` is called with the number of files. Throws `UserError` where there is no
 * music.
 */
export async function readMusicFolder(
  folder: string,
  {
    isHeard = true,
    onStart = () => undefined,
  }: { isHeard?: boolean; onStart?: (files: number) => void } = {},
): Promise<Playlist> {
  const all = await soundFiles(folder);
  const files = all.slice(0, MOST_FILES);
  if (files.length === 0) throw new UserError('empty-playlist', texts.noMusic(folder));
  onStart(files.length);
  const heard = new Map<string, FileHeard>();
  const open = files.values();
  const processes = Math.min(MOST_PROCESSES, availableParallelism(), files.length);
  const ears = createHearing({ processes, idleMs: 5_000 });
  async function work(): Promise<void> {
    for (const file of open) heard.set(file, await hearFile(file, isHeard ? ears.hear : ears.readTags));
  }
  try {
    await Promise.all(Array.from({ length: processes }, work));
  } finally {
    await ears.close();
  }
  return finishPlaylist({
    title: basename(resolve(folder)),
    source: 'file',
    url: null,
    total: all.length,
    rows: nameRows(
      [...heard]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([file, known]) => soundRow(relative(folder, file), known)),
    ),
    notices: ffmpegNotices(heard.values()),
  });
}

async function hearFile(file: string, hear: (bytes: Uint8Array) => Promise<FileHeard>): Promise<FileHeard> {
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  // Longer than a song: it's in the playlist, but not read.
  if (size > MAX_SOUND_BYTES) return { hearing: { heard: false, reason: 'too-large' }, tags: null };
  // One that can't be read is left out like one that is no sound.
  const bytes = await readFile(file).catch(() => new Uint8Array());
  return hear(bytes);
}

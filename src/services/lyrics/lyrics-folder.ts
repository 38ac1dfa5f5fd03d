/** Words from files beside the playlist: `Artist - Title.txt` (or `.lrc`) in one folder. */
import type { Dirent } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../errors.ts';
import type { Lyrics, LyricsSource } from '../../pipeline/ports.ts';
import { decodeText } from '../../songs/decode.ts';
import { fold } from '../../songs/fold.ts';
import { titleParts } from '../../songs/title-parts.ts';
import { lookupVariants } from '../../songs/titles.ts';
import { asLyrics } from './lyrics-text.ts';

/** No song's words are longer; a bigger file is something else and is read this far. */
const maxBytes = 262_144;
const maxFiles = 100_000;

/** File names cannot hold every character ("AC/DC"), so spaces and punctuation never decide. */
const keyOf = (name: string): string => fold(name).replaceAll(' ', '');

async function readStart(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(maxBytes);
    const { bytesRead } = await file.read(buffer, 0, maxBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function filesIn(dir: string): Promise<Dirent[]> {
  try {
    return await readdir(dir, { withFileTypes: true });
  } catch (cause) {
    throw new UserError(
      'no-lyrics-folder',
      `I could not open the lyrics folder “${dir}”. Is the path right?`,
      {
        cause,
      },
    );
  }
}

/**
 * Reads the folder's names once. Only names that were found there are ever opened, so a song's title cannot
 * lead anywhere else; links are not followed. Throws `UserError` when there is no such folder.
 */
export async function createLyricsFolder(options: { dir: string }): Promise<LyricsSource> {
  const files = new Map<string, string>();
  for (const entry of (await filesIn(options.dir)).slice(0, maxFiles)) {
    const stem = /^(.+)\.(?:txt|lrc)$/i.exec(entry.name)?.[1];
    if (stem === undefined || !entry.isFile()) continue;
    // The whole name counts, so that an artist with " - " in it needs no guess at where the title begins.
    for (const key of [keyOf(stem), keyOf(titleParts(stem).base)])
      if (key !== '' && !files.has(key)) files.set(key, join(options.dir, entry.name));
  }
  return {
    name: 'the lyrics folder',
    async find(song): Promise<Lyrics> {
      for (const { title, artist } of lookupVariants(song)) {
        const path = files.get(keyOf(`${artist} ${title}`));
        if (path !== undefined) return asLyrics(decodeText(await readStart(path)));
      }
      return { kind: 'none' };
    },
  };
}

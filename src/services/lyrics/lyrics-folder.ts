/** Lyrics from files beside the playlist: `Artist - Title.txt` (or `.lrc`) in one folder. */
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../errors.ts';
import { sentences } from '../../locales/sentences.ts';
import type { Song } from '../../model/song.ts';
import type { Lyrics, LyricsSource } from '../../pipeline/ports.ts';
import { primaryArtist } from '../../songs/artists.ts';
import { decodeText } from '../../songs/decode.ts';
import { fold } from '../../songs/fold.ts';
import { titleParts } from '../../songs/names/title-parts.ts';
import { asLyrics } from './lyrics-text.ts';

/** No song's lyrics are longer; of a bigger file only the beginning is read. */
const maxBytes = 262_144;
const maxFiles = 100_000;

/** File names can't hold every character ("AC/DC"), so spaces and punctuation don't count. */
const keyOf = (name: string): string => fold(name).replaceAll(' ', '');

async function readStart(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(maxBytes), 0, maxBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/**
 * What its file may be called, best first: as the song stands, by its first artist, without decoration ("2011 Remaster",
 * "feat. X"), by the first of two partners. None without an artist: a title alone finds the wrong song.
 */
function fileNamesOf({ title, artists }: Song): string[] {
  const primary = primaryArtist(artists);
  if (primary === '') return [];
  const { base, words } = titleParts(title);
  const plain = words === null ? base : title;
  const [partner] = primary.split(/\s+(?:&|\+|and)\s+/i);
  return [
    `${artists.join(', ')} ${title}`,
    `${primary} ${title}`,
    `${primary} ${plain}`,
    `${partner} ${plain}`,
  ];
}

/**
 * Lists the folder once. Only files found there are ever opened, so a song's title can't lead anywhere else; links
 * aren't followed. Throws `UserError` when there is no such folder.
 */
export async function createLyricsFolder({ dir }: { dir: string }): Promise<LyricsSource> {
  const entries = await readdir(dir, { withFileTypes: true }).catch((cause: unknown) => {
    throw new UserError('no-lyrics-folder', sentences.lyrics.noFolder(dir), { cause });
  });
  const files = new Map<string, string>();
  for (const entry of entries.slice(0, maxFiles)) {
    const stem = /^(.+)\.(?:txt|lrc)$/i.exec(entry.name)?.[1];
    if (stem === undefined || !entry.isFile()) continue;
    // The whole name is the key, so it doesn't matter where the title begins: artists may have " - " in their names.
    const { base, words } = titleParts(stem);
    // "Song (Instrumental).txt" is no file of the song's.
    for (const key of [keyOf(stem), words === null ? keyOf(base) : ''])
      if (key !== '' && !files.has(key)) files.set(key, join(dir, entry.name));
  }
  return {
    name: 'the lyrics folder',
    async find(song): Promise<Lyrics> {
      for (const name of fileNamesOf(song)) {
        const path = files.get(keyOf(name));
        if (path !== undefined) return asLyrics(decodeText(await readStart(path)));
      }
      return { kind: 'none' };
    },
  };
}

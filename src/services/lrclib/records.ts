/** LRCLIB's records: what to ask for, and which of those found is the song. */
import { z } from 'zod';
import type { Song } from '../../model/song.ts';
import type { Lyrics } from '../../pipeline/ports.ts';
import { isSameSong } from '../../songs/identity.ts';
import { titleParts } from '../../songs/title-parts.ts';
import { lookupVariants, primaryArtist } from '../../songs/titles.ts';
import { asLyrics } from '../lyrics/lyrics-text.ts';

export const lrclibRecord = z.object({
  instrumental: z.boolean().nullish(),
  plainLyrics: z.string().nullish(),
  syncedLyrics: z.string().nullish(),
});

/** A record that a search found: whether it is the song has to be checked. */
export const lrclibHit = lrclibRecord.extend({
  trackName: z.string(),
  artistName: z.string(),
  /** Seconds. */
  duration: z.number().nullish(),
});

/** `seconds` where the length must fit too. */
export type LrclibLookup = { title: string; artist: string; seconds: number | undefined };

/** The service itself keeps to ±2 s when it is given a duration. */
const toleranceSeconds = 3;

/** Plain lyrics, else the timed ones. */
export function lyricsOf({ instrumental, plainLyrics, syncedLyrics }: z.infer<typeof lrclibRecord>): Lyrics {
  if (instrumental) return { kind: 'instrumental' };
  return asLyrics(plainLyrics?.trim() ? plainLyrics : (syncedLyrics ?? ''));
}

/**
 * How to ask for the song: as the playlist has it, then undecorated and by its first artist. None without an artist:
 * too many songs share a title.
 */
export function lookupsOf(song: Song): LrclibLookup[] {
  const [exact] = lookupVariants(song);
  if (exact === undefined) return [];
  const { base, version } = titleParts(song.title);
  const rounded = Math.round((song.durationMs ?? 0) / 1000);
  // As the service takes them.
  const seconds = rounded >= 1 && rounded <= 3600 ? rounded : undefined;
  const plain = {
    title: base,
    artist: primaryArtist(song.artists),
    // A live recording or a remix has the song's lyrics, but not its length.
    seconds: version === null ? seconds : undefined,
  };
  const isPlain = exact.title === plain.title && exact.artist === plain.artist;
  return isPlain ? [plain] : [{ ...exact, seconds }, plain];
}

/** The lyrics of the hit that is this song and closest in length; `none` when no hit is. */
export function bestHit(
  song: Song,
  { seconds }: LrclibLookup,
  hits: readonly z.infer<typeof lrclibHit>[],
): Lyrics {
  const found = hits
    .filter((hit) => isSameSong(song, { title: hit.trackName, artist: hit.artistName }))
    .map((hit) => ({
      lyrics: lyricsOf(hit),
      distance: seconds === undefined || hit.duration == null ? 0 : Math.abs(hit.duration - seconds),
    }))
    .filter(({ lyrics, distance }) => distance <= toleranceSeconds && lyrics.kind !== 'none')
    .sort((a, b) => a.distance - b.distance);
  return found[0]?.lyrics ?? { kind: 'none' };
}

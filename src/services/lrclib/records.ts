/** LRCLIB's records: what to ask for, and which of those found is the song. */
import { z } from 'zod';
import type { Song } from '../../model/song.ts';
import type { Lyrics } from '../../pipeline/ports.ts';
import { isSameSong } from '../../songs/identity.ts';
import { titleParts } from '../../songs/title-parts.ts';
import { lookupVariants, primaryArtist } from '../../songs/titles.ts';
import { asLyrics } from '../lyrics/lyrics-text.ts';

/** The words of a record. */
export const lrclibWords = z.object({
  instrumental: z.boolean().nullish(),
  plainLyrics: z.string().nullish(),
  syncedLyrics: z.string().nullish(),
});

/** A record that a search found: it has to prove that it is the song. */
export const lrclibHit = lrclibWords.extend({
  trackName: z.string(),
  artistName: z.string(),
  /** Seconds. */
  duration: z.number().nullish(),
});

type LrclibHit = z.infer<typeof lrclibHit>;

/** `seconds` where the length must fit too. */
export type LrclibLookup = { title: string; artist: string; seconds: number | undefined };

/** The service itself keeps to ±2 s when it is given a duration. */
const toleranceSeconds = 3;

/** Plain words, else the timed ones without their times. */
export function lyricsOf(found: z.infer<typeof lrclibWords>): Lyrics {
  if (found.instrumental) return { kind: 'instrumental' };
  return asLyrics(found.plainLyrics?.trim() ? found.plainLyrics : (found.syncedLyrics ?? ''));
}

/** As the service takes them (1-3600), or undefined. */
function secondsOf({ durationMs }: Song): number | undefined {
  const seconds = Math.round((durationMs ?? 0) / 1000);
  return seconds >= 1 && seconds <= 3600 ? seconds : undefined;
}

/**
 * How to ask for the song: as the playlist has it, then undecorated and by its first artist. None without an
 * artist: too many songs share a title.
 */
export function lookupsOf(song: Song): LrclibLookup[] {
  const [exact] = lookupVariants(song);
  if (exact === undefined) return [];
  const { base, version } = titleParts(song.title);
  const seconds = secondsOf(song);
  const plain = {
    title: base,
    artist: primaryArtist(song.artists),
    // The words of a live recording or a remix are the song's, its length is not.
    seconds: version === null ? seconds : undefined,
  };
  const isPlain = exact.title === plain.title && exact.artist === plain.artist;
  return isPlain ? [plain] : [{ ...exact, seconds }, plain];
}

/** The hit that is this song and has an answer, nearest in length; undefined when no hit is. */
export function bestHit(
  song: Song,
  { seconds }: LrclibLookup,
  hits: readonly LrclibHit[],
): LrclibHit | undefined {
  const distance = ({ duration }: LrclibHit): number =>
    seconds === undefined || duration == null ? 0 : Math.abs(duration - seconds);
  return hits
    .filter((hit) => isSameSong(song, { title: hit.trackName, artist: hit.artistName }))
    .filter((hit) => distance(hit) <= toleranceSeconds && lyricsOf(hit).kind !== 'none')
    .sort((a, b) => distance(a) - distance(b))[0];
}

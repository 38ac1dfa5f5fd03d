/** What is known of a playlist's songs so far: what readers made of each, and what facts add to that. */
import { plainSummary } from '../../model/feeling-words.ts';
import type { Mood, SongReading } from '../../model/reading.ts';
import type { Song } from '../../model/song.ts';
import { type Evidence, estimate, withEvidence } from '../evidence/evidence.ts';
import { addVote, chooseMoods } from '../evidence/moods.ts';
import { reliability } from '../evidence/reliability.ts';
import type { SongFacts } from '../song-lookup.ts';

/** How much a reading's moods count against those of its new place: as its evidence counts against the prior. */
const weightOf = (certainty: number): number => certainty / (1 - Math.min(certainty, 0.99));

/** A reading and what facts and its sound say beyond it. A language model's moods and words stay: it chose them for this song. */
function withFacts(reading: SongReading, evidence: readonly Evidence[]): SongReading {
  if (evidence.length === 0) return reading;
  const placed = evidence.reduce<SongReading>(withEvidence, reading);
  if (reading.by !== 'lexicon')
    return { ...placed, basis: reading.basis === 'title' ? 'metadata' : reading.basis };
  const votes = new Map<Mood, number>();
  const weight = weightOf(reading.certainty.valence);
  for (const [at, mood] of reading.moods.entries()) addVote(votes, mood, weight / (at + 1));
  const moods = chooseMoods(votes, placed);
  if (reading.basis === 'lyrics') return { ...placed, moods };
  const themes = [...new Set([...reading.themes, ...evidence.flatMap((piece) => piece.themes)])].slice(0, 5);
  return { ...placed, moods, themes, summary: plainSummary('song', moods, themes), basis: 'metadata' };
}

const withoutMeasuredEnergy = (piece: Evidence): Evidence =>
  piece.kind === 'measured' ? { ...piece, energy: null } : piece;

/** What half a minute of a song's sound says, as src/hearing reads it (-1..1): its energy nearly for sure, its valence roughly. */
export function heardEvidence({ valence, energy }: { valence: number; energy: number }): Evidence {
  return {
    kind: 'heard',
    valence: estimate(valence, reliability.heard.valence),
    energy: estimate(energy, reliability.heard.energy),
    moods: [],
    themes: [],
  };
}

export type KnownSongs = ReturnType<typeof createKnownSongs>;

export function createKnownSongs(given: readonly Song[]) {
  const songs = [...given];
  const read: (SongReading | null)[] = songs.map(() => null);
  const facts: (SongFacts | undefined)[] = songs.map(() => undefined);
  /** null: it can't be heard. */
  const sounds: (Song['heard'] | null)[] = songs.map(({ heard }) => heard);
  const readings = [...read];

  function update(index: number): void {
    const heard = sounds[index];
    const found = facts[index]?.evidence ?? [];
    // Loudness, tempo and a service's own measure of energy stand on the same sound. A genre's mean doesn't: what is heard
    // of a genre is drawn to the middle (docs/hearing.md), which that mean makes up for.
    const evidence = heard
      ? [...found.filter(({ valence }) => valence !== null).map(withoutMeasuredEnergy), heardEvidence(heard)]
      : found;
    const reading = read[index] ?? null;
    readings[index] = reading && withFacts(reading, evidence);
  }

  return {
    /** The playlist's, with the genres and covers that facts added. Changes as more is known, as `readings` does. */
    songs,
    /** One for each song: the best so far. */
    readings,
    /** What a reader made of it, without facts. */
    readingOf: (index: number): SongReading | null => read[index] ?? null,
    isWithoutFacts: (index: number): boolean => facts[index]?.isOpen ?? true,
    isUnheard: (index: number): boolean => sounds[index] === undefined,
    setReading(index: number, reading: SongReading | null): void {
      read[index] = reading;
      update(index);
    },
    setFacts(index: number, known: SongFacts): void {
      facts[index] = known;
      const song = given[index];
      if (song !== undefined) {
        const genres = song.genres.length > 0 ? song.genres : [...known.genres];
        songs[index] = { ...song, genres, cover: song.cover ?? known.cover };
      }
      update(index);
    },
    setHeard(index: number, heard: Song['heard'] | null): void {
      sounds[index] = heard;
      update(index);
    },
  };
}

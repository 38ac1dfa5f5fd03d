/** A song → its Reading, from its words where they are English, else from what is known of it. */

import type { Basis, SongReading } from '../../model/reading.ts';
import type { Song } from '../../model/song.ts';
import type { SongText } from '../../pipeline/ports.ts';
import { combine, type Evidence } from './combine.ts';
import { describeFeeling } from './describe-feeling.ts';
import { cleanLyrics } from './hygiene.ts';
import { languageOf } from './language.ts';
import type { WordReader, WordReading } from './read-words.ts';

/** What kept a song's words from being read. */
export type Obstacle = 'foreign' | 'instrumental' | null;

/** A song that was read, and what stood in the way of its words. */
export type ReadSong = { reading: SongReading; obstacle: Obstacle };

/** Little evidence is pulled to the middle by this much weight. */
const SHRINK = 0.25;

function evidenceOf(reading: WordReading, valenceWeight: number, energyWeight: number): Evidence {
  return {
    ...reading,
    valenceWeight: valenceWeight * reading.confidence,
    energyWeight: energyWeight * reading.confidence,
  };
}

/** Guests are people, not feelings; "(Remastered 2011)" and the like hold no known word. */
function spokenTitle(title: string): string {
  return title.slice(0, 300).replace(/[([]?\b(?:feat|ft|featuring)\b\.?[^)\]]{0,120}[)\]]?/gi, ' ');
}

/** Exportify's numbers are 0..1; their middles over popular music are about .48 and .6, not .5. */
function audioEvidence({ audio }: Song): Evidence | null {
  if (!audio || (audio.valence === null && audio.energy === null)) return null;
  return {
    valence: audio.valence === null ? null : (audio.valence - 0.48) * 2,
    energy: audio.energy === null ? null : (audio.energy - 0.6) * 2,
    moods: [],
    themes: [],
    valenceWeight: 2,
    energyWeight: 3,
  };
}

/** Reads one song. `speakable` says which themes can stand in a sentence. */
export function readSong(
  { song, lyrics }: SongText,
  words: WordReader,
  speakable: (theme: string) => boolean,
): ReadSong {
  const sung = lyrics.kind === 'words' ? cleanLyrics(lyrics.text) : null;
  const isForeign = sung !== null && languageOf(sung.text) === 'other';
  const lyricsReading = sung && !isForeign ? words.readPassages(sung.passages, 'lyrics') : null;
  const hasLyrics = lyricsReading !== null && lyricsReading.known > 0;

  const evidence: Evidence[] = [];
  if (sung && lyricsReading && hasLyrics) {
    // Words tell what is felt; how fast it is played they hardly know.
    evidence.push(evidenceOf(lyricsReading, sung.trust, sung.trust * 0.6));
  }
  const title = spokenTitle(song.title);
  if (languageOf(title) !== 'other') {
    evidence.push(evidenceOf(words.read(title, 'title'), 0.6, 0.5));
    if (song.album && song.album !== song.title) {
      // An album's name says a little of how its songs feel, and nothing of what they are about.
      evidence.push({ ...evidenceOf(words.read(song.album, 'title'), 0.1, 0.1), themes: [] });
    }
  }
  const genres = words.read(song.genres.slice(0, 8).join('; '), 'genres');
  if (genres.known > 0) evidence.push(evidenceOf(genres, 0.6, 1.5));
  const audio = audioEvidence(song);
  if (audio) evidence.push(audio);

  const verdict = combine(evidence, SHRINK);
  const isKnownBeyondTitle = genres.known > 0 || audio !== null || lyrics.kind === 'instrumental';
  const basis: Basis = hasLyrics ? 'lyrics' : isKnownBeyondTitle ? 'metadata' : 'title';
  const seed = `${song.artists[0] ?? ''} ${song.title}`;
  const summary = describeFeeling({ ...verdict, themes: verdict.themes.filter(speakable) }, seed, basis);
  return {
    reading: { ...verdict, summary, basis, by: 'lexicon' },
    obstacle: isForeign ? 'foreign' : lyrics.kind === 'instrumental' ? 'instrumental' : null,
  };
}

/** A song or a photo, as far as it has words → its Reading. */
import type { EvidenceKind } from '../../model/evidence.ts';
import { describeColours } from '../../model/feeling-words.ts';
import type { Palette } from '../../model/photo.ts';
import type { SceneReading, SongReading } from '../../model/reading.ts';
import type { Song } from '../../model/song.ts';
import { combine, type Evidence, estimate } from '../../pipeline/evidence/evidence.ts';
import { reliability } from '../../pipeline/evidence/reliability.ts';
import type { Obstacle, SceneText, SongText } from '../../pipeline/ports.ts';
import { genreEvidence, measuredEvidence } from '../../songs/facts-evidence.ts';
import { describeFeeling } from './describe-feeling.ts';
import { languageOf, sungText } from './lyrics.ts';
import type { WordReader, WordReading } from './read-words.ts';

/** Confidence of an ordinary reading of each kind of text, see `WordReading`. */
const ORDINARY = { title: 0.35, lyrics: 0.85, sentence: 0.8, caption: 0.55, words: 0.55 };

/** A song's reading, and what kept its lyrics from being read. */
export type ReadSong = { reading: SongReading; obstacle: Obstacle | null };

type Source = 'title' | 'album' | 'lyrics' | 'sentence' | 'caption' | 'words';

function wordsEvidence(kind: EvidenceKind, source: Source, reading: WordReading, trust = 1): Evidence {
  const usual = ORDINARY[source === 'album' ? 'title' : source];
  const confidence = (trust * reading.confidence) / usual;
  return {
    kind,
    valence: estimate(reading.valence, reliability[source].valence, confidence),
    energy: estimate(reading.energy, reliability[source].energy, confidence),
    moods: reading.moods,
    themes: reading.themes,
  };
}

/** A sentence that somebody wrote about a song. */
export const sentenceEvidence = (text: string, words: WordReader): Evidence =>
  wordsEvidence('given', 'sentence', words.read(text, 'summary'));

/** A caption, or a description that a person wrote. */
export const captionEvidence = (text: string, words: WordReader): Evidence =>
  wordsEvidence('caption', 'caption', words.read(text, 'caption'));

/** Light and colour, by the place they suggest. */
export const coloursEvidence = ({ valence, energy }: Pick<Palette, 'valence' | 'energy'>): Evidence => ({
  kind: 'colours',
  valence: estimate(valence, reliability.colours.valence),
  energy: estimate(energy, reliability.colours.energy),
  moods: [],
  themes: [],
});

/** Guests are people, not feelings; "(Remastered 2011)" and the like have no known word. */
function withoutGuests(title: string): string {
  return title.slice(0, 300).replace(/[([]?\b(?:feat|ft|featuring)\b\.?[^)\]]{0,120}[)\]]?/gi, ' ');
}

function titleEvidence({ title, album }: Song, words: WordReader): Evidence[] {
  const plain = withoutGuests(title);
  if (languageOf(plain) === 'other') return [];
  const evidence = [wordsEvidence('title', 'title', words.read(plain, 'title'))];
  // An album's name says a little of how its songs feel, and nothing of what they are about.
  if (album && album !== title)
    evidence.push({ ...wordsEvidence('title', 'album', words.read(album, 'title')), themes: [] });
  return evidence;
}

/** From its lyrics where they are English, else from what is known of it. */
export function readSong({ song, lyrics }: SongText, words: WordReader): ReadSong {
  const sung = lyrics.kind === 'words' ? sungText(lyrics.text) : null;
  const isForeign = sung?.language === 'other';
  const sungReading = sung && !isForeign ? words.readPassages(sung.passages, 'lyrics') : null;
  const genres = genreEvidence(song.genres);
  const combined = combine([
    ...(sung && sungReading?.known ? [wordsEvidence('lyrics', 'lyrics', sungReading, sung.trust)] : []),
    ...titleEvidence(song, words),
    ...genres,
    ...measuredEvidence(song.audio),
  ]);

  const isKnownBeyondTitle = genres.length > 0 || song.audio !== null || lyrics.kind === 'instrumental';
  const basis = sungReading?.known ? 'lyrics' : isKnownBeyondTitle ? 'metadata' : 'title';
  const feeling = { ...combined, themes: combined.themes.filter(words.lexicon.isSpokenTheme) };
  const summary = describeFeeling(feeling, `${song.artists[0] ?? ''} ${song.title}`, basis);
  return {
    reading: { ...combined, summary, basis, by: 'lexicon' },
    obstacle: isForeign ? 'foreign' : lyrics.kind === 'instrumental' ? 'instrumental' : null,
  };
}

/** A photo's caption, its light and colour, and the person's own words → a Reading that always has a place. */
export function readScene({ caption, palette, feeling }: SceneText, words: WordReader): SceneReading {
  // The palette's sentence may be part of the caption; its "dark" and "cold" must not count twice.
  const description = caption.replace(palette.description, ' ').trim();
  const said = captionEvidence(description, words);
  const felt = words.read(feeling, 'summary');
  const combined = combine([
    coloursEvidence(palette),
    said,
    ...(felt.known > 0 ? [wordsEvidence('words', 'words', felt)] : []),
  ]);
  // Colours alone name no mood.
  const moods = combined.evidence.length > 1 ? combined.moods : [];
  const reading = { ...combined, moods, valence: combined.valence ?? 0, energy: combined.energy ?? 0 };
  const summary =
    moods.length > 0
      ? describeFeeling({ ...reading, themes: [] }, `${caption} ${feeling}`)
      : describeColours(reading, { isDescribed: description !== '' });
  return { ...reading, summary, by: 'lexicon' };
}

/** A song or a photo, as far as it has words → its Reading. */
import type { SceneReading, SongReading } from '../../model/reading.ts';
import type { Song } from '../../model/song.ts';
import type { SceneText, SongText } from '../../pipeline/ports.ts';
import { combine, type Evidence } from './combine.ts';
import { describeFeeling } from './describe-feeling.ts';
import { languageOf, sungText } from './lyrics.ts';
import type { WordReader, WordReading } from './read-words.ts';

/** Little evidence about a song is pulled to the middle by this much weight. */
const SHRINK = 0.25;
/** Light and colour are a weak prior (rho 0.2 with how people rate photos): a tenth, unless no word says anything. */
const PALETTE_SHARE = 0.1;
/** The person's own words against the caption's. */
const FEELING_WEIGHT = 4;

/** A song's reading, and what kept its lyrics from being read: another language, or that there are none. */
export type ReadSong = { reading: SongReading; obstacle: 'foreign' | 'instrumental' | null };

function evidenceOf(reading: WordReading, valenceWeight: number, energyWeight: number): Evidence {
  return {
    ...reading,
    valenceWeight: valenceWeight * reading.confidence,
    energyWeight: energyWeight * reading.confidence,
  };
}

/** Guests are people, not feelings; "(Remastered 2011)" and the like have no known word. */
function withoutGuests(title: string): string {
  return title.slice(0, 300).replace(/[([]?\b(?:feat|ft|featuring)\b\.?[^)\]]{0,120}[)\]]?/gi, ' ');
}

/** Exportify's numbers are 0..1; their middles over popular music are about .48 and .6, not .5. */
function audioEvidence({ audio }: Song): Evidence[] {
  if (!audio || (audio.valence === null && audio.energy === null)) return [];
  return [
    {
      valence: audio.valence === null ? null : (audio.valence - 0.48) * 2,
      energy: audio.energy === null ? null : (audio.energy - 0.6) * 2,
      moods: [],
      themes: [],
      valenceWeight: 2,
      energyWeight: 3,
    },
  ];
}

function titleEvidence({ title, album }: Song, words: WordReader): Evidence[] {
  const plain = withoutGuests(title);
  if (languageOf(plain) === 'other') return [];
  const evidence = [evidenceOf(words.read(plain, 'title'), 0.6, 0.5)];
  // An album's name says a little of how its songs feel, and nothing of what they are about.
  if (album && album !== title)
    evidence.push({ ...evidenceOf(words.read(album, 'title'), 0.1, 0.1), themes: [] });
  return evidence;
}

/** From its lyrics where they are English, else from what is known of it. */
export function readSong({ song, lyrics }: SongText, words: WordReader): ReadSong {
  const sung = lyrics.kind === 'words' ? sungText(lyrics.text) : null;
  const isForeign = sung?.language === 'other';
  const sungReading = sung && !isForeign ? words.readPassages(sung.passages, 'lyrics') : null;
  const evidence: Evidence[] = [];
  // Lyrics say what is felt; how fast they are played they hardly say.
  if (sung && sungReading?.known) evidence.push(evidenceOf(sungReading, sung.trust, sung.trust * 0.6));
  evidence.push(...titleEvidence(song, words));
  const genres = words.read(song.genres.slice(0, 8).join('; '), 'genres');
  if (genres.known > 0) evidence.push(evidenceOf(genres, 0.6, 1.5));
  const audio = audioEvidence(song);
  const combined = combine([...evidence, ...audio], SHRINK);

  const isKnownBeyondTitle = genres.known > 0 || audio.length > 0 || lyrics.kind === 'instrumental';
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
  const withoutPalette = caption.replace(palette.description, ' ').trim();
  const said = words.read(withoutPalette === '' ? caption : withoutPalette, 'caption');
  const felt = words.read(feeling, 'summary');
  const feltWeight = felt.known > 0 ? FEELING_WEIGHT : 0;
  const paletteWeight = (dimension: 'valence' | 'energy'): number =>
    said[dimension] === null && felt[dimension] === null ? 1 : PALETTE_SHARE;
  const combined = combine(
    [
      { ...said, valenceWeight: 1, energyWeight: 1 },
      { ...felt, valenceWeight: feltWeight, energyWeight: feltWeight },
      {
        valence: palette.valence,
        energy: palette.energy,
        moods: [],
        themes: [],
        valenceWeight: paletteWeight('valence'),
        energyWeight: paletteWeight('energy'),
      },
    ],
    0,
  );
  const reading = { ...combined, valence: combined.valence ?? 0, energy: combined.energy ?? 0 };
  const summary = describeFeeling({ ...reading, themes: [] }, `${caption} ${feeling}`);
  return { ...reading, summary, by: 'lexicon' };
}

/** Text → what its words feel like. */
import type { Mood } from '../../model/reading.ts';
import { type Entry, type Lexicon, loadLexicon } from './lexicon.ts';
import { createMatcher, type Hit, type Subject } from './matcher.ts';
import { chooseMoods } from './moods.ts';
import { type Stance, stancesOf } from './scope.ts';
import { type Token, tokenise } from './tokens.ts';

/** What kind of text is read: genres are words of descriptions only, titles are too short to be sure of. */
export type TextKind = 'caption' | 'summary' | 'title' | 'lyrics' | 'genres';

export type WordReading = {
  /** -1..1; null without a known word. */
  valence: number | null;
  energy: number | null;
  moods: Mood[];
  themes: string[];
  /** Known words found. */
  known: number;
  /** 0..1: how much feeling the reading rests on. */
  confidence: number;
};

/** A stretch of text and how much it counts: a chorus counts more than a line sung once. */
export type Passage = { text: string; weight: number };

export type WordReader = {
  read(text: string, kind?: TextKind): WordReading;
  readPassages(passages: readonly Passage[], kind: TextKind): WordReading;
  /** The hits of a text, for vectors. */
  hits(text: string, kind?: TextKind): { hit: Hit; stance: Stance }[];
};

/** How far a few weak words are pulled to the middle, in units of one full-strength word. */
const SHRINK: Record<TextKind, number> = {
  caption: 0.25,
  summary: 0.15,
  title: 0.6,
  lyrics: 1.2,
  genres: 0.25,
};
/** Where energy rests without strong words: a photo is still until something in it moves. */
const REST: Record<TextKind, number> = { caption: -0.2, summary: 0, title: 0, lyrics: 0, genres: 0 };
/** Feeling words crowd the middle of the scale once they are averaged, the more so the more there are; this opens it. */
const STRETCH: Record<TextKind, number> = {
  caption: 1.5,
  summary: 1.5,
  title: 1.5,
  lyrics: 2.1,
  genres: 1.5,
};

const MUSIC = new Set(['song', 'ballad', 'tune', 'music', 'anthem', 'lullaby', 'melody', 'chorus']);
/** Genres that are everyday words too. */
const HOMONYMS = new Set(
  'rock metal house garage bedroom trap drill jungle world western country soul lounge score children trance drone'.split(
    ' ',
  ),
);

type Sums = {
  valence: number;
  valenceWeight: number;
  energy: number;
  energyWeight: number;
  moods: Map<Mood, number>;
  themes: Map<string, number>;
  known: number;
};

/** Strong words weigh more than weak ones. */
const strength = (value: number): number => Math.abs(value) ** 0.6;

function themesOf(entry: Entry): readonly string[] {
  if (entry.themes.length > 0) return entry.themes;
  return entry.field === 'scene' && entry.pos === 'n' ? [entry.lemma] : [];
}

function count(sums: Sums, entry: Entry, stance: Stance, weight: number, kind: TextKind): void {
  const w = weight * stance.weight;
  const valence = entry.valence * stance.valence;
  const isMusic = entry.field === 'sound' || entry.field === 'genre';
  sums.known += 1;
  sums.valence += valence * strength(valence) * w;
  sums.valenceWeight += strength(valence) * w;
  if (entry.energy !== null) {
    const energy = entry.energy * stance.energy;
    // A summary's words for the sound say how much moves; those for the story say less.
    const say = w * (kind === 'summary' ? (isMusic ? 1.5 : 0.8) : 1);
    sums.energy += energy * strength(energy) * say;
    sums.energyWeight += strength(energy) * say;
  }
  if (stance.moods) {
    const vote = w * (0.15 + strength(valence) + Math.abs(entry.energy ?? 0) * 0.5);
    entry.moods.forEach((mood, index) => {
      sums.moods.set(mood, (sums.moods.get(mood) ?? 0) + vote * (index === 0 ? 1 : 0.6));
    });
  }
  for (const theme of themesOf(entry)) {
    sums.themes.set(theme, (sums.themes.get(theme) ?? 0) + w * (0.5 + strength(valence)));
  }
}

/** A summer house is no house music: a word that is nothing else must be there, or two that may be. */
function speaksOfMusic(hits: readonly Hit[]): boolean {
  const sounds = hits.filter(({ entry }) => entry.field === 'sound' || entry.field === 'genre');
  return (
    sounds.length > 1 ||
    sounds.some(({ entry }) =>
      entry.field === 'genre' ? !HOMONYMS.has(entry.lemma) : entry.words.some((word) => MUSIC.has(word)),
    )
  );
}

const squash = (value: number): number => Math.max(-1, Math.min(1, value));

function finish(sums: Sums, kind: TextKind): WordReading {
  const shrink = SHRINK[kind];
  const valence =
    sums.known === 0 ? null : squash((STRETCH[kind] * sums.valence) / (sums.valenceWeight + shrink));
  const energy =
    sums.energyWeight === 0
      ? null
      : squash((STRETCH[kind] * (sums.energy + shrink * REST[kind])) / (sums.energyWeight + shrink));
  const felt = sums.valenceWeight + sums.energyWeight;
  return {
    valence,
    energy,
    moods: sums.known === 0 ? [] : chooseMoods(sums.moods, { valence, energy }),
    themes: [...sums.themes.entries()]
      .sort((a, b) => b[1] - a[1])
      .slice(0, 5)
      .map(([theme]) => theme),
    known: sums.known,
    confidence: felt / (felt + 1.5 + shrink),
  };
}

/** A reader over a lexicon. Negation, degree and contrast are honoured (see scope.ts). */
export function createWordReader(lexicon: Lexicon = loadLexicon()): WordReader {
  const matcher = createMatcher(lexicon);

  /** A summary is of music where it says so; else its words mean what they mean in a song. */
  function matched(tokens: readonly Token[], kind: TextKind): { hits: Hit[]; subject: Subject } {
    if (kind === 'summary' || kind === 'genres') {
      const hits = matcher.match(tokens, 'music');
      if (kind === 'genres' || speaksOfMusic(hits)) return { hits, subject: 'music' };
    }
    const subject = kind === 'caption' ? 'photo' : 'song';
    return { hits: matcher.match(tokens, subject), subject };
  }

  function hitsOf(text: string, kind: TextKind): { hit: Hit; stance: Stance }[] {
    const tokens = tokenise(text);
    const { hits, subject } = matched(tokens, kind);
    const stances = stancesOf(tokens, hits, subject);
    return hits.flatMap((hit, index) => {
      const stance = stances[index];
      return stance ? [{ hit, stance }] : [];
    });
  }

  function readPassages(passages: readonly Passage[], kind: TextKind): WordReading {
    const sums: Sums = {
      valence: 0,
      valenceWeight: 0,
      energy: 0,
      energyWeight: 0,
      moods: new Map(),
      themes: new Map(),
      known: 0,
    };
    for (const { text, weight } of passages) {
      for (const { hit, stance } of hitsOf(text, kind)) {
        count(sums, hit.entry, stance, weight, kind);
      }
    }
    return finish(sums, kind);
  }

  return {
    read: (text, kind = 'summary') => readPassages([{ text, weight: 1 }], kind),
    readPassages,
    hits: (text, kind = 'summary') => hitsOf(text, kind),
  };
}

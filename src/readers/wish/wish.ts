/**
 * A person's free words about a ranking ("less busy", "no love songs", "the lake, not the people") → another reading
 * of the scene and what to keep away from. Read with the affect lexicon; words it does not know change nothing.
 */

import { sentences } from '../../locales/sentences.ts';
import type { Avoid } from '../../model/ranking.ts';
import type { SceneReading } from '../../model/reading.ts';
import type { Sentence } from '../../model/sentence.ts';
import type { Wish } from '../../pipeline/ports.ts';
import { describeFeeling } from '../lexicon/describe-feeling.ts';
import type { Entry } from '../lexicon/lexicon.ts';
import { lazyWordReader, type WordReader } from '../lexicon/read-words.ts';
import { tokenise } from '../lexicon/tokens.ts';
import { type Clause, clausesOf, type Direction, MAX_WISH, subjectWords } from './clauses.ts';
import { movedMoods, movedPlace, type Pull } from './move-scene.ts';
import { loadWishWords } from './wish-words.ts';

/** One thing that was wished: a feeling or a subject. */
type Wanted = {
  kind: 'feeling' | 'subject';
  direction: Direction;
  degree: number;
  /** The word, as the lexicon has it or, for a subject it does not know, as the person wrote it. */
  name: string;
  entry: Entry | null;
  isCorrection: boolean;
};

/** Nouns that name a feeling and not something a song may be about. */
const FEELINGS = new Set(
  (
    'hope joy happiness sadness sorrow anger rage fear calm peace energy fun drama noise tension melancholy nostalgia ' +
    'tenderness passion excitement gloom darkness light warmth loneliness grief longing power tranquillity'
  ).split(' '),
);

function isFeeling({ pos, field, lemma, moods, themes, words }: Entry): boolean {
  if (field === 'genre') return false;
  if (pos === 'v') return true;
  if (pos === 'a' || pos === 'r' || FEELINGS.has(lemma)) return true;
  // "Dark" and "make me cry" are feelings; "love" and "party" name themselves as what a song is about.
  return (
    (pos === '-' || pos === 'i') && field !== 'scene' && moods.length > 0 && !themes.includes(words.join(' '))
  );
}

/** "Songs" in a wish are all songs, and a day may be any. */
const VAGUE = new Set(
  'song music tune track melody playlist sound tempo day week time thing way last long final first left right feel'.split(
    ' ',
  ),
);

/** A verb this strong tells what happened ("my grandfather died"); others say what to do ("ignore", "make"). */
const TELLING_VERB = 0.45;

function isTelling({ pos, lemma, valence, moods, words }: Entry): boolean {
  if (pos === 'v') return moods.length > 0 && Math.abs(valence) >= TELLING_VERB;
  return !VAGUE.has(lemma) && !(words.length > 1 && VAGUE.has(words[0] ?? '') && moods.length === 0);
}

/** "Love song" is about love; what happened, or a phrase, is told by its mood. */
function nameOf(entry: Entry): string {
  const { field, words, themes, moods, lemma, pos } = entry;
  if (field === 'sound' && words.length > 1) return themes[0] ?? lemma;
  return isFeeling(entry) && (pos === 'v' || words.length > 1) ? (moods[0] ?? lemma) : lemma;
}

/** "Sadder": more, though no word says so. */
function isComparative(token: string | undefined, entry: Entry): boolean {
  return token?.endsWith('er') === true && token !== entry.lemma && isFeeling(entry);
}

function wantedOf(clause: Clause, words: WordReader): Wanted[] {
  const { degree, isCorrection } = clause;
  const tokens = tokenise(clause.text);
  const known = (kind: 'summary' | 'caption') =>
    words.hits(clause.text, kind).filter(({ hit }) => isTelling(hit.entry));
  const felt = known('summary');
  const found = felt.length > 0 ? felt : known('caption');
  if (found.length === 0) {
    const [name] = isCorrection || clause.direction !== 'more' ? subjectWords(clause.text).slice(-1) : [];
    // An unknown word alone may be anything, a typing error or a command: it must be shut out, or be said to be there.
    if (name === undefined || (!isCorrection && clause.direction !== 'none')) return [];
    return [{ kind: 'subject', direction: clause.direction, degree, name, entry: null, isCorrection }];
  }
  return found.map(({ hit: { entry, from } }) => {
    const isMore = clause.direction === 'toward' && isComparative(tokens[from]?.text, entry);
    return {
      kind: isFeeling(entry) ? 'feeling' : 'subject',
      direction: isMore ? 'more' : clause.direction,
      degree,
      name: nameOf(entry),
      entry,
      isCorrection,
    };
  });
}

const isFor = ({ direction }: Wanted): boolean => direction === 'toward' || direction === 'more';

function pullsOf(wanted: readonly Wanted[]): Pull[] {
  return wanted.flatMap(({ kind, direction, degree, entry, isCorrection }): Pull[] => {
    if (entry === null) return [];
    const { valence, energy } = entry;
    const place = { valence, energy: energy ?? 0 };
    if (kind === 'feeling') return [{ place, direction, degree }];
    // What is seen has a say in the feeling, less than a feeling that is named; what is shut out has none.
    if (direction === 'less' || direction === 'none') return [];
    return [{ place, direction: 'toward', degree: isCorrection ? 0.8 : 0.4 }];
  });
}

function subjectsOf({ name, entry }: Wanted): string[] {
  if (entry === null) return [name];
  // Songs have their genres by name, of however many words.
  const isNamed = entry.words.length === 1 || entry.field === 'genre';
  return [...new Set([...entry.themes, ...(isNamed ? [name] : [])])];
}

function avoidOf(wanted: readonly Wanted[]): Avoid {
  const against = wanted.filter((one) => !isFor(one));
  const liked = new Set(wanted.filter(isFor).flatMap(({ entry }) => entry?.moods ?? []));
  const moods = against.flatMap(({ kind, direction, entry }) => {
    const own = entry?.moods ?? [];
    if (kind === 'feeling') return direction === 'none' ? own : own.slice(0, 1);
    // Songs about love are its mood too; songs about rain are not melancholy itself, and jazz is no mood.
    return entry?.field === 'genre' ? [] : own.filter((mood) => mood === 'romantic' || mood === 'sensual');
  });
  const themes = against.filter(({ kind }) => kind === 'subject').flatMap(subjectsOf);
  return { moods: [...new Set(moods)].filter((mood) => !liked.has(mood)), themes: [...new Set(themes)] };
}

/** Share of the telling words that became wishes. */
function coverageOf(clauses: readonly Clause[], wanted: readonly Wanted[]): number {
  const said = clauses.reduce((sum, { text }) => sum + subjectWords(text).length, 0);
  const understood = wanted.reduce((sum, { entry }) => sum + (entry?.words.length ?? 1), 0);
  return said === 0 ? 1 : Math.min(1, understood / said);
}

/** Certainty of what a person says of their own photo. */
const SAID = 0.8;

/** The reading after all wishes; on the axes in `torn` they contradict each other. */
function moved(reading: SceneReading, wanted: readonly Wanted[], avoid: Avoid) {
  const { place, torn } = movedPlace(reading, pullsOf(wanted));
  const liked = wanted.filter(isFor);
  const wantedMoods = liked
    .filter(({ kind, direction, isCorrection }) => kind === 'feeling' || direction === 'more' || isCorrection)
    .flatMap(({ entry }) => entry?.moods.slice(0, 1) ?? []);
  const moods = movedMoods(
    { moods: reading.moods, place: reading },
    { moods: torn.length > 0 ? [] : wantedMoods, avoided: avoid.moods, place },
  );
  const subjects = liked.filter(({ kind }) => kind === 'subject').flatMap(subjectsOf);
  const left = reading.themes.filter((theme) => !avoid.themes.includes(theme));
  const themes = [...new Set([...subjects, ...left])].slice(0, 5);
  const isSame =
    place.valence === reading.valence && place.energy === reading.energy && subjects.length === 0;
  const feeling = { ...place, moods: moods.slice(0, 1), themes: subjects.slice(0, 2) };
  const summary = isSame ? reading.summary : describeFeeling(feeling, reading.summary);
  // The person knows what they want: an axis they speak of is as good as known.
  const sure = (axis: 'valence' | 'energy'): number =>
    place[axis] === reading[axis] ? reading.certainty[axis] : Math.max(reading.certainty[axis], SAID);
  const certainty = { valence: sure('valence'), energy: sure('energy') };
  const evidence = isSame ? reading.evidence : [...new Set([...reading.evidence, 'words' as const])];
  return { reading: { ...reading, ...place, moods, themes, summary, certainty, evidence }, torn };
}

function understoodOf(
  wanted: readonly Wanted[],
  torn: readonly ('valence' | 'energy')[],
  text: string,
): Sentence {
  if (text.trim() === '') return sentences.wish.empty;
  if (wanted.length === 0) return sentences.wish.nothingFound;
  const phrases = wanted.map(({ kind, direction, degree, name }) => ({ kind, direction, degree, name }));
  return sentences.wish.understood(phrases, text.length > MAX_WISH, torn);
}

/** Never throws, whatever the words are; equal words give equal wishes. It loads its words with the first wish. */
export function createWishReader(words = lazyWordReader()): (reading: SceneReading, text: string) => Wish {
  let toEnglish: ((text: string) => string) | null = null;
  return (reading, text) => {
    toEnglish ??= loadWishWords();
    const clauses = clausesOf(toEnglish(text.slice(0, 4000)));
    const wanted = clauses.flatMap((clause) => wantedOf(clause, words()));
    const coverage = coverageOf(clauses, wanted);
    const avoid = avoidOf(wanted);
    if (wanted.length === 0) {
      const understood = understoodOf([], [], text);
      return { reading, avoid, understood, isUnderstood: false, coverage };
    }
    const { reading: next, torn } = moved(reading, wanted, avoid);
    return {
      reading: next,
      avoid,
      understood: understoodOf(wanted, torn, text),
      isUnderstood: true,
      coverage,
    };
  };
}

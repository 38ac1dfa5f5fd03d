/** A line of the lexicon → an entry. */
import { MOODS, type Mood } from '../../model/reading.ts';
import { tokenise } from './tokens.ts';

/** Noun, verb, adjective, adverb, other; `-` is any of them. */
export type Pos = 'n' | 'v' | 'a' | 'r' | 'i' | '-';

/** What a word belongs to, by its file: how a thing looks, how music sounds, a genre, or language at large. */
export type Field = 'general' | 'scene' | 'sound' | 'genre';

export type Entry = {
  lemma: string;
  /** The lemma as tokens; more than one is a phrase. */
  words: readonly string[];
  pos: Pos;
  field: Field;
  /** -1 unpleasant .. 1 pleasant. */
  valence: number;
  /** -1 calm .. 1 excited; null when the word does not tell. */
  energy: number | null;
  moods: readonly Mood[];
  themes: readonly string[];
};

const POS: ReadonlySet<string> = new Set(['n', 'v', 'a', 'r', 'i', '-']);
const isPos = (text: string): text is Pos => POS.has(text);
const isMood = (text: string): text is Mood => MOODS.some((mood) => mood === text);

function fieldOf(file: string): Field {
  if (file.startsWith('scene')) return 'scene';
  if (file.startsWith('sound')) return 'sound';
  return file.startsWith('genre') ? 'genre' : 'general';
}

/** A lemma as `tokenise` parts it; plain words take the short way, for there are thousands. */
export function wordsOf(lemma: string): string[] {
  if (/^[a-z]+$/.test(lemma)) return [lemma];
  return /^[a-z ]+$/.test(lemma) ? lemma.split(' ') : tokenise(lemma).map((token) => token.text);
}

const listOf = (cell: string): string[] => {
  const text = cell.trim();
  return text === '' ? [] : text.split(',').map((item) => item.trim());
};

/** Where a line stands, for the error that names it. */
export type Place = { file: string; line: number };

/** A line that is neither empty nor a comment. Throws an error naming file and line when it is wrong. */
export function parseEntry(content: string, { file, line }: Place): Entry {
  const wrong = (what: string): Error => new Error(`${file}:${line}: ${what}`);
  const numberOf = (cell: string): number => {
    if (!/^-?(?:0|1|0?\.\d+|1\.0+)$/.test(cell)) throw wrong(`"${cell.slice(0, 20)}" is no number in -1..1`);
    return Number(cell);
  };
  const [lemma = '', pos = '', valence = '', energy = '', moods = '', themes = ''] = content.split('\t');
  const words = wordsOf(lemma);
  // Four words, of which one may be two: "don't".
  if (words[0] === undefined || words.length > 5) throw wrong('a lemma is one to four words');
  if (!isPos(pos)) throw wrong(`unknown part of speech "${pos.slice(0, 20)}"`);
  const unknown = listOf(moods).find((mood) => !isMood(mood));
  if (unknown !== undefined) throw wrong(`unknown mood "${unknown.slice(0, 20)}"`);
  return {
    lemma,
    words,
    pos,
    field: fieldOf(file),
    valence: numberOf(valence),
    energy: energy === '' ? null : numberOf(energy),
    moods: listOf(moods).filter(isMood),
    themes: listOf(themes),
  };
}

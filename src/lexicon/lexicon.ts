/**
 * The affect lexicon: `assets/lexicon/*.tsv`, our own reading of the language on Russell's circumplex (1980).
 * A line is `lemma, pos, valence, energy, moods, themes`, parted by tabs; `#` opens a comment.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MOODS, type Mood } from '../pipeline/types.ts';
import { packagePath } from '../support/root.ts';
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

export type Lexicon = {
  entries: readonly Entry[];
  /** Every entry whose first word this is, longest phrase first. */
  startingWith(word: string): readonly Entry[];
  /** First eight hex digits of the data's SHA-256: changes whenever a line does. */
  version: string;
};

const POS: ReadonlySet<string> = new Set(['n', 'v', 'a', 'r', 'i', '-']);
const isPos = (text: string): text is Pos => POS.has(text);
const isMood = (text: string): text is Mood => MOODS.some((mood) => mood === text);

function fieldOf(file: string): Field {
  if (file.startsWith('scene')) return 'scene';
  if (file.startsWith('sound')) return 'sound';
  return file.startsWith('genre') ? 'genre' : 'general';
}

/** As `tokenise` parts them; plain words take the short way, for there are thousands. */
function wordsOf(lemma: string): string[] {
  if (/^[a-z]+$/.test(lemma)) return [lemma];
  return /^[a-z ]+$/.test(lemma) ? lemma.split(' ') : tokenise(lemma).map((token) => token.text);
}

/** The same few cells stand in thousands of lines: each is worked out once. */
function once<T>(work: (cell: string) => T): (cell: string) => T {
  const known = new Map<string, T>();
  return (cell) => {
    const found = known.get(cell);
    if (found !== undefined) return found;
    const made = work(cell);
    known.set(cell, made);
    return made;
  };
}

/** One file's lines as entries. Throws an error naming file and line when a line is wrong. */
export function parseLexicon(text: string, file: string): Entry[] {
  const field = fieldOf(file);
  let line = 0;
  const wrong = (what: string): Error => new Error(`${file}:${line}: ${what}`);
  const numberIn = once((cell) => {
    const number = /^-?(?:0|1|0?\.\d+|1\.0+)$/.test(cell) ? Number(cell) : Number.NaN;
    if (Number.isNaN(number)) throw wrong(`"${cell.slice(0, 20)}" is no number in -1..1`);
    return number;
  });
  const listIn = once((cell) => (cell === '' ? [] : cell.split(',').map((item) => item.trim())));
  const moodsIn = once((cell) => {
    const unknown = listIn(cell).find((mood) => !isMood(mood));
    if (unknown !== undefined) throw wrong(`unknown mood "${unknown.slice(0, 20)}"`);
    return listIn(cell).filter(isMood);
  });
  const entries: Entry[] = [];
  for (const content of text.split('\n')) {
    line += 1;
    if (content === '' || content.startsWith('#') || content.trim() === '') continue;
    const [lemma = '', pos = '', valence = '', energy = '', moods = '', themes = ''] = content.split('\t');
    const words = wordsOf(lemma);
    if (words[0] === undefined || words.length > 5) throw wrong('a lemma is one to four words');
    if (!isPos(pos)) throw wrong(`unknown part of speech "${pos.slice(0, 20)}"`);
    entries.push({
      lemma,
      words,
      pos,
      field,
      valence: numberIn(valence),
      energy: energy === '' ? null : numberIn(energy),
      moods: moodsIn(moods.trim()),
      themes: listIn(themes.trim()),
    });
  }
  return entries;
}

/**
 * Every `.tsv` of the folder, indexed; about a tenth of a second.
 * A word may stand among the scenes and in one other file: a sunset seen is more than a sunset sung of.
 * Throws an error naming file and line when a line is wrong or stands there twice.
 */
export function loadLexicon(folder: string = packagePath('assets', 'lexicon')): Lexicon {
  const hash = createHash('sha256');
  const entries: Entry[] = [];
  const byFirst = new Map<string, Entry[]>();
  const seen = new Set<string>();
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.tsv'))
    .sort();
  for (const file of files) {
    const text = readFileSync(join(folder, file), 'utf8');
    hash.update(file).update(text);
    for (const entry of parseLexicon(text, file)) {
      const key = `${entry.words.join(' ')}\t${entry.pos}\t${entry.field === 'scene' ? 'seen' : 'said'}`;
      if (seen.has(key))
        throw new Error(`${file}: "${entry.lemma}" (${entry.pos}) stands in the lexicon twice`);
      seen.add(key);
      entries.push(entry);
      const first = entry.words[0] ?? '';
      const list = byFirst.get(first);
      if (list) list.push(entry);
      else byFirst.set(first, [entry]);
    }
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.words.length - a.words.length);
  return {
    entries,
    startingWith: (word) => byFirst.get(word) ?? [],
    version: hash.digest('hex').slice(0, 8),
  };
}

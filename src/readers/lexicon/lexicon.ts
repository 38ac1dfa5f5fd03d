/**
 * The affect lexicon, `assets/lexicon/*.tsv`: our own judgement of English words on Russell's circumplex (1980).
 * A line is `lemma, pos, valence, energy, moods, themes`, separated by tabs; `#` starts a comment.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MOODS, type Mood } from '../../model/reading.ts';
import { packagePath } from '../../package-path.ts';
import { tokenise } from './tokens.ts';

/** Noun, verb, adjective, adverb, other; `-` is any of them. */
const partsOfSpeech = ['n', 'v', 'a', 'r', 'i', '-'] as const;

export type Entry = {
  lemma: string;
  /** The lemma as tokens; more than one is a phrase. */
  words: readonly string[];
  pos: (typeof partsOfSpeech)[number];
  /** By its file: how a thing looks, how music sounds, a genre, or language at large. */
  field: 'general' | 'scene' | 'sound' | 'genre';
  /** -1 unpleasant .. 1 pleasant. */
  valence: number;
  /** -1 calm .. 1 excited; null when the word does not say. */
  energy: number | null;
  moods: readonly Mood[];
  themes: readonly string[];
};

export type Lexicon = {
  /** Every entry whose first word this is, longest phrase first. Throws for a malformed line. */
  startingWith(word: string): readonly Entry[];
  /** Can the theme stand in a sentence? Those of words outside the scenes can: "night" and "home", not "table". */
  isSpokenTheme(theme: string): boolean;
};

type Line = { file: string; line: number; content: string };

const isOneOf = <T extends string>(list: readonly T[], text: string): text is T =>
  list.some((one) => one === text);

function fieldOf(file: string): Entry['field'] {
  return (['scene', 'sound', 'genre'] as const).find((field) => file.startsWith(field)) ?? 'general';
}

/** A lemma as `tokenise` splits it, with a shortcut for plain words: there are thousands. */
function wordsOf(lemma: string): string[] {
  return /^[a-z ]+$/.test(lemma) ? lemma.split(' ') : tokenise(lemma).map((token) => token.text);
}

const listOf = (cell: string): string[] =>
  cell.trim() === '' ? [] : cell.split(',').map((item) => item.trim());

/** The lines of a file that are neither empty nor comments. */
export function linesOf({ file, text }: { file: string; text: string }): Line[] {
  return text
    .split('\n')
    .map((content, index) => ({ file, line: index + 1, content: content.trimEnd() }))
    .filter(({ content }) => content !== '' && !content.startsWith('#'));
}

/** Throws an error naming file and line for a malformed line. */
export function parseEntry({ content, file, line }: Line): Entry {
  const malformed = (what: string): Error => new Error(`${file}:${line}: ${what}`);
  const numberOf = (cell: string): number => {
    if (/^-?(?:0|1|0?\.\d+|1\.0+)$/.test(cell)) return Number(cell);
    throw malformed(`"${cell.slice(0, 20)}" is not a number in -1..1`);
  };
  const [lemma = '', pos = '', valence = '', energy = '', moods = '', themes = ''] = content.split('\t');
  const words = wordsOf(lemma);
  // Four words, of which one may be two tokens: "don't".
  if (!words[0] || words.length > 5) throw malformed('a lemma is one to four words');
  if (!isOneOf(partsOfSpeech, pos)) throw malformed(`unknown part of speech "${pos.slice(0, 20)}"`);
  return {
    lemma,
    words,
    pos,
    field: fieldOf(file),
    valence: numberOf(valence),
    energy: energy === '' ? null : numberOf(energy),
    moods: listOf(moods).map((mood) => {
      if (!isOneOf(MOODS, mood)) throw malformed(`unknown mood "${mood.slice(0, 20)}"`);
      return mood;
    }),
    themes: listOf(themes),
  };
}

const bundled = packagePath('assets', 'lexicon');

function readFiles(folder: string, name: RegExp): { file: string; text: string }[] {
  const files = readdirSync(folder).filter((file) => name.test(file));
  return files.sort().map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));
}

/** First eight hex digits of the SHA-256 of the lexicon and of the JSON tables beside it, in a few milliseconds. */
export function lexiconVersion(folder = bundled): string {
  const hash = createHash('sha256');
  for (const { file, text } of readFiles(folder, /\.(?:tsv|json)$/)) hash.update(file).update(text);
  return hash.digest('hex').slice(0, 8);
}

/** Reads every `.tsv`, in some tens of milliseconds; a line is parsed when its word is first needed. */
export function loadLexicon(): Lexicon {
  const unparsed = new Map<string, Line[]>();
  const parsed = new Map<string, readonly Entry[]>();
  const spokenThemes = new Set<string>();
  for (const line of readFiles(bundled, /\.tsv$/).flatMap(linesOf)) {
    const [lemma = '', , , , , themes = ''] = line.content.split('\t');
    const first = /^[a-z]+(?= |$)/.exec(lemma)?.[0] ?? wordsOf(lemma)[0] ?? '';
    const list = unparsed.get(first);
    if (list) list.push(line);
    else unparsed.set(first, [line]);
    if (fieldOf(line.file) !== 'scene') for (const theme of listOf(themes)) spokenThemes.add(theme);
  }
  return {
    startingWith(word) {
      const known = parsed.get(word);
      if (known) return known;
      const found = (unparsed.get(word) ?? []).map(parseEntry);
      found.sort((a, b) => b.words.length - a.words.length);
      if (found.length > 0) parsed.set(word, found);
      return found;
    },
    isSpokenTheme: (theme) => spokenThemes.has(theme),
  };
}

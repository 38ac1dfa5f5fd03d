/**
 * The affect lexicon: `assets/lexicon/*.tsv`, our own reading of the language on Russell's circumplex (1980).
 * A line is `lemma, pos, valence, energy, moods, themes`, parted by tabs; `#` opens a comment.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packagePath } from '../../package-path.ts';
import { type Entry, type Place, parseEntry, wordsOf } from './parse-lexicon.ts';

export type { Entry, Field, Pos } from './parse-lexicon.ts';

export type Lexicon = {
  /**
   * Every entry, in the order of the files. Throws an error naming file and line when a line is wrong or
   * stands there twice; a word may stand among the scenes and once elsewhere: a sunset seen is more than sung of.
   */
  all(): readonly Entry[];
  /** Every entry whose first word this is, longest phrase first. */
  startingWith(word: string): readonly Entry[];
  /** Is this a theme that words outside the scenes have: "night" and "home", not "table"? */
  isSpokenTheme(theme: string): boolean;
  /** First eight hex digits of the data's SHA-256: changes whenever a line does. */
  version: string;
};

type Line = Place & { content: string };

function linesOf(text: string, file: string): Line[] {
  return text
    .split('\n')
    .map((content, index) => ({ file, line: index + 1, content: content.trimEnd() }))
    .filter(({ content }) => content !== '' && !content.startsWith('#'));
}

function firstWord(content: string): string {
  const plain = /^[a-z]+(?=[ \t])/.exec(content)?.[0];
  return plain ?? wordsOf(content.slice(0, Math.max(0, content.indexOf('\t'))))[0] ?? '';
}

function parseAll(lines: readonly Line[]): Entry[] {
  const seen = new Set<string>();
  return lines.map((line) => {
    const entry = parseEntry(line.content, line);
    const key = `${entry.words.join(' ')}\t${entry.pos}\t${entry.field === 'scene' ? 'seen' : 'said'}`;
    if (seen.has(key)) throw new Error(`${line.file}:${line.line}: "${entry.lemma}" stands there twice`);
    seen.add(key);
    return entry;
  });
}

function textsOf(folder: string): { file: string; text: string }[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.tsv'));
  return files.sort().map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));
}

/** `Lexicon.version` alone, in a few milliseconds. */
export function lexiconVersion(folder: string = packagePath('assets', 'lexicon')): string {
  const hash = createHash('sha256');
  for (const { file, text } of textsOf(folder)) hash.update(file).update(text);
  return hash.digest('hex').slice(0, 8);
}

/** Reads every `.tsv` of the folder, in some tens of milliseconds; a line is parsed when its word first comes up. */
export function loadLexicon(folder: string = packagePath('assets', 'lexicon')): Lexicon {
  const hash = createHash('sha256');
  const lines: Line[] = [];
  const raw = new Map<string, Line[]>();
  const spoken = new Set<string>();
  for (const { file, text } of textsOf(folder)) {
    hash.update(file).update(text);
    for (const line of linesOf(text, file)) {
      lines.push(line);
      const first = firstWord(line.content);
      const list = raw.get(first);
      if (list) list.push(line);
      else raw.set(first, [line]);
      if (!file.startsWith('scene')) {
        for (const theme of line.content.split('\t')[5]?.split(',') ?? []) spoken.add(theme.trim());
      }
    }
  }
  const parsed = new Map<string, readonly Entry[]>();
  return {
    all: () => parseAll(lines),
    startingWith(word) {
      const known = parsed.get(word);
      if (known) return known;
      const found = raw.get(word);
      if (found === undefined) return [];
      const entries = found.map((line) => parseEntry(line.content, line));
      entries.sort((a, b) => b.words.length - a.words.length);
      parsed.set(word, entries);
      return entries;
    },
    isSpokenTheme: (theme) => spoken.has(theme),
    version: hash.digest('hex').slice(0, 8),
  };
}

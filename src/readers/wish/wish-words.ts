/** The few words wishes are made of, in other languages and in slang → plain English the lexicon knows. */
import { z } from 'zod';
import { readPackaged } from '../../package-path.ts';

const tables = z.record(z.string(), z.record(z.string(), z.string()));

/** From here on a text is taken to be in a language. */
const UNDERSTOOD = 0.5;

const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
/** What turns the word before it: "ラブソングはなし", "悲しくない". */
const JAPANESE_NOT = ['じゃなく', 'ではなく', 'いらない', '控えめ', 'なし', 'ない', '抜き'] as const;

const WORD = /[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*/gu;
/** English among Japanese stays as it is. */
const LATIN = /[a-z]+/y;

type Table = ReadonlyMap<string, string>;

/** Of adjectives and plurals; "er" is German's comparative, which has words of its own, and also English's. */
const ENDING = { de: /e[nms]?$/, fr: /s$/, es: /s$/, pt: /s$/ } as const;
/** Shorter words are others: "mars" is no sea. */
const SHORTEST = 5;

type Dictionary = (word: string) => string | undefined;

/** "Traurigen" is known as "traurig", "tranquilas" as "tranquila". */
const inflected =
  (table: Table, ending: RegExp): Dictionary =>
  (word) =>
    table.get(word) ?? (word.length < SHORTEST ? undefined : table.get(word.replace(ending, '')));

/** Japanese is written without spaces: its words are looked for letter by letter, the longest first. */
function fromJapanese(text: string, table: Table): string {
  const words = [...table.keys()].sort((a, b) => b.length - a.length);
  const found: string[] = [];
  for (let at = 0; at < text.length; ) {
    const not = JAPANESE_NOT.find((one) => text.startsWith(one, at));
    const word = words.find((one) => text.startsWith(one, at));
    LATIN.lastIndex = at;
    const [latin] = LATIN.exec(text) ?? [];
    if (not !== undefined) found.splice(-1, 0, ', no');
    else if (word !== undefined) found.push(table.get(word) ?? '');
    else if (latin !== undefined) found.push(latin);
    else if (/[、。,.]/.test(text[at] ?? '')) found.push(',');
    at += (not ?? word ?? latin)?.length ?? 1;
  }
  return found.join(' ');
}

function translated(text: string, find: Dictionary): string {
  return text.replace(WORD, (word) => find(word) ?? word).replace(/['’]/g, ' ');
}

/**
 * Reads `assets/wish-words.json`; a broken file is a bug of ours. The function it gives puts words of other languages
 * into English, where at least half of a wish is known.
 */
export function loadWishWords(): (wish: string) => string {
  const file = readPackaged(tables, 'assets', 'wish-words.json');
  const of = (language: string): Table => new Map(Object.entries(file[language] ?? {}));
  const english = of('en');
  const japanese = of('ja');
  const others = Object.entries(ENDING).map(([language, ending]) => inflected(of(language), ending));
  return (wish) => {
    const plain = wish.normalize('NFKC').toLowerCase();
    if (JAPANESE.test(plain)) return fromJapanese(plain, japanese);
    const words = plain.match(WORD) ?? [];
    const counts = others.map((find) => words.filter((word) => find(word) !== undefined).length);
    const most = Math.max(...counts);
    const find = others[counts.indexOf(most)];
    if (find !== undefined && most > 0 && most >= UNDERSTOOD * words.length) return translated(plain, find);
    return plain.replace(WORD, (word) => english.get(word) ?? word);
  };
}

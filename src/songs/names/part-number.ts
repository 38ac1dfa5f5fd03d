/** Which part of a work a title names: "Pt. II", "(Part Two)" and "2" at the end are one part; none is another. */

const marks: Record<string, readonly string[]> = {
  part: ['part', 'parts', 'pt', 'pts', 'parte', 'partes', 'partie', 'teil', 'deel', 'del', 'часть'],
  volume: ['volume', 'volumes', 'vol', 'vols'],
  chapter: ['chapter', 'chapters', 'chap', 'ch', 'capitulo', 'kapitel'],
  act: ['act', 'acto', 'akt'],
  number: ['number', 'no', 'nos', 'nr', 'num'],
  episode: ['episode', 'ep', 'eps', 'episodio'],
  book: ['book'],
  scene: ['scene'],
  movement: ['movement', 'mvt'],
};
const markOf = new Map(Object.entries(marks).flatMap(([mark, words]) => words.map((word) => [word, mark])));

const romans = 'i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx'.split(' ');
const spelled = [
  'one two three four five six seven eight nine ten eleven twelve',
  'uno dos tres cuatro cinco',
  'un deux trois quatre cinq',
  'eins zwei drei vier funf',
].flatMap((words) => words.split(' ').map((word, at) => [word, at + 1] as const));
const spelledNumbers = new Map<string, number>(spelled);

/** A single I, V or X is more often a word ("Malcolm X", "You and I"), so it counts only after a mark. */
const bareNumber = (word: string): string | null => {
  if (/^\d+$/.test(word)) return word.replace(/^0+(?=\d)/, '');
  const roman = word.length > 1 ? romans.indexOf(word) : -1;
  return roman < 0 ? null : String(roman + 1);
};

function markedNumber(word: string, mark: string): string | null {
  // "No One" and "Number One" are names.
  if (mark === 'number') return bareNumber(word);
  const roman = romans.indexOf(word) + 1;
  const number = roman || spelledNumbers.get(word);
  return number === undefined ? bareNumber(word) : String(number);
}

export type Numbered = {
  /** The other words; roman numbers among them are digits. */
  words: string[];
  /** "part 2", "number 5", "part 1 2"; a bare number at the end is a part. In order; none without any. */
  parts: string[];
};

/** "Pt2" */
const glued = /^(parts?|pts?|vol|ch|no|nr|ep|act)(\d+)$/;

/** Takes the words of a title (folded) apart. */
export function takeParts(folded: readonly string[]): Numbered {
  const all = folded.flatMap((word) => glued.exec(word)?.slice(1) ?? [word]);
  const words: string[] = [];
  const parts: string[] = [];
  for (let at = 0; at < all.length; at++) {
    const word = all[at] ?? '';
    const mark = markOf.get(word);
    const numbers: string[] = [];
    for (let next = at + 1; mark !== undefined && next < all.length; next++) {
      const between = all[next] === 'and' && numbers.length > 0 ? 1 : 0;
      const number = markedNumber(all[next + between] ?? '', mark);
      if (number === null) break;
      numbers.push(number);
      next += between;
      at = next;
    }
    if (numbers.length > 0) parts.push(`${mark} ${numbers.join(' ')}`);
    else words.push(bareNumber(word) ?? word);
  }
  const last = words.at(-1) ?? '';
  if (parts.length === 0 && words.length > 1 && /^\d+$/.test(last))
    return { words: words.slice(0, -1), parts: [`part ${last}`] };
  return { words, parts };
}

/** Text → tokens: lower case, contractions opened, hyphens parted, "sooo" and "lovin'" made readable. */

export type Token = {
  /** Lower case, without apostrophes at the ends. */
  text: string;
  /** A comma, a stop, a line's end or a bracket stands before it: negation does not reach over it. */
  opensClause: boolean;
  /** A stop or a line's end stands before it: "but" does not reach over it. */
  opensSentence: boolean;
};

/** More text than this adds nothing to a reading. */
const MAX_CHARS = 8_000;

const CONTRACTIONS = new Map([
  ["can't", ['can', 'not']],
  ["won't", ['will', 'not']],
  ["ain't", ['is', 'not']],
  ["shan't", ['shall', 'not']],
  ["y'all", ['you', 'all']],
  ["'cause", ['because']],
  ["'til", ['until']],
  ["'em", ['them']],
  ["ma'am", ['madam']],
  ["rock'n'roll", ['rock', 'and', 'roll']],
  ['cannot', ['can', 'not']],
  ['aint', ['is', 'not']],
  ['dont', ['do', 'not']],
  ['cant', ['can', 'not']],
  ['gonna', ['going', 'to']],
  ['wanna', ['want', 'to']],
  ['gotta', ['got', 'to']],
  ['&', ['and']],
]);

const ENDINGS = new Map([
  ["'s", ''],
  ["'m", 'am'],
  ["'re", 'are'],
  ["'ve", 'have'],
  ["'ll", 'will'],
  ["'d", 'would'],
]);

function openContraction(word: string): string[] {
  const whole = CONTRACTIONS.get(word);
  if (whole) return whole;
  if (word.endsWith("n't")) return [word.slice(0, -3), 'not'];
  const at = word.lastIndexOf("'");
  if (at > 0) {
    const ending = ENDINGS.get(word.slice(at));
    if (ending !== undefined) return ending === '' ? [word.slice(0, at)] : [word.slice(0, at), ending];
    // The dropped g of lyrics: "lovin'" and "runnin'".
    if (word.endsWith("in'")) return [`${word.slice(0, -1)}g`];
  }
  return [word.replaceAll("'", '')];
}

/** The words of a text in their order. At most 8,000 characters are looked at. */
export function tokenise(text: string): Token[] {
  const plain = text
    .slice(0, MAX_CHARS)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u2018\u2019\u02bc`\u00b4]/g, "'");
  const tokens: Token[] = [];
  let opensClause = true;
  let opensSentence = true;
  for (const [part] of plain.matchAll(
    /[\p{L}\p{M}][\p{L}\p{M}']*|'[\p{L}][\p{L}']*|\d+|&|[.!?;:\n]|[,()[\]"\u2013\u2014]/gu,
  )) {
    if (/^[.!?;:\n]$/.test(part)) {
      opensClause = true;
      opensSentence = true;
      continue;
    }
    if (/^[,()[\]"\u2013\u2014]$/.test(part)) {
      opensClause = true;
      continue;
    }
    for (const word of openContraction(part)) {
      if (word === '') continue;
      tokens.push({ text: word, opensClause, opensSentence });
      opensClause = false;
      opensSentence = false;
    }
  }
  return tokens;
}

/** "sooo" → "soo", "so": three or more of a letter are never spelling. */
export function shortenings(word: string): string[] {
  if (!/(\p{L})\1\1/u.test(word)) return [];
  return [word.replace(/(\p{L})\1{2,}/gu, '$1$1'), word.replace(/(\p{L})\1{2,}/gu, '$1')];
}

/** Text → tokens: lower case, contractions expanded, hyphens split. */

export type Token = {
  /** Lower case, without apostrophes at the ends. */
  text: string;
  /** A comma, a full stop, a line end or a bracket comes before it: negation does not reach over it. */
  opensClause: boolean;
  /** A full stop or a line end comes before it: "but" does not reach over it. */
  opensSentence: boolean;
};

/** More text than this adds nothing to a reading. */
const MAX_CHARS = 8_000;

const CONTRACTIONS = new Map(
  Object.entries({
    "can't": 'can not',
    "won't": 'will not',
    "ain't": 'is not',
    "shan't": 'shall not',
    "y'all": 'you all',
    "'cause": 'because',
    "'til": 'until',
    "'em": 'them',
    "ma'am": 'madam',
    "rock'n'roll": 'rock and roll',
    cannot: 'can not',
    aint: 'is not',
    dont: 'do not',
    cant: 'can not',
    gonna: 'going to',
    wanna: 'want to',
    gotta: 'got to',
    '&': 'and',
  }),
);

const ENDINGS = new Map(
  Object.entries({ "'s": '', "'m": ' am', "'re": ' are', "'ve": ' have', "'ll": ' will', "'d": ' would' }),
);

/** The word without its contraction; more than one word has spaces between. */
function expanded(word: string): string {
  const whole = CONTRACTIONS.get(word);
  if (whole !== undefined) return whole;
  if (word.endsWith("n't")) return `${word.slice(0, -3)} not`;
  const at = word.lastIndexOf("'");
  const ending = at > 0 ? ENDINGS.get(word.slice(at)) : undefined;
  if (ending !== undefined) return `${word.slice(0, at)}${ending}`;
  // The dropped g of lyrics: "lovin'" and "runnin'".
  if (at > 0 && word.endsWith("in'")) return `${word.slice(0, -1)}g`;
  return word.replaceAll("'", '');
}

const WORD_OR_STOP = /[\p{L}\p{M}][\p{L}\p{M}']*|'[\p{L}][\p{L}']*|\d+|&|[.!?;:\n]|[,()[\]"\u2013\u2014]/gu;

/** The words of a text in their order. At most 8,000 characters are read. */
export function tokenise(text: string): Token[] {
  const plain = text
    .slice(0, MAX_CHARS)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u2018\u2019\u02bc`\u00b4]/g, "'")
    .replace(/\bno[ -]one\b/g, 'nobody');
  const tokens: Token[] = [];
  let opensClause = true;
  let opensSentence = true;
  for (const [part] of plain.matchAll(WORD_OR_STOP)) {
    if (/^[.!?;:\n,()[\]"\u2013\u2014]$/.test(part)) {
      opensClause = true;
      opensSentence ||= /[.!?;:\n]/.test(part);
      continue;
    }
    for (const word of expanded(part).split(' ').filter(Boolean)) {
      tokens.push({ text: word, opensClause, opensSentence });
      opensClause = false;
      opensSentence = false;
    }
  }
  return tokens;
}

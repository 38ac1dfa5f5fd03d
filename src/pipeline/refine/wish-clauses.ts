/** A wish in English → its clauses, each with the way it points: "calmer but not sad" → more calm; none sad. */

/** `toward`: "dreamy, like a lake"; `more` and `less` start from what is there; `none` shuts out. */
export type Direction = 'toward' | 'more' | 'less' | 'none';

export type Clause = {
  direction: Direction;
  /** 1 is usual; "a bit" is less, "much" is more. */
  degree: number;
  /** What it is about, direction words taken out. */
  text: string;
  /** Tells what is in the photo: "that's my grandmother". */
  isCorrection: boolean;
};

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const NONE = set(
  'no not without never avoid skip nothing none neither nor dont except minus drop remove hate',
);
const LESS = set('less fewer');
const MORE = set('more extra additional increase');
const SLIGHTLY = set('bit little slightly somewhat touch tad');
const MUCH = set('much way far lot lots very really super totally extremely');
/** Words between clauses; after the first kind a direction goes on ("no love and heartbreak"). */
const GOES_ON = set('and or');
const STARTS_NEW = set('but yet though although instead just only rather please');
/** Words that lead to the point. */
const EMPTY = set(
  'a an the i we you it its is are was be to of me my your this that them they want wish like would could should can make ' +
    'feel feeling feels felt something anything song songs music track tracks tune tunes stuff vibe vibes mood give ' +
    'get show play think as with about for in on at please maybe than focus more',
);

/** Words a person says to a machine, not of a photo. */
const TO_THE_MACHINE =
  /\b(?:instructions?|prompts?|system|developer|assistant|jailbreak|ignore|disregard|override|password|token|api|admin|json|code|rank|ranking|list|output|pretend)\b/;

/** Links, mentions and markup. */
const NO_WORDS = /https?:\/\/\S+|<[^<>]{0,200}>|[@#][\p{L}\p{N}_]+/gu;

/** Questions are for somebody else to answer. */
const QUESTIONS = set('what who whom whose when where why how which');

/** More of a wish is not read. */
export const MAX_WISH = 600;
const MAX_CLAUSES = 16;

/** So many words take part in one clause: longer ones are prose, and their tail says little. */
const MAX_WORDS = 14;

type Draft = { words: string[]; inherits: boolean };

function drafts(text: string): Draft[] {
  const found: Draft[] = [];
  for (const sentence of text.split(/[.,;:!?\n()/\u2013\u2014]+/u)) {
    let draft: Draft = { words: [], inherits: false };
    found.push(draft);
    for (const word of sentence.match(/[\p{L}\p{M}\p{N}-]+/gu) ?? []) {
      const isNew = STARTS_NEW.has(word);
      if (isNew || GOES_ON.has(word)) {
        draft = { words: [], inherits: !isNew };
        found.push(draft);
      } else if (NONE.has(word) && draft.words.some((one) => !EMPTY.has(one) && !NONE.has(one))) {
        draft = { words: [word], inherits: false };
        found.push(draft);
      } else draft.words.push(word);
    }
  }
  return found.filter(({ words }) => words.length > 0);
}

function directionOf(words: readonly string[]): Direction | null {
  const has = (some: ReadonlySet<string>): boolean => words.some((word) => some.has(word));
  const isNot = has(NONE);
  if (words.includes('enough')) return isNot ? 'more' : 'toward';
  if (isNot) {
    // "Not so sad", "not too busy" and "no more drama"; "not less" is more.
    if (has(LESS)) return 'more';
    return words.some((word) => word === 'so' || word === 'too' || word === 'that') ? 'less' : 'none';
  }
  if (words.includes('too') || has(LESS)) return 'less';
  return has(MORE) ? 'more' : null;
}

function degreeOf(words: readonly string[]): number {
  if (words.some((word) => SLIGHTLY.has(word))) return 0.6;
  return words.some((word) => MUCH.has(word)) ? 1.5 : 1;
}

/** Clauses in their order, at most sixteen; what is said to the machine and not of the photo is left out. */
export function clausesOf(wish: string): Clause[] {
  const text = wish.slice(0, MAX_WISH).replace(/[’`´]/g, "'").replace(NO_WORDS, ' ');
  const clauses: Clause[] = [];
  let before: Direction = 'toward';
  const opened = text
    .replace(/\b(?:do|does)n't (?:want|like|need)\b/g, 'no')
    .replace(/\b(?:is|are)n't\b/g, 'not')
    .replace(/\b(?:don't|dont|do not)\b/g, 'not')
    .replace(/\b(?:rather than|instead of|anything but)\b/g, ', not')
    .replace(/\bi (?:really |just )?(?:love|like|hate) (?:this|it|that|these|them)\b/g, '')
    .replace(/\ba lot\b/g, 'much');
  const corrected = opened.replace(
    /\b(?:that|this|it|he|she)(?:'s| is| was)\b(?! not| too| so)/g,
    ', CORRECTION',
  );
  for (const { words: all, inherits } of drafts(corrected)) {
    const isCorrection = all.includes('CORRECTION');
    const words = all.filter((word) => word !== 'CORRECTION').slice(0, MAX_WORDS);
    if (TO_THE_MACHINE.test(words.join(' ')) || QUESTIONS.has(words[0] ?? '')) continue;
    const own = directionOf(words);
    const direction: Direction = own ?? (inherits ? before : 'toward');
    before = direction;
    const told = words.filter(
      (word) =>
        !NONE.has(word) && !LESS.has(word) && !MORE.has(word) && !SLIGHTLY.has(word) && !MUCH.has(word),
    );
    const content = told.filter((word) => word !== 'too' && word !== 'enough').join(' ');
    if (told.every((word) => EMPTY.has(word))) continue;
    clauses.push({ direction, degree: degreeOf(words), text: content, isCorrection });
  }
  return clauses.slice(0, MAX_CLAUSES);
}

/** Is this the name of a thing, as far as a look tells? For subjects no lexicon knows. */
export function subjectWords(text: string): string[] {
  return text.split(' ').filter((word) => !EMPTY.has(word) && /^[\p{L}\p{M}-]{3,20}$/u.test(word));
}

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
/** After "not". */
const HARDLY = set('so too that');
const DIRECTING = new Set([...NONE, ...LESS, ...MORE, ...SLIGHTLY, ...MUCH, 'too', 'enough']);

/** Stands for "that's" in "that's my grandmother". */
const CORRECTION = 'CORRECTION';

/** Between clauses; after these a direction goes on ("no love and heartbreak"). */
const CONTINUES = set('and or');
const STARTS_NEW = set('but yet though although instead just only rather please');
/** Words that lead to the point. */
const EMPTY = set(
  'a an the i we you it its is are was be to of me my your this that them they want wish like would could should can make ' +
    'feel feeling feels felt something anything song songs music track tracks tune tunes stuff vibe vibes mood give ' +
    'get show play think as with about for in on at please maybe than focus more being artist artists',
);

/** Words a person says to a machine, not of a photo. */
const TO_THE_MACHINE =
  /\b(?:instructions?|prompts?|system|developer|assistant|jailbreak|ignore|disregard|override|password|token|api|admin|json|code|rank|ranking|list|output|pretend)\b/;

/** Links, mentions and markup. */
const NO_WORDS = /https?:\/\/\S+|<[^<>]{0,200}>|[@#][\p{L}\p{N}_]+/gu;

/** Questions are not wishes. */
const QUESTIONS = set('what who whom whose when where why how which');

/** More of a wish is not read. */
export const MAX_WISH = 600;
const MAX_CLAUSES = 16;

/** So many words take part in one clause: longer ones are prose, and their tail says little. */
const MAX_WORDS = 14;

type Part = { words: string[]; continues: boolean };

/** Parts of a wish: sentences, cut again at conjunctions and before "not". */
function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  for (const sentence of text.split(/[.,;:!?\n()/\u2013\u2014]+/u)) {
    let part: Part = { words: [], continues: false };
    parts.push(part);
    for (const word of sentence.match(/[\p{L}\p{M}\p{N}-]+/gu) ?? []) {
      const continues = CONTINUES.has(word);
      const isConjunction = continues || STARTS_NEW.has(word);
      const hasContent = part.words.some((one) => !EMPTY.has(one) && !NONE.has(one));
      if (isConjunction || (NONE.has(word) && hasContent)) {
        part = { words: isConjunction ? [] : [word], continues };
        parts.push(part);
      } else part.words.push(word);
    }
  }
  return parts.filter(({ words }) => words.length > 0);
}

function directionOf(words: readonly string[]): Direction | null {
  const has = (some: ReadonlySet<string>): boolean => words.some((word) => some.has(word));
  const isNot = has(NONE);
  if (words.includes('enough')) return isNot ? 'more' : 'toward';
  // "Not less" is more; "not so sad" and "not too busy" are less; "not sad" and "no more drama" are none.
  if (isNot) return has(LESS) ? 'more' : has(HARDLY) ? 'less' : 'none';
  if (words.includes('too') || has(LESS)) return 'less';
  return has(MORE) ? 'more' : null;
}

function degreeOf(words: readonly string[]): number {
  if (words.some((word) => SLIGHTLY.has(word))) return 0.6;
  return words.some((word) => MUCH.has(word)) ? 1.5 : 1;
}

/** Phrases in the words that `directionOf` knows. */
function simplified(wish: string): string {
  return wish
    .slice(0, MAX_WISH)
    .replace(/[’`´]/g, "'")
    .replace(NO_WORDS, ' ')
    .replace(/\b(?:do|does)n't (?:want|like|need)\b/g, 'no')
    .replace(/\b(?:is|are)n't\b/g, 'not')
    .replace(/\b(?:don't|dont|do not)\b/g, 'not')
    .replace(/\b(?:rather than|instead of|anything but)\b/g, ', not')
    .replace(/\bi (?:really |just )?(?:love|like|hate) (?:this|it|that|these|them)\b/g, '')
    .replace(/\ba lot\b/g, 'much')
    .replace(/\bstop (?=being\b)/g, 'not ')
    .replace(/\b(?:more|higher) tempo\b/g, 'faster')
    .replace(/\b(?:less|lower) tempo\b/g, 'slower')
    .replace(/\b(?:that|this|it|he|she)(?:'s| is| was)\b(?! not| too| so)/g, `, ${CORRECTION}`);
}

/** Clauses in their order, at most sixteen; what is said to the machine and not of the photo is left out. */
export function clausesOf(wish: string): Clause[] {
  const clauses: Clause[] = [];
  let before: Direction = 'toward';
  for (const { words: all, continues } of partsOf(simplified(wish))) {
    const words = all.filter((word) => word !== CORRECTION).slice(0, MAX_WORDS);
    if (TO_THE_MACHINE.test(words.join(' ')) || QUESTIONS.has(words[0] ?? '')) continue;
    const direction: Direction = directionOf(words) ?? (continues ? before : 'toward');
    before = direction;
    const content = words.filter((word) => !DIRECTING.has(word));
    if (content.every((word) => EMPTY.has(word))) continue;
    const isCorrection = all.includes(CORRECTION);
    clauses.push({ direction, degree: degreeOf(words), text: content.join(' '), isCorrection });
  }
  return clauses.slice(0, MAX_CLAUSES);
}

/** Words that may name a thing, for subjects the lexicon doesn't know. */
export function subjectWords(text: string): string[] {
  return text.split(' ').filter((word) => !EMPTY.has(word) && /^[\p{L}\p{M}-]{3,20}$/u.test(word));
}

/**
 * What a title means: the song, the part of it, the version, and decoration. Everything that compares songs reads
 * titles here; the words that decide are tables in title-labels.ts.
 */
import { fold, foldedWords, joinSingleLetters, tidy } from '../fold.ts';
import { takeParts } from './part-number.ts';
import { inEachScript } from './scripts.ts';
import { classify, partMark, type Segment, webAddress } from './title-labels.ts';

export type TitleParts = {
  /** The song's own title, with its part; decoration and version taken off; never empty unless the title is. */
  base: string;
  /** Folded: "live at wembley", "acoustic", "skrillex remix"; null for the song as it is known. */
  version: string | null;
  /** Why the words are not those of the song as it is known: "none", "in es", "remix skrillex remix"; else null. */
  words: string | null;
  /** The title for comparing, without its part: as a whole, then in each script it is written in. */
  names: string[];
  /** "part 2", "number 5"; null without one. */
  part: string | null;
  /** A label says that it may be cut or longer than the usual recording. */
  isOtherLength: boolean;
};

const openings: Record<string, string> = { '(': ')', '[': ']', '{': '}' };
/** Longer ones are no titles. */
const maxRounds = 50;

type Taken = Segment[];

/** A bracket or what follows a dash; "Live / Berlin / 1990" is decided by any of its pieces. */
function segmentsOf(text: string): Taken {
  const pieces = text.split(/\s*(?<!\bw)\/\s*/i).filter((piece) => piece !== '');
  const segments = pieces.length > 1 ? pieces.map(classify) : [];
  return segments.length > 0 && !isTitle(segments) ? segments : [classify(text)];
}

const isTitle = (segments: Taken): boolean =>
  segments.every(({ kind }) => kind === 'title') ||
  (segments[0]?.kind === 'title' && !segments.some(({ kind }) => kind === 'version' || kind === 'other'));

const isLive = (segments: Taken): boolean =>
  segments.some(({ kind, name }) => kind === 'version' && /(?:^| )(?:live|vivo|directo)(?: |$)/.test(name));

/** Where and when the concert before it was. */
const isPlace = (text: string): boolean => /,|(?:19|20)\d\d/.test(text);

/** Takes off the brackets, wherever they stand, that are no part of the title. An unclosed one ends with the title. */
function withoutBrackets(title: string, taken: Taken): string {
  let kept = '';
  let start = 0;
  for (let at = 0; at < title.length; at++) {
    const close = openings[title[at] ?? ''];
    if (close === undefined) continue;
    let depth = 0;
    let end = at;
    for (; end < title.length; end++) {
      if (title[end] === title[at]) depth++;
      if (title[end] === close && --depth === 0) break;
    }
    const inside = title.slice(at + 1, end).trim();
    const segments = inside === '' ? [] : segmentsOf(inside);
    if (segments.length > 0 && (!isTitle(segments) || (isLive(taken) && isPlace(inside)))) {
      taken.push(...segments);
      kept += `${title.slice(start, at)} `;
      start = end + 1;
    }
    at = end;
  }
  return `${kept}${title.slice(start)}`;
}

/** `-` alone, or nothing: what was taken off was the title. */
const isEmpty = (title: string): boolean => /^[\s-]*$/.test(title);

/** Takes off what follows the last dash, or stands between dashes at the end: "Song -Acoustic Ver.-". */
function withoutLast(title: string, taken: Taken): string {
  // Most titles have neither.
  if (!/\s[-–—|~]/.test(title)) return title;
  const framed = /^(.*\S)\s+[-~]([^-~]{1,80})[-~]$/.exec(title);
  if (framed) {
    const segments = segmentsOf((framed[2] ?? '').trim());
    if (isTitle(segments)) return title;
    taken.push(...segments);
    return framed[1] ?? title;
  }
  const dashes = [...title.matchAll(/\s+[-–—|]\s+/g)].map(
    ({ index, 0: { length } }) => [index, index + length] as const,
  );
  const [last = [0, 0], previous] = dashes.toReversed();
  const head = title.slice(0, last[0]);
  if (isEmpty(head)) return title;
  // Brackets that are left are the title's, wherever they stand.
  const [, end = '', rest = ''] = /^([^([{]*)(.*)$/.exec(title.slice(last[1])) ?? [];
  const segments = segmentsOf(end.trim());
  if (end !== '' && !isTitle(segments)) {
    taken.unshift(...segments);
    return `${head} ${rest}`;
  }
  if (previous === undefined) return title;
  // "Song - Live - Berlin 1990"
  const before = segmentsOf(title.slice(previous[1], last[0]));
  if (isEmpty(title.slice(0, previous[0])) || !isLive(before) || !isPlace(end)) return title;
  taken.unshift(...before);
  return `${title.slice(0, previous[0])} ${rest}`;
}

const guests = /\s(?:feat\.?|ft\.?|featuring)\s+(?:(?!\s[-–—~])[^()[\]])+$/i;
/** Decoration without brackets, where it can't be the end of a title. */
const loose =
  /(?<!\s[-–—])\s+(?:(?:the\s+)?official\s+(?:(?:music|lyrics?|hd|4k|animated|performance|live)\s+){0,3}(?:video|audio|visuali[sz]er|mv|m\/v|clip)|(?:music|lyrics?)\s+video|(?:with|w\/)\s+lyrics|(?:explicit\s+)?(?:album|single)\s+version(?:\s+(?:explicit|clean))?|radio\s+edit|(?:19|20)\d\d\s+remaster(?:ed)?|remastered\s+(?:19|20)\d\d|bonus\s+track)$/i;

/** A quick look: most titles have nothing of the kind. */
const mayBeLoose = /\bf(?:ea)?t|official|video|lyrics|version|edit|remaster|track|www|http|\s[-–—]$/i;

function withoutLoose(title: string): string {
  if (!mayBeLoose.test(title)) return title;
  const plain = title.replace(guests, (all) => partMark.exec(all)?.[0] ?? '').replace(loose, '');
  const space = plain.lastIndexOf(' ');
  const last = plain.slice(space + 1);
  const isAddress = space > 0 && /^(?:www\.|https?:)/i.test(last) && webAddress.test(last);
  return (isAddress ? plain.slice(0, space) : plain).trim().replace(/\s[-–—]$/, '');
}

function strip(title: string): { base: string; taken: Taken } {
  const taken: Taken = [];
  const outside = withoutBrackets(title, taken).replace(/\s+/g, ' ').trim();
  if (isEmpty(outside)) return { base: title, taken: [] };
  let base = outside;
  for (let rounds = 0; rounds < maxRounds; rounds++) {
    const next = withoutLast(withoutLoose(base), taken).trim();
    if (isEmpty(next) || next === base) break;
    base = next;
  }
  return { base, taken };
}

/** Words for comparing: `n` between words is "and". */
function namesOf(text: string): { name: string; parts: string[] } {
  const words = foldedWords(text.replace(/[#№](?=\s?\d)/g, ' no ')).map((word, at, all) =>
    word === 'n' && at > 0 && at < all.length - 1 ? 'and' : word,
  );
  const { words: rest, parts } = takeParts(words);
  return { name: words.length === 0 ? fold(text) : joinSingleLetters(rest), parts };
}

/** With brackets and waves as ASCII has them. */
function inPlainSigns(title: string): string {
  if (/^[ -~]*$/.test(title)) return title;
  return title
    .replace(/[（［]/g, (open) => (open === '（' ? ' (' : ' ['))
    .replace(/[）］]/g, (close) => (close === '）' ? ')' : ']'))
    .replaceAll('【', ' [')
    .replaceAll('】', ']')
    .replace(/[〜～]/g, '~')
    .trim();
}

/** "Song (feat. X) - Live at Y / Remastered 2010" → Song, "live at y". */
export function titleParts(title: string): TitleParts {
  const { base, taken } = strip(inPlainSigns(tidy(title)));
  const versions = taken.filter(({ kind }) => kind === 'version' || kind === 'other');
  const other = taken.flatMap(({ words }) => words ?? []);
  const whole = namesOf(base);
  const scripts = inEachScript(base).map(namesOf);
  const inTitle = scripts.length > 0 ? scripts.flatMap((one) => one.parts) : whole.parts;
  const parts = new Set([
    ...inTitle,
    ...taken.flatMap(({ kind, part }) => (kind === 'title' ? [] : (part ?? []))),
  ]);
  return {
    base,
    version: versions.map(({ name }) => name).join(' ') || null,
    words: [...new Set(other)].sort().join(', ') || null,
    names: [...new Set([whole.name, ...scripts.map(({ name }) => name)])],
    part: [...parts].join(', ') || null,
    isOtherLength: versions.length > 0 || taken.some(({ kind }) => kind === 'edit'),
  };
}

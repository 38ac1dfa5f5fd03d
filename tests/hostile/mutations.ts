/** Arbitrary input: anything at all, and valid documents with a few things changed. */
import fc, { type Arbitrary } from 'fast-check';

/** Crumbs that mean something to one format or another. */
const crumbs = [
  '"', "'", ',', ';', '\t', '\n', '\r\n', '\0', ' - ', '{', '}', '[', ']', '(', ')', '<', '>', '</', '&amp;', '&#x0;',
  '&#1114112;', '<![CDATA[', ']]>', '<!--', '<!DOCTYPE x [<!ENTITY a "b">]>', '#EXTINF:', ' feat. ', ' (live)', '\ufeff',
  '\u202e', '\ud800', '\udc00', 'é', '😀', '\u0301', '__proto__', 'constructor', '1e999', '-0', 'NaN', '0x10', '\\u0000',
  '../', '..\\', '%00', '%s', '@everyone', 'https://evil.example', '00:00', '[00:01.00]', ':', '=', '|', '\u2028', 'null',
]; // biome-ignore format: a list of crumbs reads better in lines

const crumb = fc.constantFrom(...crumbs);

/** Any sixteen bits: halves of pairs too. */
const units = fc.array(fc.nat(0xffff), { maxLength: 60 }).map((codes) => String.fromCharCode(...codes));

export const anyText: Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  units,
  fc.array(fc.oneof(crumb, fc.string({ maxLength: 6 })), { maxLength: 40 }).map((all) => all.join('')),
);

type Edit = {
  at: number;
  length: number;
  kind: 'insert' | 'delete' | 'repeat' | 'replace' | 'cut';
  text: string;
};

const edit: Arbitrary<Edit> = fc.record({
  at: fc.nat(),
  length: fc.nat(40),
  kind: fc.constantFrom('insert', 'delete', 'repeat', 'replace', 'cut'),
  text: fc.oneof(crumb, fc.string({ unit: 'binary', maxLength: 8 })),
});

function edited(text: string, { at, length, kind, text: crumbs }: Edit): string {
  const from = text.length === 0 ? 0 : at % text.length;
  const [before, span, after] = [
    text.slice(0, from),
    text.slice(from, from + length),
    text.slice(from + length),
  ];
  if (kind === 'insert') return before + crumbs + span + after;
  if (kind === 'delete') return before + after;
  if (kind === 'repeat') return before + span.repeat(1 + (at % 20)) + after;
  return kind === 'replace' ? before + crumbs + after : before + span;
}

/** One of the documents with a few edits. */
export const changedText = (documents: readonly string[]): Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...documents), fc.array(edit, { minLength: 1, maxLength: 6 }))
    .map(([document, edits]) => edits.reduce(edited, document));

/** Written as a number by `toJson`: JSON itself has no way to say it. */
const beyond = '\u0001beyond all numbers';

const oddValue = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    '',
    [],
    {},
    [[]],
    -0,
    -1,
    0.5,
    2 ** 53,
    1e308,
    beyond,
    '\ud800',
    '__proto__',
  ),
  fc.constant('x'.repeat(5_000)),
  anyText,
  fc.jsonValue({ maxDepth: 2 }),
);

type Holder = { list: unknown[]; at: number } | { object: Record<string, unknown>; key: string };

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Every place in a document that holds a value. */
function holders(value: unknown): Holder[] {
  if (Array.isArray(value)) return value.flatMap((inner, at) => [{ list: value, at }, ...holders(inner)]);
  if (!isObject(value)) return [];
  return Object.keys(value).flatMap((key) => [{ object: value, key }, ...holders(value[key])]);
}

/** Each place its own: a list pushed into itself would have no end. */
const own = (value: unknown): unknown => structuredClone(value);

type Change = { at: number; kind: 'replace' | 'delete' | 'again' | 'rename'; value: unknown };

function change(document: unknown, { at, kind, value }: Change): void {
  const places = holders(document);
  const place = places[at % Math.max(1, places.length)];
  if (place === undefined) return;
  if ('list' in place) {
    if (kind === 'delete') place.list.splice(place.at, 1);
    else if (kind === 'again')
      place.list.push(...Array.from({ length: 30 }, () => own(place.list[place.at])));
    else place.list[place.at] = own(value);
  } else if (kind === 'delete') delete place.object[place.key];
  else if (kind === 'rename')
    Object.defineProperty(place.object, '__proto__', {
      value: own(value),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  else place.object[place.key] = kind === 'again' ? [place.object[place.key]] : own(value);
}

const toJson = (value: unknown): string => JSON.stringify(value).replaceAll(JSON.stringify(beyond), '1e999');

/** One of the documents with values of other kinds, missing or doubled members; as JSON. */
export const changedJson = (documents: readonly unknown[]): Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom(...documents),
      fc.array(
        fc.record({
          at: fc.nat(),
          kind: fc.constantFrom('replace' as const, 'delete' as const, 'again' as const, 'rename' as const),
          value: oddValue,
        }),
        { minLength: 1, maxLength: 4 },
      ),
    )
    .map(([document, changes]) => {
      const copy = structuredClone(document);
      for (const one of changes) change(copy, one);
      return toJson(copy);
    });

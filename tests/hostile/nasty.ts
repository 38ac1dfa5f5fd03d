/** Files made to keep a parser busy, of any size. */

/** `opening` leads into the inside of a format; what follows it is the harm. */
export type Nasty = { name: string; make(size: number, opening: string): string };

const repeated = (piece: string, size: number): string =>
  piece.repeat(Math.max(1, Math.ceil(size / piece.length)));

const full = (name: string, piece: string, before = ''): Nasty => ({
  name,
  make: (size, opening) => opening + before + repeated(piece, size - opening.length - before.length),
});

const closed = (name: string, open: string, close: string): Nasty => ({
  name,
  make: (size, opening) => opening + repeated(open, size / 2) + repeated(close, size / 2),
});

const entities = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join(
  '',
);

/** The same every time: a linear congruential generator (Numerical Recipes). */
function noise(size: number): string {
  let state = 1;
  const units = new Uint16Array(size / 2);
  for (const at of units.keys()) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    units[at] = state >>> 16;
  }
  return Buffer.from(units.buffer).toString('utf16le');
}

function manyKeys(size: number): string {
  const keys = Array.from({ length: Math.ceil(size / 12) }, (_, at) => `"k${at}":0`);
  return `{${keys.join(',')}}`;
}

export const nasties: readonly Nasty[] = [
  full('one endless line', 'a'),
  full('blanks', ' '),
  full('empty lines', '\n'),
  full('returns', '\r'),
  full('lines of one letter', 'x\n'),
  full('dashes', ' - '),
  full('lines of dashes', 'a - b\n'),
  full('brackets', ' ('),
  full('versions', ' (live at'),
  full('commas', ','),
  full('quotes', '"'),
  full('lines in an unclosed quote', 'x,\n', '"'),
  full('a quote in every line', '"x,y\n'),
  full('open tags', '<a '),
  full('nested elements', '<track>'),
  full('scripts without an end', '<script id="__NEXT_DATA__" type="application/ld+json">'),
  full('comments without an end', '<!--'),
  full('references', '&amp;&#x41;&lol;'),
  full('entities of entities', '&l9;', `<!DOCTYPE playlist [<!ENTITY l0 "ha">${entities}]><playlist><title>`),
  full('open lists', '['),
  full('open objects', '{"a":'),
  closed('nested lists', '[', ']'),
  closed('nested objects', '{"__proto__":', '}'),
  { name: 'a list of nothing', make: (size) => `[${repeated('{},', size)}{}]` },
  { name: 'numbers without end', make: (size) => `[${repeated('1e999,', size)}1]` },
  { name: 'keys without end', make: manyKeys },
  full('escapes', '\\u0041', '"'),
  full('halves of pairs', '\ud800x\udc00'),
  full('zeros', '\0'),
  full('marks of byte order', '\ufeff'),
  full('turned text', '\u202ea\u2066'),
  full('marks on a letter', '\u0301\u0316', 'e'),
  { name: 'noise', make: noise },
];

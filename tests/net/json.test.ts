import { expect, it } from 'vitest';
import { isModestJson, parseJson } from '../../src/net/json.ts';

it('reads what JSON.parse reads', () => {
  const texts = [
    '{"a": [1, "two", null, {"b\\"c": "\\\\"}], "d" : "[[[{{{"}',
    '[]',
    ' "x" ',
    '-1.5e3',
    `${'['.repeat(100)}${']'.repeat(100)}`,
  ];
  for (const text of texts) expect(parseJson(text)).toEqual(JSON.parse(text));
});

it.each([
  ['depth', '['.repeat(101) + ']'.repeat(101)],
  ['lists', `[${'[],'.repeat(600_001)}0]`],
  ['values', `[${'0,'.repeat(2_000_001)}0]`],
  ['names', `{${Array.from({ length: 20_001 }, (_, at) => `"${at}" :0`).join(',')}}`],
  ['a string without an end', '["\\"'],
])('refuses too much: %s', (_what, text) => {
  expect(isModestJson(text)).toBe(false);
  expect(() => parseJson(text)).toThrow(SyntaxError);
});

it('counts a name once, and no brackets within strings', () => {
  expect(isModestJson(`[${'{"title":"[[[","artist":"{"},'.repeat(50_000)}{}]`)).toBe(true);
});

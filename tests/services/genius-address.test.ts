import { expect, it, onTestFinished, vi } from 'vitest';
import { createGuessing, likelyPath, pageHeading } from '../../src/services/genius/page.ts';

it.each([
  ['Simon & Garfunkel', 'The Sound of Silence', '/Simon-and-garfunkel-the-sound-of-silence-lyrics'],
  ["Guns N' Roses", "Sweet Child O' Mine", '/Guns-n-roses-sweet-child-o-mine-lyrics'],
  ['Beyoncé', 'Halo', '/Beyonce-halo-lyrics'],
  ['AC/DC', 'T.N.T.', '/Ac-dc-tnt-lyrics'],
  ['a-ha', 'Take On Me', '/A-ha-take-on-me-lyrics'],
  ['The Police', '“Every” (Breath) You Take?', '/The-police-every-breath-you-take-lyrics'],
])('makes of %j and %j the address %j', (artist, title, path) => {
  expect(likelyPath(artist, title)).toBe(path);
});

it.each([
  ['宇多田ヒカル', 'First Love'],
  ['Кино', 'Группа крови'],
  ['Björk', '…'],
  ['../..', 'etc/passwd%2f'],
])('makes nothing of %j and %j', (artist, title) => {
  expect(likelyPath(artist, title)).toBeNull();
});

it('reads whose page it is', () => {
  const page = (title: string): string => `<html><head><title data-x="1">${title}</title>`;
  expect(pageHeading(page('Hall &amp; Oates – You Make My Dreams Lyrics | Genius Lyrics'))).toEqual({
    artist: 'Hall & Oates',
    title: 'You Make My Dreams',
  });
  for (const html of [
    '',
    page('Just a moment...'),
    page('Creep Lyrics | Genius Lyrics'),
    '<title>'.repeat(9),
  ])
    expect(pageHeading(html)).toBeNull();
});

it('guesses no more for half an hour where guesses were mostly wrong, and then once', () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const guessing = createGuessing();
  for (const isRight of [true, false, false, false, false]) guessing.record(isRight);
  expect(guessing.isWorthwhile()).toBe(true);
  guessing.record(false);
  expect(guessing.isWorthwhile()).toBe(false);
  vi.setSystemTime(Date.now() + 30 * 60_000);
  expect(guessing.isWorthwhile()).toBe(true);
  guessing.record(false);
  expect(guessing.isWorthwhile()).toBe(false);
});

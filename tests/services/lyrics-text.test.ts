import { expect, it } from 'vitest';
import { asLyrics } from '../../src/services/lyrics/lyrics-text.ts';

it('keeps only what is sung', () => {
  const raw = [
    '12 Contributors',
    'Translations',
    'Some Song Lyrics',
    '[ar: Somebody]',
    '[Verse 1: Somebody & Nobody]',
    '[00:12.34]Walking down the river',
    '<b>Walking</b> back again (x2)',
    '[Chorus: All] (x2)',
    '<00:15.00>Hear the water &amp; the wind<br>It&#39;s rolling [softly] by',
    '[00:20.00]',
    'You might also like',
    'Produced by Someone',
    '12Embed',
  ];
  const text = "Walking down the river\nWalking back again\nHear the water & the wind\nIt's rolling by";
  for (const end of ['\n', '\r\n', '\r']) expect(asLyrics(raw.join(end))).toEqual({ kind: 'words', text });
});

it('knows a song without words by its text', () => {
  for (const text of ['(Instrumental)', '[ti:Hum]\n[00:00.50] [Instrumental]\n', '♪ instrumental ♪'])
    expect(asLyrics(text)).toEqual({ kind: 'instrumental' });
});

it('finds no lyrics where nothing is sung', () => {
  for (const text of ['', ' \n ', '[Verse 1]\n[Chorus]\n', '[00:01.00]'])
    expect(asLyrics(text)).toEqual({ kind: 'none' });
});

it('cuts what is too long, and is quick on text made to be slow', () => {
  for (const text of [
    'la '.repeat(200_000),
    'a new line\n'.repeat(90_000),
    '['.repeat(300_000),
    '<'.repeat(300_000),
    `${'('.repeat(90_000)}x2`,
    '&#1'.repeat(90_000),
    '[Verse '.repeat(90_000),
  ]) {
    const lyrics = asLyrics(text);
    expect(lyrics.kind === 'words' ? lyrics.text.length : 0).toBeLessThanOrEqual(20_000);
  }
});

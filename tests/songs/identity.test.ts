import { describe, expect, it } from 'vitest';
import type { Song } from '../../src/model/song.ts';
import { mergeDuplicates } from '../../src/songs/duplicates.ts';
import { fold } from '../../src/songs/fold.ts';
import { isSameSong, nameKey, songKey } from '../../src/songs/identity.ts';
import { aSong } from '../support/songs.ts';

const song = (artist: string, title: string, more: Partial<Song> = {}): Song =>
  aSong({ title, artists: artist === '' ? [] : [artist], ...more });

describe('fold', () => {
  it.each([
    ['Beyoncé', 'Beyonce'],
    ['Sigur Rós', 'SIGUR RÓS'],
    ['Røyksopp', 'Royksopp'],
    ['Die Ärzte', 'Die Arzte'],
    ['İstanbul', 'istanbul'],
    ['Don’t', "Don't"],
    ['P!nk', 'Pink'],
    ['Ke$ha', 'Kesha'],
    ['A$AP Rocky', 'ASAP Rocky'],
    ['R.E.M.', 'REM'],
    ['Mumford & Sons', 'Mumford and Sons'],
    ['ＡＢＢＡ', 'ABBA'],
    ['ﬁre', 'fire'],
    ['한글'.normalize('NFD'), '한글'],
  ])('%s is %s', (one, other) => {
    expect(fold(one)).toBe(fold(other));
  });

  it.each([
    ['が', 'か'],
    ['की', 'का'],
    ['?', '!'],
    ['...', ''],
    ['❤', '☠'],
    ['+', '&'],
  ])('%s is not %s', (one, other) => {
    expect(fold(one)).not.toBe(fold(other));
  });
});

describe('songKey', () => {
  it('is the ISRC when there is one', () => {
    expect(songKey(song('Queen', 'X', { isrc: 'GBUM71029605' }))).toBe('isrc:GBUM71029605');
    expect(songKey(song('Queen', 'X'))).toBe('name:queen|x');
  });

  it.each([
    ['a remaster', song('Queen', 'Bohemian Rhapsody - Remastered 2011')],
    ['another case', song('QUEEN', 'bohemian rhapsody')],
    ['a guest', song('Queen', 'Bohemian Rhapsody (feat. Somebody)')],
    ['a partner', song('Queen feat. Somebody', 'Bohemian Rhapsody')],
    ['a radio edit', song('Queen', 'Bohemian Rhapsody (Radio Edit)')],
    ['an article', song('The Queen', 'Bohemian Rhapsody')],
  ])('%s is the same song', (_name, other) => {
    expect(nameKey(other)).toBe(nameKey(song('Queen', 'Bohemian Rhapsody')));
  });

  it.each([
    ['live', song('Queen', 'Bohemian Rhapsody - Live at Wembley')],
    ['remix', song('Queen', 'Bohemian Rhapsody (Some Remix)')],
    ['acoustic', song('Queen', 'Bohemian Rhapsody - Acoustic')],
    ['another artist', song('Panic! At The Disco', 'Bohemian Rhapsody')],
    ['another song', song('Queen', 'Bohemian Rhapsody, Pt. 2')],
  ])('%s is another song', (_name, other) => {
    expect(nameKey(other)).not.toBe(nameKey(song('Queen', 'Bohemian Rhapsody')));
  });

  it('tells the intros of two albums apart', () => {
    const [one, two] = ['One', 'Two'].map((album) => nameKey(song('A', 'Intro', { album })));
    expect(one).not.toBe(two);
  });

  it('keeps an artist and a title apart', () => {
    expect(nameKey(song('a|b', 'c'))).not.toBe(nameKey(song('a', 'b|c')));
    expect(nameKey(song('', 'a'))).not.toBe(nameKey(song('a', '')));
  });
});

describe('mergeDuplicates', () => {
  it('meets a song with an ISRC and one without by name, and joins what they know', () => {
    const { songs, duplicates } = mergeDuplicates([
      song('Queen', 'Under Pressure', { genres: ['rock'], year: 1981 }),
      song('ABBA', 'SOS'),
      song('Queen', 'Under Pressure - Remastered 2011', {
        isrc: 'GBUM71029605',
        year: 2011,
        album: 'Hot Space',
        genres: ['pop'],
        audio: { valence: 0.5, energy: null },
      }),
    ]);
    expect(duplicates).toBe(1);
    expect(songs).toEqual([
      song('Queen', 'Under Pressure', {
        isrc: 'GBUM71029605',
        year: 1981,
        album: 'Hot Space',
        genres: ['rock', 'pop'],
        audio: { valence: 0.5, energy: null },
      }),
      song('ABBA', 'SOS'),
    ]);
  });

  it('meets two songs over a third that is both', () => {
    const { songs, duplicates } = mergeDuplicates([
      song('A', 'One'),
      song('B', 'Uno', { isrc: 'AAAAA0000001' }),
      song('A', 'One', { isrc: 'AAAAA0000001' }),
      song('B', 'Uno'),
    ]);
    expect(songs.map(({ title }) => title)).toEqual(['One']);
    expect(duplicates).toBe(3);
  });
});

describe('isSameSong', () => {
  const wanted = (title: string, ...artists: string[]) => ({ title, artists });
  it.each([
    [
      wanted('Under Pressure - Remastered 2011', 'Queen', 'David Bowie'),
      'Under Pressure',
      'Queen & David Bowie',
    ],
    [wanted('Satisfaction', 'The Rolling Stones'), '(I Can’t Get No) Satisfaction', 'Rolling Stones'],
    [wanted('Hello', 'Adele'), 'Hello', 'Adele'],
    [wanted('Halo', 'Beyoncé'), 'HALO', 'Beyonce'],
    [wanted('Crazy In Love', 'Beyoncé'), 'Crazy in Love (Ft. JAY-Z)', 'Beyoncé'],
    [wanted('Hurt - Live', 'Johnny Cash'), 'Hurt', 'Johnny Cash'],
    [wanted('First Love', 'Utada Hikaru'), 'First Love', 'Hikaru Utada'],
    [wanted('Colour Me In', 'Damien Rice'), 'Color Me In', 'Damien Rice'],
    [wanted('Song', 'Somebody & The Others'), 'Song', 'Somebody'],
  ])('%j: %s by %s', (ours, title, artist) => {
    expect(isSameSong(ours, { title, artist })).toBe(true);
  });

  it.each([
    [wanted('Hello', 'Adele'), 'Hello', 'Lionel Richie'],
    [wanted('Hello', 'Adele'), 'Hell', 'Adele'],
    [wanted('Idol', 'YOASOBI'), 'Idol (English Translation)', 'Genius English Translations'],
    [wanted('Idol', 'YOASOBI'), 'Idol (Romanized)', 'YOASOBI'],
    [wanted('Hurt', 'Johnny Cash'), 'Hurt (Karaoke)', 'Johnny Cash'],
    [wanted('Brick, Pt. 1', 'Pink Floyd'), 'Brick, Pt. 2', 'Pink Floyd'],
    [wanted('Symphony No. 5', 'Beethoven'), 'Symphony No. 6', 'Beethoven'],
    [wanted('One', 'U2'), 'On', 'U2'],
    [wanted('Top Songs of 2020', 'Adele'), 'Hello', 'Adele'],
    [wanted('Hello'), 'Hello', 'Adele'],
    [wanted('?', 'A'), '!', 'A'],
  ])('%j is not %s by %s', (ours, title, artist) => {
    expect(isSameSong(ours, { title, artist })).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import type { Song } from '../../src/model/song.ts';
import { mergeDuplicates } from '../../src/songs/duplicates.ts';
import { cut, fold, tidy } from '../../src/songs/fold.ts';
import { isSameRecording, isSameSong, nameKey, songKey } from '../../src/songs/identity.ts';
import { aSong } from '../support/songs.ts';

const song = (artist: string, title: string, more: Partial<Song> = {}): Song =>
  aSong({ title, artists: artist === '' ? [] : [artist], ...more });

it.each([
  ['abcdef', 3, 'abc'],
  ['abc', 3, 'abc'],
  ['ab   c', 4, 'ab'],
  ['  abc', 4, '  ab'],
  ['ab😀', 3, 'ab'],
  ['😀bcd', 4, '😀bc'],
])('cut %j at %i', (text, max, expected) => {
  expect(cut(text, max)).toBe(expected);
});

it.each([
  ['  a  b  ', 'a b'],
  ['a ', 'a'],
  [' a', 'a'],
  ['a  b', 'a b'],
  ['a\tb', 'a b'],
  ['a\0\u202eb', 'a b'],
  [' é \n b ', 'é b'],
  ['e\u0301', 'é'],
  ['plain text', 'plain text'],
  ['x'.repeat(301), 'x'.repeat(300)],
  ['é'.repeat(2000), 'é'.repeat(300)],
  // Cut before any work is done on it.
  [`${' '.repeat(1200)}é`, ''],
  [`${' '.repeat(1100)}é`, 'é'],
])('tidy %j', (text, expected) => {
  expect(tidy(text)).toBe(expected);
});

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

it.each([
  ['$uicideboy$', 'suicideboys'],
  ['5$ $5', '5 5'],
  ['Help!', 'help'],
  ['!Hero', 'hero'],
  ['!!! ', '!!!'],
  ['A & B', 'a and b'],
  ['Me+You', 'me and you'],
  ['1+1', '1 and 1'],
  ['& Me', 'me'],
  ['R.E.M. Live', 'rem live'],
  ['I am a man', 'i am a man'],
  ['Łódź Straße', 'lodz strasse'],
])('%s folds to %s', (text, expected) => {
  expect(fold(text)).toBe(expected);
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

  it.each([
    ['Florence + The Machine', 'Dog Days', 'florence|dog days'],
    ['Somebody  &  Another', 'America', 'somebody|america'],
    ['Simon  &  Garfunkel', 'America', 'simon and garfunkel|america'],
    ['Simon + Garfunkel', 'America', 'simon and garfunkel|america'],
    ['Earth, Wind & Fire', 'September', 'earth wind and fire|september'],
    ['Earth, Wind and Fire', 'September', 'earth wind and fire|september'],
    ['Tyler, The Creator', 'X', 'tyler the creator|x'],
    ['Tyler, The Creator & Somebody', 'X', 'tyler the creator|x'],
    ['Somebody & The Others', 'X', 'somebody|x'],
    ['Anderson .Paak', 'Come Down', 'anderson paak|come down'],
    ['Over the Rhine', 'Ohio', 'over the rhine|ohio'],
    ['The', 'X', 'the|x'],
    ['A', 'B - Live', 'a|b|live'],
    ['A', 'Intro', 'a|intro'],
    ['', 'B', '|b'],
  ])('%s, %s is %s', (artist, title, key) => {
    expect(nameKey(song(artist, title))).toBe(key);
  });

  it('is short', () => {
    expect(nameKey(song('é'.repeat(300), 'ü'.repeat(300)))).toHaveLength(300);
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
      song('B', '一つ', { isrc: 'AAAAA0000001' }),
      song('A', 'One', { isrc: 'AAAAA0000001' }),
      song('B', '一つ'),
    ]);
    expect(songs.map(({ title }) => title)).toEqual(['One']);
    expect(duplicates).toBe(3);
  });

  it('joins the first place when an ISRC and a name lead to two places, and follows both moves later', () => {
    const { songs, duplicates } = mergeDuplicates([
      song('B', '一つ', { isrc: 'AAAAA0000001' }),
      song('C', 'Other'),
      song('A', 'One'),
      song('A', 'One', { isrc: 'AAAAA0000001' }),
      song('A', 'One'),
      song('D', 'Один', { isrc: 'AAAAA0000002' }),
      song('D', 'Один', { isrc: 'AAAAA0000001' }),
      song('Z', 'واحد', { isrc: 'AAAAA0000002' }),
    ]);
    expect(songs.map(({ title }) => title)).toEqual(['一つ', 'Other']);
    expect(duplicates).toBe(6);
  });

  it('takes each fact from the first that has it, but title and artists from one song', () => {
    const bare = song('', 'name - One', { isrc: 'AAAAA0000001', audio: { valence: 0.1, energy: null } });
    const full = song('Name', 'One', {
      isrc: 'AAAAA0000001',
      album: 'Album',
      year: 1999,
      durationMs: 1000,
      url: 'https://open.spotify.com/track/x',
      cover: 'https://i.scdn.co/image/x',
      genres: Array.from({ length: 12 }, (_, at) => `genre ${at}`),
      audio: { valence: 0.9, energy: 0.8 },
      reading: { summary: 'Warm.', valence: 0.5, energy: 0, moods: ['tender'], themes: [] },
    });
    const joined = { ...full, genres: full.genres.slice(0, 10) };
    expect(mergeDuplicates([bare, full]).songs).toEqual([joined]);
    expect(mergeDuplicates([full, bare]).songs).toEqual([joined]);
    expect(mergeDuplicates([{ ...full, artists: [] }, bare]).songs[0]?.title).toBe('One');
    const same = { isrc: 'AAAAA0000001', album: 'First', year: 1990, durationMs: 5, url: 'u', cover: 'c' };
    expect(mergeDuplicates([song('A', 'One', same), full]).songs[0]).toMatchObject({
      artists: ['A'],
      ...same,
    });
    const unheard = [song('A', 'X'), song('A', 'X', { audio: { valence: null, energy: 0.5 } })];
    expect(mergeDuplicates(unheard).songs[0]?.audio).toEqual({ valence: null, energy: 0.5 });
    expect(mergeDuplicates([song('A', 'X'), song('A', 'X')]).songs[0]?.audio).toBeNull();
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
    [wanted('Song', 'Somebody & The Others'), 'Song', 'Somebody'],
    [wanted('Song', 'Ab & Cd & Ef'), 'Song', 'Ef, Gh'],
    [wanted('Song', 'Bo Li'), 'Song', 'Li Bo'],
    [wanted('Song', 'The Bo Li'), 'Song', 'Li Bo'],
    [wanted('Hurt (Karaoke)', 'A'), 'Hurt (Karaoke)', 'A'],
  ])('%j: %s by %s', (ours, title, artist) => {
    expect(isSameSong(ours, { title, artists: [artist] })).toBe(true);
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
    [wanted('Hurt (Live)', 'A'), 'Hurt (Karaoke)', 'A'],
    [wanted('Prelude in 1 23', 'A'), 'Prelude in 12 3', 'A'],
    [wanted('Prelude 12', 'A'), 'Prelude 1 2', 'A'],
    [wanted('(Something)', 'A'), '', 'A'],
    [wanted('', 'A'), '(Something)', 'A'],
    [wanted('Hello', 'Adele &'), 'Hello', '& Drake'],
    [wanted('Song', 'Bo Li'), 'Song', 'Lo Bi'],
    [wanted('Song', 'Over the Rhine'), 'Song', 'Rhine Over'],
    [wanted('Top Songs of 2020', 'Adele'), 'Hello', 'Adele'],
    [wanted('Hello'), 'Hello', 'Adele'],
    [wanted('Colour Me In', 'Damien Rice'), 'Color Me In', 'Damien Rice'],
    [wanted('Abcdef', 'A'), 'Abcdeg', 'A'],
    [wanted('Hear my (sweet) song', 'A'), 'Hear my song', 'A'],
    [wanted('Hear[me]now', 'A'), 'Hear now', 'A'],
    [wanted('Hey', 'A'), 'Hey (you out there)', 'A'],
    [wanted('Song', 'Somebody & Xy'), 'Song', 'Somebodi & Zz'],
    [wanted('?', 'A'), '!', 'A'],
  ])('%j is not %s by %s', (ours, title, artist) => {
    expect(isSameSong(ours, { title, artists: [artist] })).toBe(false);
  });
});

describe('isSameRecording', () => {
  it.each([
    ['Hurt', 'Hurt - 2011 Remaster', true],
    ['Hurt (Live)', 'Hurt (Live)', true],
    ['Hurt', 'Hurt (Live at Paris)', false],
    ['Hurt (Acoustic)', 'Hurt', false],
    ['Hurt', 'Heard', false],
  ])('%s, %s: %s', (ours, title, isSame) => {
    expect(isSameRecording({ title: ours, artists: ['A'] }, { title, artists: ['A'] })).toBe(isSame);
  });
});

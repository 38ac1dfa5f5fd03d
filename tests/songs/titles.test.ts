import { describe, expect, it } from 'vitest';
import { primaryArtist } from '../../src/songs/artists.ts';
import { titleParts } from '../../src/songs/names/title-parts.ts';
import { splitArtistTitle, splitTitleByArtist } from '../../src/songs/titles.ts';

describe('titleParts', () => {
  it.each([
    // A remaster or an edit is the same song.
    ['Bohemian Rhapsody - Remastered 2011', 'Bohemian Rhapsody', null],
    ['Heroes - 2017 Remaster', 'Heroes', null],
    ['Outside The Wall - 2011 - Remaster', 'Outside The Wall', null],
    ['Song (2009 Digital Remaster)', 'Song', null],
    ['Around the World - Radio Edit', 'Around the World', null],
    ['Hurt - Single Version', 'Hurt', null],
    ['Blue Monday - 12" Version', 'Blue Monday', null],
    ['Good Vibrations (Mono)', 'Good Vibrations', null],
    ['Foo (Extended Mix)', 'Foo', null],
    ['Song [Explicit]', 'Song', null],
    // So is one with its guests named, or its film.
    ['Crazy in Love (feat. JAY-Z)', 'Crazy in Love', null],
    ['Someone ft. Me', 'Someone', null],
    ['Señorita (with Camila Cabello)', 'Señorita', null],
    ['Let It Go - From "Frozen"/Soundtrack Version', 'Let It Go', null],
    [
      'I Will Always Love You - From The Bodyguard: Original Soundtrack Album',
      'I Will Always Love You',
      null,
    ],
    ['Hello (Official Video)', 'Hello', null],
    // Another recording is another feeling.
    ['Hallelujah (Live)', 'Hallelujah', 'live'],
    ['Song (feat. X) - Live at Y / Remastered 2010', 'Song', 'live at y'],
    ['Come As You Are (Live In Seattle / Unedited)', 'Come As You Are', 'live in seattle'],
    ['Ticket To Ride - Live / Remastered', 'Ticket To Ride', 'live'],
    ['Everlong - Acoustic Version', 'Everlong', 'acoustic'],
    ['Shape of You - Acoustic', 'Shape of You', 'acoustic'],
    ['Come As You Are - MTV Unplugged', 'Come As You Are', 'mtv unplugged'],
    ['Foo - Some DJ Remix', 'Foo', 'some dj remix'],
    ['Nothing (Remix) [2011 Remaster]', 'Nothing', 'remix'],
    ['Love Story (Taylor’s Version)', 'Love Story', 'taylors'],
    ['Song (Sped Up)', 'Song', 'sped up'],
    ['Sonne (Instrumental)', 'Sonne', 'instrumental'],
    ['夜に駆ける（Live）', '夜に駆ける', 'live'],
    ['Volver - En Vivo', 'Volver', 'en vivo'],
    // What belongs to the title stays.
    ['(I Can’t Get No) Satisfaction - Mono Version', '(I Can’t Get No) Satisfaction', null],
    ["Don't You (Forget About Me)", "Don't You (Forget About Me)", null],
    ['Another Brick in the Wall, Pt. 2', 'Another Brick in the Wall, Pt. 2', null],
    ['Stay (I Missed You)', 'Stay (I Missed You)', null],
    ['Live Forever', 'Live Forever', null],
    ['Live and Let Die', 'Live and Let Die', null],
    ['Numb / Encore', 'Numb / Encore', null],
    ['Video Games', 'Video Games', null],
    ['With or Without You', 'With or Without You', null],
    ['Live', 'Live', null],
    ['Remix', 'Remix', null],
    ['(Live)', '(Live)', null],
    ['- (Live)', '- (Live)', null],
    ['Song {Live}', 'Song', 'live'],
    ['Song 【Live】', 'Song', 'live'],
    ['Song (Live (at home))', 'Song', 'live at home'],
    ['Song)', 'Song)', null],
    ['Song (/Live/)', 'Song', 'live'],
    ['Song - Live  /  Remastered', 'Song', 'live'],
    ['Song (Acoustic) (Live)', 'Song', 'acoustic live'],
    ['Song (Spanish Version)', 'Song', 'in es'],
    ['Song - Club Mix 2009', 'Song', 'club mix 2009'],
    ['Song (Remixed Feelings)', 'Song (Remixed Feelings)', null],
    ['Song (versions of me)', 'Song (versions of me)', null],
    ['Song (Reissue)', 'Song', null],
    ['Song - Expanded', 'Song', null],
    ['Song (Take 2)', 'Song (Take 2)', null],
    ['Song (Version)', 'Song', null],
    ['Song (From "Frozen")', 'Song', null],
    ['Song (From  “Frozen”)', 'Song', null],
    ['Song (Away from "home")', 'Song (Away from "home")', null],
    ['Song featuring X', 'Song', null],
    ['Song feat X & Y', 'Song', null],
    ['Song  ft.  X', 'Song', null],
    ['Song ft X', 'Song', null],
    ['Gift of You', 'Gift of You', null],
    ['Song feat. X (Live)', 'Song', 'live'],
    ['Song - Second - Live', 'Song - Second', 'live'],
    ['Song – Live', 'Song', 'live'],
    ['Song — Live', 'Song', 'live'],
    ['Song (Live) (Live) (Live) (Live) (Live) (Live) (Live)', 'Song', 'live live live live live live live'],
  ])('%s', (title, base, version) => {
    expect(titleParts(title)).toMatchObject({ base, version });
  });
});

it.each([
  ['A\tB', 'A', 'B'],
  ['A - B', 'A', 'B'],
  ['A - B - C', 'A', 'B - C'],
  ['A–B', 'A', 'B'],
  ['" A " - “B”', 'A', 'B'],
  ['  A   -   B  ', 'A', 'B'],
  ['\tA - B', 'A', 'B'],
])('%j is a song', (text, artist, title) => {
  expect(splitArtistTitle(text)).toEqual({ artist, title });
});

it.each(['a-ha', 'A', '', ' - B', 'A - ', '“” - B', '\tA'])('%j is not a song', (text) => {
  expect(splitArtistTitle(text)).toBeNull();
});

it('splits at the last “by”', () => {
  expect(splitTitleByArtist('Stand by Me BY Ben E. King')).toEqual({
    title: 'Stand by Me',
    artist: 'Ben E. King',
  });
  for (const text of ['Standby', 'by Ben', ' by Ben', 'Stand by '])
    expect(splitTitleByArtist(text)).toBeNull();
});

describe('primaryArtist', () => {
  it('knows who comes first', () => {
    expect(primaryArtist(['Queen feat. David Bowie'])).toBe('Queen');
    expect(primaryArtist(['Queen; David Bowie'])).toBe('Queen');
    expect(primaryArtist(['AC/DC', 'x'])).toBe('AC/DC');
    for (const between of [', ', ' x ', ' × ', ' vs. ', ' / ', ' ft ', '  featuring  ']) {
      expect(primaryArtist([` Queen${between}David Bowie`])).toBe('Queen');
    }
    expect(primaryArtist([', Queen'])).toBe('Queen');
    expect(primaryArtist(['a'.repeat(400)])).toHaveLength(300);
    expect(primaryArtist([])).toBe('');
  });

  it.each([
    'Tyler, The Creator',
    'Earth, Wind & Fire',
    'Crosby, Stills & Nash',
    'Sleeping With Sirens',
    'Sammy Davis, Jr.',
    'Rain, Stone & Sky',
  ])('asks for %s by the whole name', (artist) => {
    expect(primaryArtist([artist])).toBe(artist);
    expect(primaryArtist([`${artist} feat. Somebody`])).toBe(artist);
  });
});

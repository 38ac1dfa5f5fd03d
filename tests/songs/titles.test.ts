import { describe, expect, it } from 'vitest';
import { titleParts } from '../../src/songs/title-parts.ts';
import { lookupVariants, primaryArtist, videoTitle } from '../../src/songs/titles.ts';

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
    ['Love Story (Taylor’s Version)', 'Love Story', 'taylors version'],
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
  ])('%s', (title, base, version) => {
    expect(titleParts(title)).toEqual({ base, version });
  });
});

describe('videoTitle', () => {
  it.each([
    [
      'Rick Astley - Never Gonna Give You Up (Official Music Video)',
      'Rick Astley',
      'Rick Astley',
      'Never Gonna Give You Up',
    ],
    ['Adele - Hello', 'AdeleVEVO', 'Adele', 'Hello'],
    ['Hello', 'Adele - Topic', 'Adele', 'Hello'],
    ['Never Let Me Go - Remastered', 'Somebody - Topic', 'Somebody', 'Never Let Me Go'],
    ['Shape of You [Official Video]', 'EdSheeranVEVO', 'Ed Sheeran', 'Shape of You'],
    ['Never Gonna Give You Up - Official Video', 'RickAstleyVEVO', 'Rick Astley', 'Never Gonna Give You Up'],
    ['Bohemian Rhapsody (Official Video) - Queen', 'Queen Official', 'Queen', 'Bohemian Rhapsody'],
    ['Queen – Bohemian Rhapsody (Official Video Remastered)', 'Queen Official', 'Queen', 'Bohemian Rhapsody'],
    ['Luis Fonsi - Despacito ft. Daddy Yankee', 'LuisFonsiVEVO', 'Luis Fonsi', 'Despacito'],
    [
      'Daft Punk - Get Lucky (Official Audio) ft. Pharrell Williams, Nile Rodgers',
      'x',
      'Daft Punk',
      'Get Lucky',
    ],
    ['Gotye ft. Kimbra - Somebody That I Used To Know', 'x', 'Gotye', 'Somebody That I Used To Know'],
    ['Eminem "Lose Yourself" HD', 'EminemVEVO', 'Eminem', 'Lose Yourself'],
    ["BTS (방탄소년단) 'Dynamite' Official MV", 'HYBE LABELS', 'BTS (방탄소년단)', 'Dynamite'],
    ['YOASOBI「アイドル」 Official Music Video', 'Ayase / YOASOBI', 'YOASOBI', 'アイドル'],
    ['"Weird Al" Yankovic - Eat It', 'x', '"Weird Al" Yankovic', 'Eat It'],
    ['Coldplay - Yellow Lyrics', 'somebody', 'Coldplay', 'Yellow'],
    ['Lana Del Rey - Radio', 'x', 'Lana Del Rey', 'Radio'],
    ['Lana Del Rey - Video Games', 'x', 'Lana Del Rey', 'Video Games'],
    ['The Buggles - Video Killed The Radio Star', 'x', 'The Buggles', 'Video Killed The Radio Star'],
    [
      'Nirvana - Come As You Are (Live On MTV Unplugged)',
      'x',
      'Nirvana',
      'Come As You Are (live on mtv unplugged)',
    ],
    ['Fela Kuti - Zombie #shorts #afrobeat', 'x', 'Fela Kuti', 'Zombie'],
    ['Tum Hi Ho | Aashiqui 2 | Arijit Singh', 'T-Series', 'T-Series', 'Tum Hi Ho'],
    ['宇多田ヒカル - First Love', 'Hikaru Utada', '宇多田ヒカル', 'First Love'],
    ['a-ha - Take On Me (Official Video) [4K]', 'x', 'a-ha', 'Take On Me'],
  ])('%s', (title, channel, artist, song) => {
    expect(videoTitle(title, channel)).toEqual({ artist, title: song });
  });
});

describe('lookupVariants', () => {
  it('asks as it stands first, then by the first artist, then plainly', () => {
    expect(
      lookupVariants({ title: 'Under Pressure - Remastered 2011', artists: ['Queen', 'David Bowie'] }),
    ).toEqual([
      { title: 'Under Pressure - Remastered 2011', artist: 'Queen, David Bowie' },
      { title: 'Under Pressure - Remastered 2011', artist: 'Queen' },
      { title: 'Under Pressure', artist: 'Queen' },
    ]);
  });

  it('asks once where there is one way, and never without an artist', () => {
    expect(lookupVariants({ title: 'Hello', artists: ['Adele'] })).toEqual([
      { title: 'Hello', artist: 'Adele' },
    ]);
    expect(lookupVariants({ title: 'Hello', artists: [] })).toEqual([]);
  });

  it('knows who comes first', () => {
    expect(primaryArtist(['Queen feat. David Bowie'])).toBe('Queen');
    expect(primaryArtist(['Queen; David Bowie'])).toBe('Queen');
    expect(primaryArtist(['AC/DC', 'x'])).toBe('AC/DC');
    expect(primaryArtist([])).toBe('');
  });
});

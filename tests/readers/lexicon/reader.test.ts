import { describe, expect, it } from 'vitest';
import type { Palette } from '../../../src/model/photo.ts';
import type { SongReading } from '../../../src/model/reading.ts';
import type { Song } from '../../../src/model/song.ts';
import type { Lyrics } from '../../../src/pipeline/ports.ts';
import { createLexiconReader } from '../../../src/readers/lexicon/reader.ts';
import { aSong } from '../../support/songs.ts';

const reader = createLexiconReader();

const song = (title: string, facts: Partial<Song> = {}): Song =>
  aSong({ title, artists: ['Somebody'], ...facts });

const none: Lyrics = { kind: 'none' };
const sung = (...lines: string[]): Lyrics => ({ kind: 'words', text: lines.join('\n') });

async function read(asked: Song, lyrics: Lyrics = none): Promise<SongReading> {
  const { readings } = await reader.readSongs([{ song: asked, lyrics }]);
  const [reading] = readings;
  if (!reading) throw new Error('no reading');
  return reading;
}

const verse = [
  'The morning light is on the water and we are laughing all the way',
  'I hold your hand and I know that we are free and young today',
  'There is a party in the garden and the summer is here to stay',
  'Oh we dance in the sunshine, happy, never thinking of the rain',
  'Smile with me, sing with me, everything is going to be fine',
];

describe('reading songs', () => {
  it('reads the words of a song where there are any', async () => {
    const happy = await read(song('Untitled'), sung(...verse));
    expect(happy).toMatchObject({ basis: 'lyrics', by: 'lexicon' });
    expect(happy.valence).toBeGreaterThan(0.3);
    const sad = await read(
      song('Untitled'),
      sung(
        ...verse.map(
          (_, index) =>
            `I am crying alone in the cold and the dark and my heart is broken ${'so '.repeat(index)}`,
        ),
      ),
    );
    expect(sad.valence).toBeLessThan(-0.3);
    expect(['melancholic', 'lonely', 'dark']).toContain(sad.moods[0]);
  });

  it('never quotes the words', async () => {
    const { summary } = await read(song('Untitled'), sung(...verse));
    expect(summary.length).toBeLessThanOrEqual(200);
    for (const line of verse) {
      for (const piece of line.match(/\w+ \w+ \w+ \w+/g) ?? []) expect(summary).not.toContain(piece);
    }
  });

  it('reads a title where there is no more, carefully', async () => {
    const lonely = await read(song('Lonely Night'));
    expect(lonely.basis).toBe('title');
    expect(lonely.valence).toBeLessThan(-0.05);
    expect(lonely.valence).toBeGreaterThan(-0.5);
    expect(lonely.summary).toMatch(/title/);
    const party = await read(song('Party Tonight'));
    expect(party.valence).toBeGreaterThan(0.05);
    expect(party.energy).toBeGreaterThan(0.1);
    expect((await read(song('Heartbreak'))).valence).not.toBe(lonely.valence);
  });

  it('admits when nothing is known', async () => {
    const unknown = await read(song('Xqz Vwk'));
    expect(unknown).toMatchObject({ valence: null, energy: null, moods: [], themes: [], basis: 'title' });
    const nothing = /gives little away|name alone|Little is known/;
    expect(unknown.summary).toMatch(nothing);
    // Its only known word feels like nothing.
    expect((await read(song('Take Five'))).summary).toMatch(nothing);
  });

  it('says where the themes of a song without lyrics are from', async () => {
    expect((await read(song('Night Train'))).summary).toMatch(/its title speaks of [a-z ]+\.$/);
    expect((await read(song('Night Train', { genres: ['disco'] }))).summary).toMatch(
      /its title or genre speaks of [a-z ]+\.$/,
    );
  });

  it('uses genres, and says metadata', async () => {
    const metal = await read(song('Xqz', { genres: ['death metal'] }));
    const ambient = await read(song('Xqz', { genres: ['ambient', 'new age'] }));
    expect(metal).toMatchObject({ basis: 'metadata' });
    expect(metal.energy).toBeGreaterThan(0.4);
    expect(ambient.energy).toBeLessThan(-0.4);
  });

  it("lets the playlist's own numbers outrank words in energy, and counts them about as much in valence", async () => {
    const facts = { audio: { valence: 0.05, energy: 0.1 } };
    const worded = await read(song('Happy Party'), sung(...verse));
    const numbered = await read(song('Happy Party', facts), sung(...verse));
    expect(worded.energy).toBeGreaterThan(-0.1);
    expect(numbered.energy).toBeLessThan(-0.3);
    expect(numbered.valence).toBeLessThan((worded.valence ?? 0) - 0.3);
    expect(numbered.evidence).toEqual(['lyrics', 'title', 'measured']);
    expect(numbered.certainty.energy).toBeGreaterThan(worded.certainty.energy + 0.3);
    const unworded = await read(song('Happy Party', facts));
    expect(unworded.valence).toBeLessThan(-0.05);
  });

  it('is the more certain the more there was to read', async () => {
    const title = await read(song('Party Tonight'));
    const facts = await read(song('Party Tonight', { genres: ['dance pop'] }));
    const lyrics = await read(song('Party Tonight', { genres: ['dance pop'] }), sung(...verse));
    expect(title).toMatchObject({ evidence: ['title'] });
    expect(facts.evidence).toEqual(['title', 'facts']);
    expect(lyrics.evidence).toEqual(['lyrics', 'title', 'facts']);
    const certain = [title, facts, lyrics].map(({ certainty }) => certainty.valence);
    expect(certain).toEqual(certain.toSorted((a, b) => a - b));
    expect(certain[0]).toBeLessThan(0.15);
    expect((await read(song('Xqz Vwk'))).certainty).toEqual({ valence: 0, energy: 0 });
  });

  it('reads songs in other languages from their titles, and says which', async () => {
    const spanish = sung(
      'Quiero caminar contigo por la ciudad y no sé por qué te vas de mí',
      'El cielo es azul y tu voz me llama en la noche de mi soledad',
    );
    const { readings, obstacles } = await reader.readSongs([
      { song: song('Xqz'), lyrics: spanish },
      { song: song('Vwk'), lyrics: spanish },
      { song: song('Sunshine'), lyrics: sung(...verse) },
    ]);
    expect(readings.map((reading) => reading?.basis)).toEqual(['title', 'title', 'lyrics']);
    expect(obstacles).toEqual(['foreign', 'foreign', null]);
  });

  it('keeps songs without words', async () => {
    const { readings, obstacles } = await reader.readSongs([
      { song: song('Nocturne', { genres: ['classical'] }), lyrics: { kind: 'instrumental' } },
    ]);
    expect(readings[0]).toMatchObject({ basis: 'metadata' });
    expect(readings[0]?.energy).toBeLessThan(0);
    expect(obstacles).toEqual(['instrumental']);
  });

  it('does not mistake a guest for a feeling', async () => {
    const plain = await read(song('River'));
    expect((await read(song('River (feat. Joy Love)'))).valence).toBe(plain.valence);
  });

  it('answers in order', async () => {
    const many = Array.from({ length: 120 }, (_, index) => ({
      song: song(index % 2 === 0 ? 'Joy' : 'Grief'),
      lyrics: none,
    }));
    const { readings } = await reader.readSongs(many);
    expect(
      readings.every((reading, index) => Math.sign(reading?.valence ?? 0) === (index % 2 === 0 ? 1 : -1)),
    ).toBe(true);
  });
});

const palette = (facts: Partial<Palette> = {}): Palette => ({
  brightness: 0.5,
  contrast: 0.5,
  saturation: 0.5,
  warmth: 0,
  colourfulness: 0.4,
  thirds: [0.5, 0.5, 0.5],
  colours: [],
  guess: null,
  description: 'a dark, cold photo, mostly deep blue and black',
  valence: 0,
  energy: 0,
  ...facts,
});

describe('reading scenes', () => {
  it('reads the caption', async () => {
    const sad = await reader.readScene({
      caption: 'a woman crying at a grave',
      palette: palette({ valence: 0.5 }),
      feeling: '',
    });
    expect(sad.valence).toBeLessThan(-0.4);
    expect(sad.moods.length).toBeGreaterThan(0);
    expect(sad.summary).not.toBe('');
  });

  it('lets light and colour speak softly where words do, and alone where they do not', async () => {
    const dim = await reader.readScene({
      caption: 'a happy puppy',
      palette: palette({ valence: -0.8 }),
      feeling: '',
    });
    expect(dim.valence).toBeGreaterThan(0.3);
    const wordless = await reader.readScene({
      caption: 'xqz',
      palette: palette({ valence: -0.4, energy: 0.2 }),
      feeling: '',
    });
    expect(wordless.valence).toBeLessThan(-0.1);
    expect(wordless.energy).toBeGreaterThan(0);
    expect(wordless).toMatchObject({ moods: [], evidence: ['colours'] });
    expect(wordless.summary).toBe(
      'From its light and colours alone it could be a sad picture, but its description names no feeling that I know.',
    );
    expect(dim.evidence).toEqual(['colours', 'caption']);
    expect(wordless.certainty.valence).toBeLessThan(0.15);
    expect(dim.certainty.valence).toBeGreaterThan(0.5);
  });

  it("does not take the palette's sentence for the photo's own words", async () => {
    const plain = await reader.readScene({ caption: 'a dog on a beach', palette: palette(), feeling: '' });
    const lit = await reader.readScene({
      caption: 'a dog on a beach. a dark, cold photo, mostly deep blue and black',
      palette: palette(),
      feeling: '',
    });
    expect(lit.valence).toBe(plain.valence);
  });

  it("gives the person's own words the most weight", async () => {
    const bent = await reader.readScene({
      caption: 'a birthday party with balloons',
      palette: palette(),
      feeling: 'lonely and sad',
    });
    expect(bent.valence).toBeLessThan(-0.2);
  });

  it('always has numbers', async () => {
    const blank = await reader.readScene({ caption: '', palette: palette(), feeling: '' });
    expect(blank).toMatchObject({ valence: 0, energy: 0 });
    expect(blank.summary).toBe(
      'Its light and colours alone say nothing about its feeling, and I can’t see what is in it.',
    );
  });
});

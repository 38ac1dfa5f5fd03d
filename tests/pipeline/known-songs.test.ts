import { expect, it } from 'vitest';
import { createKnownSongs } from '../../src/pipeline/songs/known-songs.ts';
import { aSong } from '../support/songs.ts';

const reading = {
  summary: 'A song.',
  valence: 0.1,
  energy: 0.2,
  moods: ['hopeful' as const],
  themes: [],
  certainty: { valence: 0.04, energy: 0.01 },
  evidence: ['title' as const],
  basis: 'title' as const,
  by: 'lexicon' as const,
};
const loud = {
  evidence: [
    { kind: 'facts' as const, valence: null, energy: { mean: 1, variance: 0.5 }, moods: [], themes: [] },
  ],
  genres: [],
  cover: null,
  isOpen: false,
};

/** What is known of a song with this title, heard as sad and quiet or not. */
function known(heard: boolean, by: 'lexicon' | 'gemini' = 'lexicon') {
  const songs = createKnownSongs([
    aSong({ title: 'Qx', ...(heard && { heard: { valence: -0.15, energy: -0.6 } }) }),
  ]);
  songs.setReading(0, { ...reading, by });
  return songs;
}

it('places a song by what was heard, with moods of that place', () => {
  const [place] = known(true).readings;
  expect(place).toMatchObject({ evidence: ['title', 'heard'], basis: 'metadata' });
  expect(place?.energy).toBeLessThan(-0.4);
  expect(place?.valence).toBeLessThan(-0.2);
  expect(place?.certainty.energy).toBeGreaterThan(0.6);
  expect(place?.moods).not.toContain('hopeful');
  expect(known(false).readings[0]).toEqual(reading);
});

it('keeps a language model’s moods and words, and calls no song that was heard known by its title alone', () => {
  expect(known(true, 'gemini').readings[0]).toMatchObject({
    moods: ['hopeful'],
    summary: 'A song.',
    basis: 'metadata',
  });
  expect(known(false, 'gemini').readings[0]).toMatchObject({ basis: 'title' });
});

it('counts how loud a song is once', () => {
  const [before] = known(true).readings;
  const songs = known(true);
  songs.setFacts(0, loud);
  expect(songs.readings[0]).toEqual(before);
  const unheard = known(false);
  unheard.setFacts(0, loud);
  expect(unheard.readings[0]?.energy).toBeGreaterThan(0.2);
});

it('counts what services measured of the same sound once, and its genre beside it', () => {
  const piece = {
    valence: { mean: 0.5, variance: 0.5 },
    energy: { mean: 1, variance: 0.1 },
    moods: [],
    themes: [],
  };
  const energyWith = (kind: 'measured' | 'facts') => {
    const songs = known(true);
    songs.setFacts(0, { ...loud, evidence: [{ ...piece, kind }] });
    return songs.readings[0]?.energy ?? 0;
  };
  const [alone] = known(true).readings;
  expect(energyWith('measured')).toBe(alone?.energy);
  expect(energyWith('facts')).toBeGreaterThan(alone?.energy ?? 0);
});

it('takes what is heard later as it takes what came with the playlist', () => {
  const later = known(false);
  expect(later.isUnheard(0)).toBe(true);
  later.setHeard(0, { valence: -0.15, energy: -0.6 });
  expect(later.readings[0]).toEqual(known(true).readings[0]);
  expect(later.isUnheard(0)).toBe(false);
  const never = known(false);
  never.setHeard(0, null);
  expect(never.readings[0]).toEqual(reading);
  expect(never.isUnheard(0)).toBe(false);
});

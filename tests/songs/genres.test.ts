import { describe, expect, it } from 'vitest';
import { combine } from '../../src/pipeline/evidence/evidence.ts';
import { genreEvidence } from '../../src/songs/facts-evidence.ts';

const known = (...genres: string[]) => combine(genreEvidence(genres));

describe('genres', () => {
  it('put a song where songs of its genre are, less surely where these differ more', () => {
    const [metal, ambient, pop] = [known('Metal'), known('Ambient'), known('Pop')];
    expect(metal).toMatchObject({ energy: 0.65, evidence: ['facts'] });
    expect(ambient.energy).toBe(-0.65);
    expect(pop.certainty.energy).toBeLessThan(ambient.certainty.energy);
    // Classical music may feel like anything.
    expect(known('Classical')).toMatchObject({ valence: null, certainty: { valence: 0 } });
  });

  it('are known by their longest name, and of two as long by the last', () => {
    expect(known('Melodic Black Metal')).toEqual(known('black metal'));
    expect(known('Folk Punk')).toEqual(known('punk'));
    expect(known('Rap/Hip Hop', 'Hip-Hop', 'R&B')).toEqual(known('hip hop', 'rnb'));
  });

  it('are together no surer than by themselves', () => {
    const one = known('rock');
    const both = known('rock', 'alternative rock');
    expect(both.certainty.valence).toBeLessThanOrEqual(one.certainty.valence);
    expect(known('rock', 'slowcore').energy).toBeLessThan(0);
  });

  it('say nothing where none is known', () => {
    expect(genreEvidence([])).toEqual([]);
    expect(genreEvidence(['Xqz', '', 'x'.repeat(100_000), '__proto__'])).toEqual([]);
  });

  it('name what a song of them is about', () => {
    expect(genreEvidence(['Christmas'])[0]?.themes).toEqual(['holiday']);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVIDENCE } from '../../../src/model/evidence.ts';
import { MOODS, songReadingSchema } from '../../../src/model/reading.ts';
import {
  assess,
  combine,
  distribution,
  type Estimate,
  type Evidence,
  estimate,
  PRIOR,
  withEvidence,
} from '../../../src/pipeline/evidence/evidence.ts';
import { chanceOfSameSide, chancePositive, expectedDistance } from '../../../src/pipeline/evidence/normal.ts';
import { reliability } from '../../../src/pipeline/evidence/reliability.ts';

const at = (mean: number, variance: number): Estimate => ({ mean, variance });

function piece(valence: Estimate | null, more: Partial<Evidence> = {}): Evidence {
  return { kind: 'title', valence, energy: null, moods: [], themes: [], ...more };
}

const better = at(-0.6, 0.05);
const worse = at(0.6, 1);

describe('combine', () => {
  it('lets a better source outweigh a worse one', () => {
    const { valence } = combine([piece(worse), piece(better)]);
    expect(valence).toBeLessThan(-0.3);
    expect(valence).toBeGreaterThan(combine([piece(better)]).valence ?? 1);
  });

  it('is more certain of two weak sources than of one, and surer of a good one than of a weak one', () => {
    const certainty = (...pieces: Evidence[]) => combine(pieces).certainty.valence;
    expect(certainty(piece(worse), piece(worse))).toBeGreaterThan(certainty(piece(worse)));
    expect(certainty(piece(better))).toBeGreaterThan(certainty(piece(worse), piece(worse)));
    // Prior 0.25 and evidence 0.25: half of the variance is gone.
    expect(certainty(piece(at(0, 0.25)))).toBe(0.5);
  });

  it('moves further from the middle when two sources agree', () => {
    const agreeing = piece(at(0.5, 0.5));
    expect(combine([agreeing, agreeing]).valence).toBeGreaterThan(combine([agreeing]).valence ?? 1);
  });

  it('knows nothing from nothing, and each dimension by its own evidence', () => {
    const nothing = { valence: null, energy: null, moods: [], themes: [], evidence: [] };
    expect(combine([])).toEqual({ ...nothing, certainty: { valence: 0, energy: 0 } });
    expect(combine([piece(null)])).toEqual(combine([]));
    const half = combine([piece(null, { kind: 'measured', energy: at(0.5, 0.25) })]);
    expect(half).toMatchObject({ valence: null, energy: 0.25, evidence: ['measured'] });
    expect(half.certainty).toEqual({ valence: 0, energy: 0.5 });
  });

  it('names each kind of evidence once, and only kinds that said something', () => {
    const pieces = [
      piece(better),
      piece(null, { kind: 'facts' }),
      piece(worse),
      piece(worse, { kind: 'lyrics' }),
    ];
    expect(combine(pieces).evidence).toEqual(['title', 'lyrics']);
  });

  it('weighs moods and themes by how good their source is', () => {
    const { moods, themes } = combine([
      piece(at(0, 1), { moods: ['joyful'], themes: ['party'] }),
      piece(at(0, 0.1), { moods: ['wistful'], themes: ['rain'] }),
    ]);
    expect(moods[0]).toBe('wistful');
    expect(themes).toEqual(['rain', 'party']);
  });

  const estimates = fc.option(
    fc.record({
      mean: fc.double({ min: -2, max: 2, noNaN: true }),
      variance: fc.double({ min: 0.01, max: 5, noNaN: true }),
    }),
  );
  const pieces = fc.array(
    fc.record({
      kind: fc.constantFrom(...EVIDENCE),
      valence: estimates,
      energy: estimates,
      moods: fc.subarray([...MOODS], { maxLength: 3 }),
      themes: fc.subarray(['rain', 'sea', 'night'], { maxLength: 2 }),
    }),
    { maxLength: 5 },
  );

  it('stays within its ranges, whatever it is given and in whatever order', () => {
    fc.assert(
      fc.property(pieces, (some) => {
        const whole = combine(some);
        const { certainty, valence, energy } = combine(some.toReversed());
        expect(certainty.valence).toBeCloseTo(whole.certainty.valence, 2);
        expect(certainty.energy).toBeCloseTo(whole.certainty.energy, 2);
        for (const [one, other] of [
          [valence, whole.valence],
          [energy, whole.energy],
        ] as const) {
          expect(one === null).toBe(other === null);
          expect(one ?? 0).toBeCloseTo(other ?? 0, 2);
        }
        expect(
          songReadingSchema.safeParse({ ...whole, summary: '', basis: 'title', by: 'lexicon' }).success,
        ).toBe(true);
      }),
    );
  });
});

describe('withEvidence', () => {
  it('knows as much as both at once', () => {
    const first = piece(at(0.4, 0.3), { energy: at(-0.2, 0.5) });
    const second = piece(at(-0.3, 0.2), { kind: 'lyrics', energy: at(-0.7, 0.9) });
    const { valence, energy, certainty, evidence } = combine([first, second]);
    const later = withEvidence(combine([first]), second);
    expect(later.valence).toBeCloseTo(valence ?? 9, 2);
    expect(later.energy).toBeCloseTo(energy ?? 9, 2);
    expect(later.certainty.valence).toBeCloseTo(certainty.valence, 2);
    expect(later.certainty.energy).toBeCloseTo(certainty.energy, 2);
    expect(later.evidence).toEqual(evidence);
  });

  it('leaves a dimension alone that it says nothing of, and keeps the rest of the reading', () => {
    const reading = { ...combine([piece(at(0.4, 0.3), { energy: at(0.1, 0.3) })]), summary: 'Mine.' };
    const more = withEvidence(reading, { kind: 'measured', valence: null, energy: at(0.9, 0.1) });
    expect(more).toMatchObject({ summary: 'Mine.', valence: reading.valence });
    expect(more.certainty.valence).toBe(reading.certainty.valence);
    expect(more.certainty.energy).toBeGreaterThan(reading.certainty.energy);
  });
});

describe('estimate', () => {
  const usual = { correlation: 0.5, spread: 0.25, middle: 0.1 };

  it('takes back how far readings shrink, and is as unsure as they are wrong', () => {
    expect(estimate(0.1, usual)).toEqual(at(0, expect.closeTo(0.75, 9)));
    expect(estimate(0.35, usual)?.mean).toBeCloseTo(1, 9);
    expect(estimate(0.35, { ...usual, correlation: 0.9 })?.variance).toBeLessThan(0.1);
  });

  it('is twice as unsure of a reading that is half as confident, and says nothing without confidence', () => {
    const [whole, half] = [estimate(0.3, usual), estimate(0.3, usual, 0.5)];
    expect(half?.mean).toBe(whole?.mean);
    expect(half?.variance).toBeCloseTo(2 * (whole?.variance ?? 0), 9);
    expect(estimate(0.3, usual, 0)).toBeNull();
    expect(estimate(null, usual)).toBeNull();
  });

  it.each(Object.entries(reliability))('is as certain as the correlation says: %s', (_, trusts) => {
    for (const trust of Object.values(trusts)) {
      const { certainty } = combine([piece(estimate(trust.middle, trust))]);
      expect(certainty.valence).toBeCloseTo(trust.correlation ** 2, 2);
    }
  });
});

describe('assess', () => {
  it('draws a form to the middle by as much as such forms are wrong', () => {
    const { caption, captionByModel } = reliability;
    const form = { summary: 'x', valence: 0.8, energy: null };
    const [weak, good] = [assess(form, 'caption', caption), assess(form, 'caption', captionByModel)];
    expect(weak).toMatchObject({ summary: 'x', energy: null, evidence: ['caption'] });
    expect(weak.certainty.energy).toBe(0);
    expect(good.certainty.valence).toBeGreaterThan(weak.certainty.valence);
    expect(good.valence).toBeGreaterThan(weak.valence ?? 1);
  });
});

describe('what a reading knows of a dimension', () => {
  it('is the less spread out the more certain it is', () => {
    expect(distribution(0.4, 0.8)).toEqual(at(0.4, expect.closeTo(0.05, 9)));
    expect(distribution(-0.1, 0.2).variance).toBeCloseTo(0.2, 9);
    expect(distribution(null, 0.8)).toEqual(PRIOR);
  });
});

describe('normal distributions', () => {
  it('have a chance of being above 0', () => {
    expect(chancePositive(at(0, 0.3))).toBeCloseTo(0.5, 6);
    expect(chancePositive(at(1, 1))).toBeCloseTo(0.8413, 4);
    expect(chancePositive(at(-1.96, 1))).toBeCloseTo(0.025, 4);
    expect([0.1, 0, -0.1].map((mean) => chancePositive(at(mean, 0)))).toEqual([1, 0.5, 0]);
  });

  it('are on the same side by as much as both are clear', () => {
    expect(chanceOfSameSide(at(0.9, 0), at(0.2, 0))).toBe(1);
    expect(chanceOfSameSide(at(0.9, 0), at(-0.2, 0))).toBe(0);
    expect(chanceOfSameSide(at(0.9, 0.01), PRIOR)).toBeCloseTo(0.5, 6);
    expect(chanceOfSameSide(at(0.4, 0.1), at(0.4, 0.1))).toBeGreaterThan(
      chanceOfSameSide(at(0.4, 0.1), at(0.4, 0.2)),
    );
  });

  it('are expected to be as far apart as their means, and further where they are unsure', () => {
    expect(expectedDistance(at(0.5, 0), at(-0.3, 0))).toBeCloseTo(0.8, 9);
    expect(expectedDistance(at(0, 0.5), at(0, 0.5))).toBeCloseTo(Math.sqrt(2 / Math.PI), 6);
    expect(expectedDistance(at(0.5, 0.1), at(-0.3, 0.1))).toBeGreaterThan(0.8);
    expect(expectedDistance(at(-0.3, 0.2), at(0.5, 0.1))).toBeCloseTo(
      expectedDistance(at(0.5, 0.1), at(-0.3, 0.2)),
      9,
    );
  });
});

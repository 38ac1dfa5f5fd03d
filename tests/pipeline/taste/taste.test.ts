import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FeatureName } from '../../../src/model/ranking.ts';
import { FEATURES } from '../../../src/model/ranking.ts';
import { byFeature } from '../../../src/pipeline/ranking/features.ts';
import { rank } from '../../../src/pipeline/ranking/rank.ts';
import { loadRankTables, type Weights } from '../../../src/pipeline/ranking/tables.ts';
import { bendWeights, learnServerTaste, learnTaste, noTaste } from '../../../src/pipeline/taste/taste.ts';
import type { RatedSongs } from '../../../src/pipeline/taste/taste-ratings.ts';
import { aScene, aSong } from '../songs.ts';

const tables = loadRankTables();
const { weights } = tables;

const fit = fc.option(fc.double({ min: 0, max: 1, noNaN: true }));
const fits = fc.record({ valence: fit, energy: fit, moods: fit, themes: fit, words: fit, light: fit });

/** A result of one to six songs, some of them rated, with the marks in any order. */
const rated: fc.Arbitrary<RatedSongs> = fc
  .array(fc.record({ fits, says: fc.constantFrom('fits', 'does-not-fit', null) }), {
    minLength: 1,
    maxLength: 6,
  })
  .map((songs) => ({
    shown: songs.map((song, at) => ({
      rank: at + 1,
      features: byFeature((name) => ({ fit: song.fits[name] })),
    })),
    marks: songs.flatMap(({ says }, at) => (says === null ? [] : [{ rank: at + 1, verdict: says, at }])),
  }));
const history = fc.array(rated, { maxLength: 12 });

const size = (numbers: Record<FeatureName, number>): number =>
  FEATURES.reduce((sum, name) => sum + Math.abs(numbers[name]), 0);

/** Somebody who judges by one feature alone, `count` times. */
function judging(name: FeatureName, count: number, likes: 1 | -1 = 1): RatedSongs[] {
  return Array.from({ length: count }, (_, at) => {
    const isHigh = at % 2 === 0;
    const features = byFeature((one) => ({ fit: one === name ? (isHigh ? 1 : 0.4) : 0.5 + (at % 3) / 10 }));
    const verdict = isHigh === likes > 0 ? ('fits' as const) : ('does-not-fit' as const);
    return { shown: [{ rank: 1 + (at % 3), features }], marks: [{ rank: 1 + (at % 3), verdict, at }] };
  });
}

describe('learnTaste', () => {
  it('does not ask in which order ratings came', () => {
    fc.assert(
      fc.property(history, fc.infiniteStream(fc.nat()), (all, keys) => {
        const order = all
          .map((one) => ({ ...one, marks: one.marks.toReversed() }))
          .map((one) => ({ one, key: keys.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key);
        expect(
          learnTaste(
            order.map(({ one }) => one),
            weights,
          ),
        ).toEqual(learnTaste(all, weights));
      }),
    );
  });

  it('forgets a rating that is taken back, to the last bit', () => {
    fc.assert(
      fc.property(history, rated, (all, one) => {
        const before = learnTaste(all, weights);
        expect(learnTaste([...all, { ...one, marks: [] }], weights)).toEqual(before);
        // A later mark on a song hides the one before, which stands again once the later is taken back.
        const later = one.marks.map((mark) => ({ ...mark, verdict: 'fits' as const, at: mark.at + 100 }));
        const changed = { ...one, marks: [...later, ...one.marks] };
        expect(learnTaste([...all, changed], weights).count).toBe(before.count + one.marks.length);
        const back = { ...changed, marks: changed.marks.filter(({ at }) => at < 100) };
        expect(learnTaste([...all, back], weights)).toEqual(learnTaste([...all, one], weights));
      }),
    );
  });

  it('lets the latest mark of a song stand', () => {
    const [one] = judging('energy', 1);
    if (one === undefined) throw new Error('no rating');
    const changed = { ...one, marks: [...one.marks, { rank: 1, verdict: 'does-not-fit' as const, at: 9 }] };
    const only = { ...one, marks: [{ rank: 1, verdict: 'does-not-fit' as const, at: 1 }] };
    expect(learnTaste([changed], weights)).toEqual(learnTaste([only], weights));
  });

  it('changes little after a few ratings, and never without bound', () => {
    fc.assert(
      fc.property(history, (all) => {
        const taste = learnTaste(all, weights);
        const { count, change, sureness } = taste;
        const bent = bendWeights(weights, taste);
        expect(size(change)).toBeLessThanOrEqual(1.6 + 1e-9);
        if (count <= 3) expect(size(change)).toBeLessThan(0.1);
        for (const name of FEATURES) {
          expect(sureness[name]).toBeGreaterThanOrEqual(0);
          expect(sureness[name]).toBeLessThanOrEqual(1);
          expect(Number.isFinite(bent.features[name])).toBe(true);
        }
      }),
    );
  });

  it.each(FEATURES)('learns that somebody goes by %s', (name) => {
    const { change } = learnTaste(judging(name, 30), weights);
    expect(change[name]).toBeGreaterThan(0.03);
    expect(change[name]).toBe(Math.max(...Object.values(change)));
  });

  it('hears a rating low in the list a little louder: fewer people look there', () => {
    const [one] = judging('energy', 1);
    const at = (rank: number): number => {
      const moved = (one?.shown ?? []).map((song) => ({ ...song, rank }));
      return size(
        learnTaste(Array(20).fill({ shown: moved, marks: [{ rank, verdict: 'fits', at: 1 }] }), weights)
          .change,
      );
    };
    expect(at(3)).toBeGreaterThan(at(1));
  });
});

describe('learnServerTaste', () => {
  const loud = judging('energy', 60);
  const quiet = judging('themes', 5);

  it('is nobody in particular: it needs three who rated', () => {
    expect(learnServerTaste([loud, quiet, []], weights)).toEqual(noTaste);
    expect(learnServerTaste([loud, quiet, quiet], weights).count).toBe(70);
  });

  it('hears who rates most no louder than who rated twenty times', () => {
    const much = learnServerTaste([judging('energy', 200), quiet, quiet], weights);
    const some = learnServerTaste([judging('energy', 20), quiet, quiet], weights);
    expect(size(byFeature((name) => much.change[name] - some.change[name]))).toBeLessThan(0.1);
  });

  it('does not ask in which order members come', () => {
    fc.assert(
      fc.property(fc.array(history, { minLength: 3, maxLength: 5 }), (members) => {
        expect(learnServerTaste(members.toReversed(), weights)).toEqual(learnServerTaste(members, weights));
      }),
      { numRuns: 30 },
    );
  });
});

describe('bendWeights', () => {
  it('gives the very weights to who has said nothing in a server that has said nothing', () => {
    expect(bendWeights(weights, noTaste)).toBe(weights);
    expect(bendWeights(weights, learnTaste([], weights), learnServerTaste([], weights))).toBe(weights);
  });

  it('lets a server speak for who has rated little, and hardly for who has rated much', () => {
    const server = learnServerTaste(
      [judging('themes', 20), judging('themes', 20), judging('themes', 20)],
      weights,
    );
    const reach = (own: RatedSongs[]): number => {
      const taste = learnTaste(own, weights);
      return (
        bendWeights(weights, taste, server).features.themes - bendWeights(weights, taste).features.themes
      );
    };
    expect(reach([])).toBeCloseTo(server.change.themes, 9);
    expect(reach(judging('energy', 60))).toBeLessThan(0.2 * reach([]));
  });

  it('puts the song of the other feeling first for who likes contrast', () => {
    const dislikes = (['valence', 'energy', 'moods'] as const).flatMap((name) => judging(name, 25, -1));
    const songs = [
      aSong('sad', -0.7, -0.6, { moods: ['melancholic'] }),
      aSong('glad', 0.8, 0.6, { moods: ['joyful'] }),
    ];
    const scene = aScene(-0.5, -0.5, ['melancholic']);
    const first = (own: RatedSongs[]) =>
      rank(scene, songs, { ...tables, weights: bendWeights(weights, learnTaste(own, weights)) })[0]?.index;
    expect(first([])).toBe(0);
    expect(first(dislikes)).toBe(1);
  });
});

describe('the numbers', () => {
  const plain: Weights = {
    version: '1',
    date: '',
    features: { valence: 0.4, energy: 0.2, moods: 0.2, themes: 0.1, words: 0.1 },
    tieBreak: { vague: 0.2, clear: 0.1, valence: 0.1, energy: 0.1, meaning: 0.01 },
    variety: 0.05,
    score: { slope: 1 },
    figures: {},
  };
  /** Four songs, three of them rated; fits and verdicts look like chance, and some fits are unknown. */
  const result = (id: number): RatedSongs => ({
    shown: [1, 2, 3, 4].map((rank) => ({
      rank,
      features: byFeature((name) => {
        const fit = (id * 7 + rank * 3 + FEATURES.indexOf(name) * 5) % 11;
        return { fit: fit === 0 ? null : fit / 10 };
      }),
    })),
    marks: [1, 2, 4].map((rank) => ({
      rank,
      verdict: (id + rank) % 3 === 0 ? 'does-not-fit' : 'fits',
      at: rank,
    })),
  });
  const results = (count: number, from = 0) => Array.from({ length: count }, (_, id) => result(id + from));
  const close = (...values: number[]) =>
    Object.fromEntries(FEATURES.map((name, at) => [name, expect.closeTo(values[at] ?? Number.NaN, 5)]));

  it('are those of the posterior', () => {
    expect(learnTaste(results(3), plain)).toEqual({
      count: 9,
      fits: 6,
      change: close(-0.218938, -0.237984, -0.004171, -0.078552, 0.036355),
      sureness: close(0.919428, 0.815533, 0.027901, 0.592231, 0.24226),
    });
    expect(learnTaste(results(12), plain)).toEqual({
      count: 36,
      fits: 24,
      change: close(-0.204739, -0.397567, -0.096637, 0.017467, -0.143913),
      sureness: close(0.885532, 0.998103, 0.530887, 0.126764, 0.730707),
    });
  });

  it('count a person who rates much less in their server, and mix with the own ones', () => {
    const server = learnServerTaste([results(12), results(2, 5), results(1, 9)], plain);
    expect(server).toEqual({
      count: 45,
      fits: 31,
      change: close(-0.243095, -0.387306, -0.075697, -0.013597, -0.118154),
      sureness: close(0.924141, 0.990167, 0.398206, 0.086182, 0.617394),
    });
    const bent = bendWeights(plain, learnTaste(results(3), plain), server);
    expect(bent.features).toEqual(close(0.042151, -0.259301, 0.152574, 0.013678, 0.068839));
    expect(bent.tieBreak).toEqual({
      ...plain.tieBreak,
      vague: expect.closeTo(0.14, 9),
      clear: expect.closeTo(0.07, 9),
    });
    expect(bendWeights(plain, noTaste, server).tieBreak).toEqual(plain.tieBreak);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FeatureName } from '../../../src/model/ranking.ts';
import { FEATURES } from '../../../src/model/ranking.ts';
import { byFeature } from '../../../src/pipeline/ranking/features.ts';
import { rank } from '../../../src/pipeline/ranking/rank.ts';
import { loadRankTables } from '../../../src/pipeline/ranking/tables.ts';
import { bendWeights, learnServerTaste, learnTaste, noTaste } from '../../../src/pipeline/taste/taste.ts';
import type { RatedSongs } from '../../../src/pipeline/taste/taste-ratings.ts';
import { tasteWords } from '../../../src/pipeline/taste/taste-words.ts';
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

describe('tasteWords', () => {
  const words = (own: RatedSongs[]) => tasteWords(learnTaste(own, weights), weights);

  it('says that nothing was learned yet', () => {
    expect(words([])).toMatchObject({ count: 0, sureness: 'none' });
    expect(words([]).sentences.join(' ')).toMatch(/don't know your taste yet/);
  });

  it('names what somebody goes by, from how many ratings, and how sure it is', () => {
    const { sentences, sureness, count } = words(judging('energy', 40));
    expect(sentences[0]).toMatch(/^You care more than most about a song's energy/);
    expect(sentences.at(-1)).toBe("Learned from 40 ratings; I'm sure of it.");
    expect({ sureness, count }).toEqual({ sureness: 'sure', count: 40 });
    expect(words(judging('energy', 3)).sentences).toEqual([
      "It's too early to say what you like.",
      'Learned from 3 ratings so far.',
    ]);
  });

  it('says so when somebody likes contrast', () => {
    const dislikes = (['valence', 'energy', 'moods'] as const).flatMap((name) => judging(name, 25, -1));
    expect(words(dislikes).sentences[0]).toMatch(/^You like contrast/);
  });

  it('has a row for each feature, whose parts sum to 1', () => {
    fc.assert(
      fc.property(history, (all) => {
        const { rows, sentences } = words(all);
        expect(rows.map(({ feature }) => feature).sort()).toEqual([...FEATURES].sort());
        expect(rows.reduce((sum, { yours }) => sum + Math.abs(yours), 0)).toBeCloseTo(1, 9);
        expect(sentences.length).toBeGreaterThan(0);
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { createMatchAlbum } from '../../src/pipeline/album/match-album.ts';
import type { ToldRanking } from '../../src/pipeline/explain/told-ranking.ts';
import { createMatchScene, type PipelinePorts } from '../../src/pipeline/match-scene.ts';
import type { Writer } from '../../src/pipeline/ports.ts';
import { FEATURES } from '../../src/pipeline/ranking/comparison.ts';
import { loadRankTables } from '../../src/pipeline/ranking/tables.ts';
import type { MatchRequest } from '../../src/pipeline/request.ts';
import { alwaysThere, playlist, song } from '../support/pipeline.ts';

const songs = Array.from({ length: 40 }, (_, at) => song(`Song ${at}`));
const { weights } = loadRankTables();

async function tell(over: Partial<PipelinePorts> = {}, asked: Partial<MatchRequest> = {}) {
  const told: ToldRanking[] = [];
  const request: MatchRequest = {
    photo: new Uint8Array([1]),
    playlists: [{ kind: 'playlist', playlist: playlist(songs) }],
    feeling: '',
    ...asked,
  };
  const ranking = await createMatchScene(alwaysThere(over))(request, {
    onToldRanking: (one) => told.push(one),
  });
  const [one, ...more] = told;
  if (one === undefined) throw new Error('nothing was told');
  expect(more).toEqual([]);
  return { told: one, ranking };
}

describe('a told ranking', () => {
  it('gives for the five best the very numbers that they were ranked by', async () => {
    const { told, ranking } = await tell();
    expect(told).toMatchObject({
      songs: 40,
      readFrom: { title: 40 },
      readBy: { lexicon: 40 },
      space: { model: 'letters', dimensions: 4 },
      weights: { version: weights.version, isBentByTaste: false },
      target: { moods: ['melancholic'], readBy: 'lexicon', captionedBy: 'palette' },
      avoided: { moods: [], themes: 0 },
    });
    expect(told.target.valence).toBeLessThan(0);
    expect(told.top.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5]);
    for (const [at, top] of told.top.entries()) {
      const match = ranking.matches[at];
      expect(songs[top.song - 1]?.title).toBe(match?.song.title);
      expect(top.score).toBeCloseTo(match?.score ?? -1, 3);
      const added = FEATURES.map((name) => top.features[name].added).reduce((sum, one) => sum + one, 0);
      expect(top.total).toBeCloseTo(added, 2);
      expect(top.kept).toBe(1);
      for (const name of FEATURES) {
        const { fit, weight, added: one } = top.features[name];
        if (fit !== null) expect(one).toBeCloseTo(fit * weight, 2);
      }
    }
    const best = told.top.find(({ rankByFit }) => rankByFit === 1);
    if (best !== undefined) for (const top of told.top) expect(top.total).toBeLessThanOrEqual(best.total);
  });

  it('says whether the fit or the story decided, and between how many', async () => {
    // With one in the running the fit alone decides; with all of them the story does.
    const running = (vague: number, other: number) => ({
      weights: {
        ...weights,
        running: { vague, plain: vague, valence: other, energy: other, meaning: other },
      },
    });
    const byFit = await tell({}, running(0, 0));
    expect(byFit.told.first).toMatchObject({ decidedBy: 'fit', inTheRunning: 1 });
    expect(byFit.told.first?.song).toBe(byFit.told.first?.bestByFit);
    const byStory = await tell({}, running(1, 1));
    expect(byStory.told.first).toMatchObject({ decidedBy: 'story', inTheRunning: 40 });
    expect(byStory.told.first?.bestByFit).toBe(byFit.told.first?.song);
    expect(byStory.told.first?.song).not.toBe(byFit.told.first?.song);
    expect(songs[(byStory.told.first?.song ?? 0) - 1]?.title).toBe(byStory.ranking.matches[0]?.song.title);
  });

  it('says when a writer’s second look changed the first place', async () => {
    const swaps: Writer = {
      id: 'gemini',
      version: '1',
      explain: async ({ top }) => ({
        explanation: 'So it is.',
        reasons: top.map(() => null),
        order: [1, 0],
      }),
    };
    const [plain] = alwaysThere().writers;
    if (plain === undefined) throw new Error('no writer');
    const { told, ranking } = await tell({ writers: [swaps, plain] });
    expect(told.first?.decidedBy).toBe('writer');
    expect(songs[(told.first?.song ?? 0) - 1]?.title).toBe(ranking.matches[0]?.song.title);
  });

  it('knows a taste, contrast wished for, and what is avoided', async () => {
    const bent = { ...weights, features: { ...weights.features, valence: -0.3 } };
    const { told } = await tell(
      {
        readWish: (reading) => ({
          reading,
          avoid: { moods: ['wistful'], themes: ['letters'] },
          understood: '',
          isUnderstood: true,
          coverage: 1,
        }),
      },
      { weights: bent, feeling: 'something' },
    );
    expect(told.weights.isBentByTaste).toBe(true);
    expect(told.avoided).toEqual({ moods: ['wistful'], themes: 1 });
    for (const { kept, total, features } of told.top) {
      expect(kept).toBeLessThan(1);
      expect(features.valence.weight).toBeLessThan(0);
      expect(features.valence.added).toBeGreaterThanOrEqual(0);
      const added = FEATURES.map((name) => features[name].added).reduce((sum, one) => sum + one, 0);
      expect(total).toBeCloseTo(kept * added, 2);
    }
  });

  it('is given for each photo of an album', async () => {
    const told: ToldRanking[] = [];
    const request = {
      photos: [new Uint8Array([1]), new Uint8Array([2])],
      playlists: [{ kind: 'playlist' as const, playlist: playlist(songs) }],
      feeling: '',
    };
    await createMatchAlbum(alwaysThere())(request, { onToldRanking: (one) => told.push(one) });
    expect(told.map(({ songs: ranked }) => ranked)).toEqual([40, 40]);
  });
});

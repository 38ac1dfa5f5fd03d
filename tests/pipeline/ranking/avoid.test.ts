import { describe, expect, it } from 'vitest';
import { avoidance, nothingAvoided } from '../../../src/pipeline/ranking/avoid.ts';
import { rank } from '../../../src/pipeline/ranking/rank.ts';
import { loadRankTables } from '../../../src/pipeline/ranking/tables.ts';
import { aScene, aSong } from '../songs.ts';

const tables = loadRankTables();
const kept = (avoid: Parameters<typeof avoidance>[0], song: ReturnType<typeof aSong>) =>
  avoidance(avoid, tables.families)(song.reading, []);

describe('avoidance', () => {
  const love = { moods: ['romantic'], themes: ['love'] } as const;

  it('leaves everything where nothing is to be avoided', () => {
    expect(kept(nothingAvoided, aSong('a', 0, 0, { moods: ['romantic'], themes: ['love'] }))).toBe(1);
  });

  it('knows a theme by its word, its family by name, and a mood by how much it is the song', () => {
    expect(kept(love, aSong('word', 0, 0, { themes: ['young love'] }))).toBeCloseTo(0.15, 9);
    expect(kept(love, aSong('family', 0, 0, { themes: ['wedding'] }))).toBeLessThan(0.6);
    expect(kept(love, aSong('first mood', 0, 0, { moods: ['romantic'] }))).toBeCloseTo(0.15, 9);
    expect(kept(love, aSong('third mood', 0, 0, { moods: ['joyful', 'playful', 'romantic'] }))).toBeCloseTo(
      0.575,
      9,
    );
    expect(kept(love, aSong('neither', 0, 0, { moods: ['joyful'], themes: ['rain'] }))).toBe(1);
  });

  it('knows a genre', () => {
    const avoid = avoidance({ moods: [], themes: ['country'] }, tables.families);
    expect(avoid(aSong('a', 0, 0).reading, ['alt country'])).toBeCloseTo(0.15, 9);
    expect(avoid(aSong('a', 0, 0).reading, ['rock'])).toBe(1);
  });

  it('knows a phrase by all of its words', () => {
    const avoid = avoidance({ moods: [], themes: ['death metal'] }, tables.families);
    expect(avoid(aSong('a', 0, 0).reading, ['Melodic Death-Metal'])).toBeCloseTo(0.15, 9);
    expect(avoid(aSong('a', 0, 0).reading, ['Glam Metal'])).toBe(1);
    expect(avoid(aSong('a', 0, 0, { themes: ['death'] }).reading, [])).toBe(1);
    const short = avoidance({ moods: [], themes: ['r b'] }, tables.families);
    expect(short(aSong('a', 0, 0).reading, ['Contemporary R&B'])).toBeCloseTo(0.15, 9);
    expect(short(aSong('a', 0, 0).reading, ['Bar Band'])).toBe(1);
  });

  it('does not take a river for rain: only the name of a family stands for all of it', () => {
    expect(kept({ moods: [], themes: ['rain'] }, aSong('a', 0, 0, { themes: ['river'] }))).toBe(1);
  });
});

describe('rank, avoiding', () => {
  it('puts songs of what is not wanted behind others that fit less', () => {
    const songs = [
      aSong('love', 0.6, 0, { moods: ['romantic'], themes: ['love'] }),
      aSong('peace', 0.5, -0.3, { moods: ['peaceful'] }),
      aSong('grim', -0.4, 0.4, { moods: ['dark'] }),
    ];
    const titles = (options: object) =>
      rank(aScene(0.5, 0, ['romantic']), songs, { ...tables, ...options }).map(
        ({ index }) => songs[index]?.song.title,
      );
    expect(titles({})[0]).toBe('love');
    expect(titles({ avoid: { moods: ['romantic'], themes: ['love'] } })).toEqual(['peace', 'grim', 'love']);
  });
});

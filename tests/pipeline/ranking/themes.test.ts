import { describe, expect, it } from 'vitest';
import { loadThemeFamilies } from '../../../src/pipeline/ranking/tables.ts';
import { themeMatcher, themeStem, themeStems } from '../../../src/pipeline/ranking/themes.ts';

const families = loadThemeFamilies();
const shared = (scene: string[], song: string[]) => themeMatcher(scene, families)?.shared(song);

describe('themes', () => {
  it.each([
    ['rivers', 'river'],
    ['memories', 'memory'],
    ['dancing', 'dance'],
    ['running', 'run'],
    ['beaches', 'beach'],
    ['crossed', 'cross'],
    ['cars', 'car'],
    ['eggs', 'egg'],
    ['hammering', 'hammer'],
  ])('%s and %s are one theme', (one, other) => {
    expect(themeStem(one)).toBe(themeStem(other));
  });

  it.each([
    ['loss', 'lo'],
    ['king', 'k'],
    ['bus', 'bu'],
  ])('%s keeps its end', (word, cut) => {
    expect(themeStem(word)).not.toBe(cut);
  });

  it('looks into phrases', () => {
    expect(themeStems('The Young Lovers')).toEqual(['lover']);
    expect(themeStems("a dancer's shoe")).toEqual(['dancer', 'sho']);
    expect(shared(['box'], ['cardboard box'])?.words).toEqual(['box']);
    expect(shared(['cardboard box'], ['boxes'])?.words).toEqual(['boxes']);
  });

  it('meets by word first, by family where no word is shared', () => {
    expect(shared(['river'], ['rivers', 'money'])).toEqual({ words: ['rivers'], families: [] });
    expect(shared(['lake'], ['ocean'])?.families).toContain('water');
    expect(shared(['keyboard'], ['ocean'])).toEqual({ words: [], families: [] });
    expect(themeMatcher([], families)).toBeNull();
  });

  it('fits better the more is shared, and never above 1', () => {
    const scene = themeMatcher(['harbour', 'violin', 'pepper', 'marble', 'lake', 'soldier'], families);
    const shared = ['harbour', 'violin', 'pepper', 'marble'];
    const fitOf = (themes: string[]): number => scene?.fit(themes) ?? Number.NaN;
    const fits = shared.map((_, count) => fitOf(shared.slice(0, count)));
    expect(fits[0]).toBe(0);
    expect(fits).toEqual([...fits].sort((a, b) => a - b));
    expect(fitOf(Array.from({ length: 30 }, () => 'violin'))).toBeLessThanOrEqual(1);
  });

  it('takes a family for half a word, each once and two at most', () => {
    const scene = themeMatcher(['lake', 'soldier', 'violin', 'moon'], families);
    const fitOf = (...themes: string[]): number => scene?.fit(themes) ?? Number.NaN;
    expect(fitOf('ocean')).toBeGreaterThan(0);
    expect(fitOf('ocean', 'waves')).toBe(fitOf('ocean'));
    expect(fitOf('ocean', 'battle')).toBeCloseTo(fitOf('violin'), 9);
    expect(fitOf('ocean', 'battle', 'piano')).toBe(fitOf('ocean', 'battle'));
  });

  it('has families of general words only, each family with a name to be read aloud', () => {
    const names = new Set([...families.values()].flat());
    expect(names.size).toBeGreaterThan(30);
    for (const name of names) expect(name).toMatch(/^[a-z ]+$/);
    for (const stem of families.keys()) expect(stem).toMatch(/^[a-z]+$/);
  });
});

import { describe, expect, it } from 'vitest';
import { loadThemeFamilies } from '../../src/pipeline/tables.ts';
import { themeFit, themeMatcher, themeStem, themeStems } from '../../src/pipeline/themes.ts';

const families = loadThemeFamilies();
const shared = (scene: string[], song: string[]) => themeMatcher(scene, families)?.(song);

describe('themes', () => {
  it.each([
    ['rivers', 'river'],
    ['memories', 'memory'],
    ['dancing', 'dance'],
    ['running', 'run'],
    ['beaches', 'beach'],
    ['crossed', 'cross'],
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
    expect(shared(['cardboard box'], ['boxes'])?.words).toEqual(['boxes']);
  });

  it('meets by word first, by family where no word is shared', () => {
    expect(shared(['river'], ['rivers', 'money'])).toEqual({ words: ['rivers'], families: [] });
    expect(shared(['lake'], ['ocean'])?.families).toContain('water');
    expect(shared(['keyboard'], ['ocean'])).toEqual({ words: [], families: [] });
    expect(themeMatcher([], families)).toBeNull();
  });

  it('fits better the more is shared, and never above 1', () => {
    const fits = [[], ['a'], ['a', 'b'], ['a', 'b', 'c', 'd', 'e']].map((words) =>
      themeFit({ words, families: [] }),
    );
    expect(fits[0]).toBe(0);
    expect(fits).toEqual([...fits].sort((a, b) => a - b));
    expect(fits[3]).toBeLessThanOrEqual(1);
    expect(themeFit({ words: [], families: ['water'] })).toBeLessThan(fits[1] ?? 0);
  });

  it('has families of general words only, each family with a name to be read aloud', () => {
    const names = new Set([...families.values()].flat());
    expect(names.size).toBeGreaterThan(30);
    for (const name of names) expect(name).toMatch(/^[a-z ]+$/);
    for (const stem of families.keys()) expect(stem).toMatch(/^[a-z]+$/);
  });
});

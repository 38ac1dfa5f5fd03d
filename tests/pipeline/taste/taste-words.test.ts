import { describe, expect, it } from 'vitest';
import type { FeatureName } from '../../../src/model/ranking.ts';
import { byFeature } from '../../../src/pipeline/ranking/features.ts';
import { loadWeights } from '../../../src/pipeline/ranking/tables.ts';
import { tasteWords } from '../../../src/pipeline/taste/taste-words.ts';

/** Every feature weighs 0.2, so that a change of 0.1 in one makes its part 0.25 instead of 0.17. */
const weights = { ...loadWeights(), features: byFeature(() => 0.2) };

type Given = { count?: number; fits?: number; sure?: number; unsure?: Partial<Record<FeatureName, number>> };

function words(
  change: Partial<Record<FeatureName, number>>,
  { count = 30, fits = 15, sure = 0.95, unsure = {} }: Given = {},
) {
  const taste = {
    count,
    fits,
    change: byFeature((name) => change[name] ?? 0),
    sureness: byFeature((name) => unsure[name] ?? sure),
  };
  return tasteWords(taste, weights).map(({ text }) => text);
}
const learned = "Learned from 30 ratings; I'm sure of it.";
const noPattern = ["I haven't found a pattern in what you like yet.", 'Learned from 30 ratings so far.'];

describe('tasteWords', () => {
  it('says that nothing was learned yet', () => {
    expect(words({}, { count: 0 })).toEqual([
      "I don't know your taste yet. Tell me which songs fit and which don't, and I'll learn it.",
    ]);
  });

  it.each([
    ['valence', 'how bright or sad a song is'],
    ['energy', "a song's energy"],
    ['moods', "a song's mood"],
    ['themes', 'what a song is about'],
    ['words', 'the story a song tells'],
  ])('says that a person cares more or less about %s', (name, care) => {
    expect(words({ [name]: 0.1 })).toEqual([`You care more than most about ${care}.`, learned]);
    expect(words({ [name]: -0.15 })).toEqual([`You care less than most about ${care}.`, learned]);
  });

  it('names the two largest changes each way', () => {
    expect(words({ moods: 0.4, themes: 0.35, valence: -0.12, energy: -0.15, words: -0.18 })).toEqual([
      "You care more than most about a song's mood and what a song is about, " +
        "and less about the story a song tells and a song's energy.",
      learned,
    ]);
  });

  it('leaves out what changed little or by chance', () => {
    expect(words({ energy: 0.04 })).toEqual(noPattern);
    expect(words({ energy: 0.1 }, { unsure: { energy: 0.59 } })).toEqual(noPattern);
    expect(words({ energy: 0.1 }, { unsure: { energy: 0.6 } })).toHaveLength(2);
    expect(words({ energy: 0.1 }, { unsure: { energy: 0.6 } })).not.toEqual(noPattern);
  });

  it('says so when a person likes contrast', () => {
    const all = "You like contrast: songs that go against a photo's feeling rather than with it.";
    const energy =
      'You like contrast in energy: something lively for a quiet photo, something calm for a busy one.';
    const against = { valence: -0.6, energy: -0.6, moods: -0.6 };
    expect(words(against)[0]).toBe(all);
    expect(words(against, { sure: 0.89 })[0]).not.toBe(all);
    expect(words({ energy: -0.5 })[0]).toBe(energy);
    expect(words({ energy: -0.5 }, { unsure: { energy: 0.89 } })[0]).not.toBe(energy);
    expect(words({ valence: -0.5 })).toEqual(noPattern);
    expect(words({ themes: -0.5 })).toEqual(noPattern);
    expect(words({ energy: -0.25 })).toEqual(noPattern);
  });

  it('says when nothing stands out', () => {
    const said = (count: number, fits: number) => words({}, { count, fits });
    expect(said(4, 2)).toEqual(["It's too early to say what you like.", 'Learned from 4 ratings so far.']);
    expect(said(1, 1)[1]).toBe('Learned from 1 rating so far.');
    expect(said(5, 2)[0]).toBe("I haven't found a pattern in what you like yet.");
    expect(said(6, 1)[0]).toBe(
      "I often don't meet your taste, and I'm still finding out what you would rather hear.",
    );
    expect([2, 3, 4].map((fits) => said(6, fits)[0])).toEqual(Array(3).fill(noPattern[0]));
    expect(said(6, 5)[0]).toBe('You mostly agree with what I would pick anyway.');
    expect(words({ energy: 0.1 }, { count: 4 })[0]).toBe("It's too early to say what you like.");
  });

  it('says how sure it is of what changed most', () => {
    const sure = (count: number, sureness: number) =>
      words({ energy: 0.2, themes: -0.1 }, { count, unsure: { energy: sureness, valence: 0 } }).at(-1);
    const first = (count: number) => `Learned from ${count} ratings; it's only a first impression.`;
    expect(sure(7, 0.99)).toBe(first(7));
    expect(sure(8, 0.6)).toBe("Learned from 8 ratings; I'm fairly sure of it.");
    expect(sure(30, 0.59)).toBe(first(30));
    expect(sure(19, 0.99)).toBe("Learned from 19 ratings; I'm fairly sure of it.");
    expect(sure(20, 0.89)).toBe("Learned from 20 ratings; I'm fairly sure of it.");
    expect(sure(20, 0.9)).toBe("Learned from 20 ratings; I'm sure of it.");
  });
});

import { describe, expect, it } from 'vitest';
import { createWordReader, type TextKind } from '../../../src/readers/lexicon/read-words.ts';

const words = createWordReader();
const valence = (text: string, kind: TextKind = 'caption'): number => words.read(text, kind).valence ?? 0;
const energy = (text: string): number => words.read(text, 'caption').energy ?? 0;

describe('reading captions', () => {
  it('feels what a photo of it would make a person feel', () => {
    const bestFirst = [
      'a puppy in a basket of flowers',
      'a plate of pancakes on a table',
      'a stapler on a desk',
      'an abandoned truck in a junkyard',
      'a pile of garbage next to a dead bird',
    ].map((caption) => valence(caption));
    expect(bestFirst).toEqual([...bestFirst].sort((a, b) => b - a));
    expect(bestFirst[0]).toBeGreaterThan(0.5);
    expect(Math.abs(bestFirst[2] ?? 1)).toBeLessThan(0.1);
    expect(bestFirst[4]).toBeLessThan(-0.5);
  });

  it('reads energy: the wild and the still', () => {
    expect(energy('a skier jumping off a cliff')).toBeGreaterThan(0.4);
    expect(energy('a cat sleeping on a bed')).toBeLessThan(-0.3);
  });

  it('lets a phrase turn its words', () => {
    expect(valence('a car accident')).toBeLessThan(valence('a car') - 0.5);
    expect(valence('a burning house')).toBeLessThan(valence('a house') - 0.5);
    expect(valence('a hot dog')).toBeLessThan(valence('a dog'));
    expect(valence('a teddy bear')).toBeGreaterThan(valence('a bear'));
    expect(valence('a child crying')).toBeLessThan(-0.3);
    expect(valence('a child laughing')).toBeGreaterThan(0.5);
  });

  it('takes "over", "against" and "behind" for places, not for fates', () => {
    expect(valence('fireworks over a city')).toBeGreaterThan(0.4);
    expect(valence('a rainbow over a field')).toBeGreaterThan(0.4);
    expect(valence('a man leaning against a gravestone')).toBeLessThan(-0.3);
    expect(valence('our love is over', 'lyrics')).toBeLessThan(0);
  });

  it('hears what is not there', () => {
    expect(valence('a face without a smile')).toBeLessThan(0);
  });

  it('sees a word in a photo and feels it in a song', () => {
    expect(valence('a sunset')).toBeGreaterThan(valence('a sunset', 'lyrics'));
    expect(energy('a keyboard')).toBeLessThan(0.1);
  });

  it('names no romance and no anger where nothing speaks of them', () => {
    for (const caption of ['a boy riding his bike', 'a nest with three eggs', 'a cup of pencils on a desk']) {
      const { moods } = words.read(caption, 'caption');
      expect(moods.length).toBeGreaterThan(0);
      expect(moods).not.toContain('sensual');
      expect(moods).not.toContain('romantic');
      expect(moods).not.toContain('angry');
    }
  });

  it('names what is in the picture, not how it was taken', () => {
    const { themes } = words.read('a close up of a group of wolves in front of a forest', 'caption');
    expect(themes).toEqual(expect.arrayContaining(['wolves', 'forest']));
    expect(themes).not.toContain('front');
    expect(themes).not.toContain('group');
    expect(themes).not.toContain('close up');
  });
});

import { describe, expect, it } from 'vitest';
import { createWordReader, type TextKind } from '../../../src/readers/lexicon/read-words.ts';

const words = createWordReader();
const valence = (text: string, kind: TextKind = 'summary'): number => words.read(text, kind).valence ?? 0;
const energy = (text: string, kind: TextKind = 'summary'): number => words.read(text, kind).energy ?? 0;

describe('reading words', () => {
  it('reads valence and energy: sad and happy, calm and wild', () => {
    expect(valence('a joyful party')).toBeGreaterThan(0.5);
    expect(valence('grief and despair')).toBeLessThan(-0.5);
    expect(energy('a hushed lullaby')).toBeLessThan(-0.5);
    expect(energy('a furious thrash assault')).toBeGreaterThan(0.6);
  });

  it('knows nothing of what it does not know', () => {
    expect(words.read('xyzzy qwfp 42')).toMatchObject({
      valence: null,
      energy: null,
      moods: [],
      themes: [],
      known: 0,
      confidence: 0,
    });
    expect(words.read('')).toMatchObject({ valence: null, known: 0 });
  });

  it('turns with a negation, and no further than its clause', () => {
    expect(valence('I am not happy')).toBeLessThan(0);
    expect(valence("we're never lonely")).toBeGreaterThan(0);
    expect(valence('without hope')).toBeLessThan(0);
    expect(valence("there ain't no sunshine")).toBeLessThan(0);
    expect(valence('not tonight, my beautiful love')).toBeGreaterThan(0.3);
    expect(valence("I don't miss the pain")).toBeGreaterThan(valence('I miss the pain'));
  });

  it('does not take phrases that only look negative for negations', () => {
    expect(valence("I can't wait to see you smile")).toBeGreaterThan(0.4);
    expect(valence('no doubt this is love')).toBeGreaterThan(0.4);
    expect(valence('never give up')).toBeGreaterThan(0.2);
  });

  it('hears degrees', () => {
    expect(valence('very sad')).toBeLessThan(valence('sad'));
    expect(valence('a little sad')).toBeGreaterThan(valence('sad'));
    expect(valence('a bit sad')).toBeGreaterThan(valence('sad'));
    expect(valence('sooo happy')).toBeGreaterThan(0.5);
  });

  it('gives the part after "but" the last word', () => {
    expect(valence('sad but hopeful')).toBeGreaterThan(valence('hopeful but sad'));
  });

  it('sees relief and loss: what is done to a feeling', () => {
    expect(valence('a song to chase away the gloom')).toBeGreaterThan(0);
    expect(valence('robbed of love and trust')).toBeLessThan(0);
    expect(valence('a love gone cold')).toBeLessThan(0);
    expect(valence('smiling through tears')).toBeGreaterThan(valence('tears'));
  });

  it('prefers phrases to their words', () => {
    expect(valence('a broken heart')).toBeLessThan(-0.4);
    expect(valence('heart of gold')).toBeGreaterThan(0.3);
    expect(energy('death metal')).toBeGreaterThan(0.6);
    expect(energy('pop-punk')).toBeGreaterThan(0.4);
  });

  it('finds words in any form', () => {
    for (const form of ['crying', 'cried', 'cries', 'CRY', "cryin'"])
      expect(valence(form), form).toBeLessThan(-0.2);
    for (const form of ['happier', 'happiest', 'happily', 'happiness']) {
      expect(valence(form), form).toBeGreaterThan(0.3);
    }
    expect(valence('loneliness')).toBeLessThan(-0.2);
    expect(valence('caf\u00e9 and kisses')).toBeGreaterThan(0.2);
    expect(valence('it\u2019s a beautiful day')).toBeGreaterThan(0.4);
  });

  it('lets strong words count more than weak ones', () => {
    expect(valence('a massacre on a day in a town by a road')).toBeLessThan(-0.5);
  });

  it('takes genres for genres only where music is spoken of', () => {
    expect(energy('death metal', 'summary')).toBeGreaterThan(0.5);
    expect(valence('the blues', 'summary')).toBeLessThan(0);
    expect(energy('a metal bowl', 'caption')).toBeLessThan(0.3);
  });

  it('names moods and themes', () => {
    const reading = words.read('a lonely night far from home');
    expect(reading.moods[0]).toBe('lonely');
    expect(reading.themes).toContain('home');
    expect(words.read('a lonely night').moods.length).toBeLessThanOrEqual(3);
  });

  it('stands what is hostile', () => {
    for (const text of [
      "'".repeat(50_000),
      'a'.repeat(50_000),
      'constructor toString __proto__ ',
      'no '.repeat(9000),
    ]) {
      expect(() => words.read(text, 'lyrics')).not.toThrow();
    }
  });
});

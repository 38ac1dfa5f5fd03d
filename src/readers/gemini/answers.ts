/** Forms as a model filled them in → Readings. Nothing of an answer is believed before it went through here. */
import { z } from 'zod';
import { cleanProse, quotes } from '../../model/clean-text.ts';
import { MOODS, type Mood, type Reading } from '../../model/reading.ts';
import type { Skim } from '../../pipeline/ports.ts';

const form = z.object({
  summary: z.string(),
  valence: z.number(),
  energy: z.number(),
  moods: z.array(z.string()).max(100),
  themes: z.array(z.string()).max(100),
});

const indexed = form.extend({ i: z.int().nonnegative(), known: z.boolean().catch(false) });

const glance = indexed.pick({ i: true, known: true, valence: true, energy: true, moods: true });

const clamped = (number: number): number => Math.max(-1, Math.min(1, Math.round(number * 100) / 100)) + 0;

const isMood = (word: string): word is Mood => MOODS.some((mood) => mood === word);

const distinct = <T>(values: readonly T[], most: number): T[] => [...new Set(values)].slice(0, most);

function themesOf(words: readonly string[]): string[] {
  const clean = words.map((word) =>
    cleanProse(word, 24)
      .toLowerCase()
      .replace(/[^\p{L}\p{N}' -]+/gu, '')
      .trim(),
  );
  return distinct(
    clean.filter((word) => word !== '' && word.split(' ').length <= 3),
    5,
  );
}

const moodsOf = (words: readonly string[]): Mood[] =>
  distinct(words.map((mood) => mood.trim().toLowerCase()).filter(isMood), 3);

/** "A melancholic, lonely song about rain and home.", where there is no summary, or one that quoted the words. */
export function plainSummary(kind: string, moods: readonly Mood[], themes: readonly string[]): string {
  const about = themes.length > 0 ? ` about ${themes.slice(0, 2).join(' and ')}` : '';
  const article = /^[aeiou]/.test(moods[0] ?? '') ? 'An' : 'A';
  return `${article} ${moods.join(', ')} ${kind}${about}.`;
}

function readingOf(answer: z.infer<typeof form>, kind: 'song' | 'moment', source: string): Reading | null {
  const moods = moodsOf(answer.moods);
  const summary = cleanProse(answer.summary, 300);
  if (moods.length === 0 || summary === '') return null;
  const themes = themesOf(answer.themes);
  return {
    summary: quotes(summary, source) ? plainSummary(kind, moods, themes) : summary,
    valence: clamped(answer.valence),
    energy: clamped(answer.energy),
    moods,
    themes,
  };
}

export type SongAnswer = { reading: Reading; known: boolean };

/**
 * The readings in an answer by the index they were asked under, for `count` songs. Items that are not of the
 * form, of no such index, or of an index answered before are left out. `sources` are the words that were sent:
 * a summary that quotes them is replaced.
 */
export function songReadings(answer: unknown, sources: readonly string[]): Map<number, SongAnswer> {
  const readings = new Map<number, SongAnswer>();
  const items = z.array(z.unknown()).safeParse(answer).data ?? [];
  for (const item of items.slice(0, 2 * sources.length)) {
    const parsed = indexed.safeParse(item).data;
    const source = parsed === undefined ? undefined : sources[parsed.i];
    if (parsed === undefined || source === undefined || readings.has(parsed.i)) continue;
    const reading = readingOf(parsed, 'song', source);
    if (reading !== null) readings.set(parsed.i, { reading, known: parsed.known });
  }
  return readings;
}

/** What an answer says at a glance of `count` songs, by their index. */
export function songSkims(answer: unknown, count: number): Map<number, Skim> {
  const skims = new Map<number, Skim>();
  const items = z.array(z.unknown()).safeParse(answer).data ?? [];
  for (const item of items.slice(0, 2 * count)) {
    const parsed = glance.safeParse(item).data;
    if (parsed === undefined || parsed.i >= count || skims.has(parsed.i)) continue;
    const { i, known, valence, energy } = parsed;
    const moods = moodsOf(parsed.moods);
    if (moods.length > 0) skims.set(i, { known, valence: clamped(valence), energy: clamped(energy), moods });
  }
  return skims;
}

/** The reading of a moment; null when the answer is not of the form. */
export function sceneReading(answer: unknown): (Reading & { valence: number; energy: number }) | null {
  const parsed = form.safeParse(answer).data;
  const reading = parsed === undefined ? null : readingOf(parsed, 'moment', '');
  if (parsed === undefined || reading === null) return null;
  return { ...reading, valence: clamped(parsed.valence), energy: clamped(parsed.energy) };
}

/** What a model wrote → Readings. Nothing in an answer is trusted before it has been checked here. */
import { z } from 'zod';
import { cleanProse, quotes } from '../../model/clean-text.ts';
import type { EvidenceKind } from '../../model/evidence.ts';
import { plainSummary } from '../../model/feeling-words.ts';
import { type Mood, moodSchema, type Reading, type SceneReading } from '../../model/reading.ts';
import type { SeenPhoto } from '../../model/scene.ts';
import { assess } from '../../pipeline/evidence/evidence.ts';
import { type Reliabilities, reliability } from '../../pipeline/evidence/reliability.ts';
import type { SceneText } from '../../pipeline/ports.ts';

const form = z.object({
  summary: z.string(),
  valence: z.number(),
  energy: z.number(),
  moods: z.array(z.string()).max(100),
  themes: z.array(z.string()).max(100),
});
const songForm = form.extend({ i: z.int().nonnegative(), known: z.boolean().catch(false) });

const clamped = (number: number): number => Math.max(-1, Math.min(1, Math.round(number * 100) / 100)) + 0;

function moodsOf(words: readonly string[]): Mood[] {
  const moods = words.flatMap((word) => moodSchema.safeParse(word.trim().toLowerCase()).data ?? []);
  return [...new Set(moods)].slice(0, 3);
}

function themesOf(words: readonly string[]): string[] {
  const plain = words.map((word) =>
    cleanProse(word, 24)
      .toLowerCase()
      .replace(/[^\p{L}\p{N}' -]+/gu, '')
      .trim(),
  );
  return [...new Set(plain)].filter((word) => word !== '' && word.split(' ').length <= 3).slice(0, 5);
}

/** Null for a form without moods or summary. A summary that quotes `source` is replaced by a plain one. */
function readingOf(answer: z.infer<typeof form>, kind: 'song' | 'moment', source: string) {
  const moods = moodsOf(answer.moods);
  const themes = themesOf(answer.themes);
  const summary = cleanProse(answer.summary, 300);
  if (moods.length === 0 || summary === '') return null;
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
 * Songs' readings by index; malformed forms, unknown indices and second answers are left out. `sources` are the lyrics
 * that were sent, one a song.
 */
export function songReadings(answer: unknown, sources: readonly string[]): Map<number, SongAnswer> {
  const answers = new Map<number, SongAnswer>();
  const items = z.array(z.unknown()).safeParse(answer).data ?? [];
  for (const item of items.slice(0, 2 * sources.length)) {
    const song = songForm.safeParse(item).data;
    if (song === undefined || song.i >= sources.length || answers.has(song.i)) continue;
    const reading = readingOf(song, 'song', sources[song.i] ?? '');
    if (reading !== null) answers.set(song.i, { reading, known: song.known });
  }
  return answers;
}

function momentReading(
  answer: unknown,
  kind: EvidenceKind,
  trust: Reliabilities,
  by: SceneReading['by'],
): SceneReading | null {
  const parsed = form.safeParse(answer).data;
  const reading = parsed === undefined ? null : readingOf(parsed, 'moment', '');
  if (reading === null) return null;
  const { valence, energy, ...known } = assess(reading, kind, trust);
  return { ...known, valence: valence ?? 0, energy: energy ?? 0, by };
}

/** The reading of a moment; null when the answer doesn't have the form. */
export function sceneReading(
  answer: unknown,
  { caption, feeling }: SceneText,
  by: SceneReading['by'] = 'gemini',
): SceneReading | null {
  // Without a word about the photo, the model has its light and colour, like anybody.
  const kind = caption !== '' ? 'caption' : feeling.trim() !== '' ? 'words' : 'colours';
  const trust = kind === 'colours' ? reliability.colours : reliability.captionByModel;
  return momentReading(answer, kind, trust, by);
}

/** What was seen in a photo; null when the answer doesn't have the form, or no word is left of the caption. */
export function seenPhoto(answer: unknown): SeenPhoto | null {
  const said = z.object({ caption: z.string() }).safeParse(answer).data;
  const caption = cleanProse(said?.caption ?? '', 300);
  const reading = momentReading(answer, 'photo', reliability.photoByModel, 'gemini');
  return reading === null || !/\p{L}/u.test(caption) ? null : { caption, reading };
}

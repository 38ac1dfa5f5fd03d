/** An explanation as a model wrote it → one that may be shown: grounded, short, with titles put in by us. */
import { z } from 'zod';
import { cleanProse, cutAtWord, quoted } from '../../model/clean-text.ts';
import type { Explanation } from '../../model/ranking.ts';
import { MOODS } from '../../model/reading.ts';
import type { ExplainInput } from '../../pipeline/ports.ts';

const answer = z.object({
  explanation: z.string(),
  /** Of the first eight songs; whether it may be followed is for the ranking to say. */
  order: z.array(z.int().nonnegative()).min(1).max(8).nullable().catch(null),
  reasons: z.array(z.unknown()).catch([]),
});
const reasonItem = z.object({ i: z.int().nonnegative(), reason: z.string(), vibe: z.string().optional() });

/** Everything the writer was given, as one lower-case string. */
function givenText({ scene, top }: ExplainInput): string {
  const readings = [scene.reading, ...top.map(({ reading }) => reading)];
  const said = readings.flatMap(({ summary, moods, themes }) => [summary, ...moods, ...themes]);
  return [scene.caption, ...said, ...top.flatMap(({ reasons }) => reasons)].join(' ').toLowerCase();
}

/** Does the text name a mood that isn't in what was given? */
function inventsMood(text: string, given: string): boolean {
  const words = new Set(text.toLowerCase().split(/[^a-z]+/));
  return MOODS.some((mood) => words.has(mood) && !given.includes(mood));
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** At most three sentences, and the first song they speak of; null when too little is left, or a song isn't there. */
function explanationOf(text: string, { top }: ExplainInput, given: string) {
  // A word that may begin a sentence stands for {0} while the text is cleaned: the title goes in afterwards.
  const marked = text.replace(/\{\s*(\d{1,2})\s*\}/g, ' Songmark$1x ');
  const sentences = [...segmenter.segment(cleanProse(marked, 1000))]
    .map(({ segment }) => segment.trim())
    .filter((sentence) => !inventsMood(sentence, given));
  const short = cutAtWord(sentences.slice(0, 3).join(' '), 700);
  const marks = [...short.matchAll(/Songmark(\d{1,2})x/g)].map(([, i]) => Number(i));
  if (marks.some((i) => top[i] === undefined)) return null;
  const explanation = short.replace(/Songmark(\d{1,2})x/g, (_, i: string) =>
    quoted(cutAtWord(top[Number(i)]?.title ?? '', 80)),
  );
  return explanation.length < 20 ? null : { explanation, about: marks[0] ?? null };
}

/** A line for each song, and its feeling where the model was to say it in another language. */
function linesOf(items: readonly unknown[], { top }: ExplainInput, given: string) {
  const reasons: (string | null)[] = top.map(() => null);
  const vibes = [...reasons];
  for (const item of items.slice(0, 2 * reasons.length)) {
    const parsed = reasonItem.safeParse(item).data;
    if (parsed === undefined || reasons[parsed.i] !== null) continue;
    const reason = cleanProse(parsed.reason, 140);
    if (reason !== '' && !inventsMood(reason, given)) reasons[parsed.i] = reason;
    vibes[parsed.i] = cleanProse(parsed.vibe ?? '', 200) || null;
  }
  return vibes.some((vibe) => vibe !== null) ? { reasons, vibes } : { reasons };
}

/**
 * Null when nothing in the answer may be shown. `best` is the song that it should be about, by default the first of its
 * order; what is about the ranking's own first song holds without that order.
 */
export function explanationFrom(data: unknown, input: ExplainInput, best?: number): Explanation | null {
  const parsed = answer.safeParse(data).data;
  if (parsed === undefined) return null;
  const given = givenText(input);
  const said = explanationOf(parsed.explanation, input, given);
  if (said === null) return null;
  const { explanation, about } = said;
  const { order } = parsed;
  const isAboutBest = about === null || about === (best ?? order?.[0] ?? 0);
  if (!isAboutBest && (best !== undefined || about !== 0)) return null;
  return {
    explanation,
    ...linesOf(parsed.reasons, input, given),
    order: isAboutBest ? order : null,
  };
}

/** An explanation as a model wrote it → one that may be shown: grounded, in bounds, its songs named by us. */

import { z } from 'zod';
import { cleanProse, cutAtWord, quoted } from '../../model/clean-text.ts';
import type { Explanation } from '../../model/explanation.ts';
import { MOODS } from '../../model/reading.ts';
import type { ExplainInput } from '../../pipeline/ports.ts';

const answer = z.object({
  explanation: z.string(),
  order: z.array(z.unknown()).catch([]),
  reasons: z.array(z.unknown()).catch([]),
});

const reasonItem = z.object({ i: z.int().nonnegative(), reason: z.string() });

/** The second look is at so many. */
const looked = 8;

/** What was given to the writer, in one string to look words up in. */
function givenWords({ scene, top }: ExplainInput): string {
  const readings = [scene.reading, ...top.map(({ reading }) => reading)];
  const said = readings.flatMap(({ summary, moods, themes }) => [summary, ...moods, ...themes]);
  return [scene.caption, ...said, ...top.flatMap(({ because }) => because)].join(' ').toLowerCase();
}

/** Does the text name a mood that nothing it was given has? Then it made that up. */
function inventsMood(text: string, given: string): boolean {
  const words = new Set(text.toLowerCase().split(/[^a-z]+/));
  return MOODS.some((mood) => words.has(mood) && !given.includes(mood));
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

const sentencesOf = (text: string): string[] =>
  [...segmenter.segment(text)].map(({ segment }) => segment.trim());

/** Song marks ({0}) outlive the cleaning as a word that may begin a sentence, and become titles only after it. */
const withMarks = (text: string): string =>
  text.replace(/\{\s*(\d{1,2})\s*\}/g, (_, i: string) => ` Songmark${i}x `);

/** A title in the text is always one of the songs'. Null when a mark leads to no song. */
function withTitles(text: string, top: ExplainInput['top']): string | null {
  let isKnown = true;
  const named = text.replace(/Songmark(\d{1,2})x/g, (_, i: string) => {
    const song = top[Number(i)];
    if (song === undefined) isKnown = false;
    return quoted(cutAtWord(song?.title ?? '', 80));
  });
  return isKnown ? named : null;
}

function explanationOf(text: string, input: ExplainInput, given: string): string | null {
  const grounded = sentencesOf(cleanProse(withMarks(text), 1000)).filter((one) => !inventsMood(one, given));
  const named = withTitles(cutAtWord(grounded.slice(0, 3).join(' '), 700), input.top);
  return named === null || named.length < 20 ? null : named;
}

function reasonsOf(items: readonly unknown[], input: ExplainInput, given: string): (string | null)[] {
  const reasons: (string | null)[] = input.top.map(() => null);
  for (const item of items.slice(0, 2 * reasons.length)) {
    const parsed = reasonItem.safeParse(item).data;
    if (parsed === undefined || reasons[parsed.i] !== null) continue;
    const reason = cleanProse(parsed.reason, 140);
    if (reason !== '' && !inventsMood(reason, given)) reasons[parsed.i] = reason;
  }
  return reasons;
}

/** A permutation of all of `top`, of which the first eight may have changed places; null when it is none. */
function orderOf(items: readonly unknown[], count: number): number[] | null {
  const head = Math.min(looked, count);
  const order = items.filter((item): item is number => typeof item === 'number' && Number.isInteger(item));
  const isPermutation =
    items.length === head &&
    new Set(order).size === head &&
    order.every((index) => index >= 0 && index < head);
  if (!isPermutation || order.every((index, at) => index === at)) return null;
  return [...order, ...Array.from({ length: count - head }, (_, at) => head + at)];
}

/** Null when there is no explanation in it that may be shown. */
export function explanationFrom(data: unknown, input: ExplainInput): Explanation | null {
  const parsed = answer.safeParse(data).data;
  if (parsed === undefined) return null;
  const given = givenWords(input);
  const explanation = explanationOf(parsed.explanation, input, given);
  if (explanation === null) return null;
  return {
    explanation,
    reasons: reasonsOf(parsed.reasons, input, given),
    order: orderOf(parsed.order, input.top.length),
  };
}

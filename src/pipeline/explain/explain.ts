/** Ranking → words: the explanation, a line for each of the top ten, and perhaps a second look at their order. */
import type { z } from 'zod';
import { UnusableAnswer } from '../../errors.ts';
import type { Language } from '../../model/language.ts';
import { explainedBySchema, explanationSchema } from '../../model/ranking.ts';
import type { Reading } from '../../model/reading.ts';
import { cacheKey, createCachedAnswers } from '../cached-answers.ts';
import { readerFailedCode, writerFailed } from '../notices.ts';
import type { PipelinePorts } from '../pipeline-ports.ts';
import type { ExplainInput, Writer } from '../ports.ts';
import type { Run } from '../run.ts';
import { doneBy } from '../time-plan.ts';
import { explainPlainly } from './feature-writer.ts';

/** How many songs at the top a second look may re-order. */
export const mostReordered = 8;
/** A song may move past another only while their scores are this close: the second look is no second ranking. */
const near = 0.06;

/**
 * The order of the top after the writer's second look: `order` if it is a permutation that moves songs only past
 * others with about the same score, the ranking's own order otherwise. It may be shorter than `scores`.
 */
export function secondLook(order: readonly number[] | null, scores: readonly number[]): number[] {
  const own = [...scores.keys()];
  if (order === null || order.length > own.length) return own;
  if (order.toSorted((a, b) => a - b).some((index, at) => index !== at)) return own;
  const wanted = [...order, ...own.slice(order.length)];
  const risesFar = wanted.some((index, at) => {
    const next = wanted[at + 1];
    return next !== undefined && (scores[next] ?? 0) - (scores[index] ?? 0) > near;
  });
  return risesFar ? own : wanted;
}

/**
 * An explanation is about the first song of the writer's order: where the second look doesn't put that first, a plain one
 * stands in. What was said of single songs stays true.
 */
function aboutWinner(words: WrittenWords, input: ExplainInput): WrittenWords {
  const scores = input.top.slice(0, mostReordered).map(({ score }) => score);
  const first = words.order?.[0];
  if (first === undefined || secondLook(words.order, scores)[0] === first) return words;
  const { explanation, order, by } = explainPlainly(input);
  return { ...words, explanation, order, by };
}

/** The winner, and those that an explanation compares it with. */
const mostCompared = 3;

/** Readings come in one order of their parts from a reader and in another from the cache. */
const parts = ({ summary, valence, energy, moods, themes }: Reading) => [
  summary,
  valence,
  energy,
  moods,
  themes,
];

const songKeys = ({ top }: ExplainInput): string[] =>
  top.map(({ title, artists, reading }) => JSON.stringify([title, artists, parts(reading)]));

/** Words that were asked for before the last songs were read. */
export type WordsAhead = { input: ExplainInput; words: Promise<WrittenWords | null> };

function startsAlike(one: ExplainInput, other: ExplainInput): boolean {
  const others = songKeys(other);
  return songKeys(one)
    .slice(0, mostCompared)
    .every((key, place) => key === others[place]);
}

/**
 * Words for another top that starts alike, if the writer puts the winner first too. A line stays true wherever its song
 * stands; a song that is new among them gets a plain one.
 */
function carriedOver(words: WrittenWords, from: ExplainInput, to: ExplainInput): WrittenWords | null {
  if ((words.order?.[0] ?? 0) !== 0) return null;
  const before = songKeys(from);
  const places = songKeys(to).map((key) => before.indexOf(key));
  const { vibes } = words;
  return {
    ...words,
    order: null,
    reasons: places.map((place) => words.reasons[place] ?? null),
    ...(vibes && { vibes: places.map((place) => vibes[place] ?? null) }),
  };
}

const writtenWordsSchema = explanationSchema.extend({ by: explainedBySchema });

/** Words, and who wrote them. */
export type WrittenWords = z.infer<typeof writtenWordsSchema>;

export type Explainer = ReturnType<typeof createExplainer>;

/** Builds the step; the same ranking explained twice at once is explained once. */
export function createExplainer({ writer, cache }: Pick<PipelinePorts, 'writer' | 'cache'>) {
  const answers = createCachedAnswers(cache, writtenWordsSchema);
  const keyOf = ({ id, version }: Writer, { scene, top }: ExplainInput, language: Language): string =>
    cacheKey(`words-${id}${language === 'en' ? '' : `-${language}`}`, version, [
      scene.caption,
      parts(scene.reading),
      top.map(({ title, artists, reading, score, reasons }) => [
        title,
        artists,
        parts(reading),
        // As finely as a writer is given it.
        Math.round(100 * score),
        reasons,
      ]),
    ]);
  const write = (by: Writer, input: ExplainInput, run: Run): Promise<WrittenWords> =>
    answers.get(
      keyOf(by, input, run.language),
      async (options) => ({ ...(await by.explain(input, options)), by: by.id }),
      run.until(doneBy.explanation),
    );
  /** Null where what was asked ahead is just this, which `write` joins, or too different. */
  async function takeOver(ahead: WordsAhead | null, by: Writer, input: ExplainInput, run: Run) {
    const key = keyOf(by, input, run.language);
    if (ahead === null || key === keyOf(by, ahead.input, run.language)) return null;
    const words = startsAlike(ahead.input, input) ? await ahead.words : null;
    const taken = words && carriedOver(words, ahead.input, input);
    if (taken !== null) await answers.keep(key, taken);
    return taken;
  }
  return {
    /** Asks before it is certain that `explain` will want just this. */
    ask(input: ExplainInput, run: Run): WordsAhead | null {
      if (writer === null) return null;
      const words = run.orElse<WrittenWords | null>(
        () => write(writer, input, run),
        () => null,
      );
      return { input, words };
    },
    /** Words by the writer, or plain ones; a writer's failure becomes a notice. Those `ahead` do if they start alike. */
    async explain(input: ExplainInput, run: Run, ahead: WordsAhead | null = null): Promise<WrittenWords> {
      if (writer === null) return explainPlainly(input);
      return run.orElse<WrittenWords>(
        async () => {
          const words = (await takeOver(ahead, writer, input, run)) ?? (await write(writer, input, run));
          return aboutWinner(words, input);
        },
        (failure) => {
          // Where nothing could be read, the same failure has been said.
          const isSaid = run.notices().some(({ code }) => code === readerFailedCode);
          if (!isSaid || failure instanceof UnusableAnswer) run.addNotice(writerFailed(failure));
          return explainPlainly(input);
        },
      );
    },
    /** Keeps words that did not come from `explain`, for when the same question is asked again. */
    async keep(input: ExplainInput, words: WrittenWords, { language }: Pick<Run, 'language'>): Promise<void> {
      if (writer !== null) await answers.keep(keyOf(writer, input, language), words);
    },
  };
}

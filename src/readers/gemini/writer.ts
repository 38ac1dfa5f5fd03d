/** Gemini as a writer: the explanation of a ranking, or a new photo read and its answer explained in one call. */
import { z } from 'zod';
import { ServiceError } from '../../errors.ts';
import type { SceneReading } from '../../model/reading.ts';
import type { SceneAndWords, SceneText, SceneWriter, Shortlisted, Writer } from '../../pipeline/ports.ts';
import { sceneReading } from './answers.ts';
import type { AskGemini } from './client.ts';
import { explanationFrom } from './explanation-answers.ts';
import { explainData, sceneAndWordsData } from './prompt-data.ts';
import { explainRules, PROMPT_VERSION, sceneAndWordsRules } from './prompts.ts';
import { explanationSchema, sceneAndWordsSchema } from './schemas.ts';

const failure = (message: string): ServiceError =>
  new ServiceError(message, { service: 'gemini', retryable: false });

/** Throws `ServiceError` when the model fails or writes nothing that may be shown. */
export function createGeminiWriter({ ask, model }: { ask: AskGemini; model: string }): Writer {
  return {
    id: 'gemini',
    version: `${model}.${PROMPT_VERSION}`,
    async explain(given, call = {}) {
      const input = { ...given, top: given.top.slice(0, 10) };
      const data = explainData(input);
      const answer = await ask(
        { rules: explainRules, data, schema: explanationSchema, maxOutputTokens: 3072 },
        call,
      );
      const explanation = answer.kind === 'answered' ? explanationFrom(answer.data, input) : null;
      if (explanation === null) throw failure('gemini wrote nothing that could be shown');
      return explanation;
    },
  };
}

const sceneAndWords = z.object({ moment: z.unknown(), best: z.unknown() });

/** Null unless there is an explanation that may be shown, about a song of the shortlist. */
function wordsOf(
  data: unknown,
  best: unknown,
  scene: { caption: string; reading: SceneReading },
  shortlist: readonly Shortlisted[],
): SceneAndWords['words'] {
  const place = z.int().nonnegative().lt(shortlist.length).safeParse(best).data;
  if (place === undefined) return null;
  const top = shortlist.map((song) => ({ ...song, artists: [], score: 0, reasons: [] }));
  const said = explanationFrom(data, { scene, top });
  return said && { best: place, explanation: said.explanation, reasons: said.reasons };
}

export function createGeminiSceneWriter(ask: AskGemini): SceneWriter {
  return {
    async readAndExplain(scene: SceneText, shortlist, call = {}) {
      const data = sceneAndWordsData(scene, shortlist);
      const answer = await ask(
        { rules: sceneAndWordsRules, data, schema: sceneAndWordsSchema, maxOutputTokens: 4096 },
        call,
      );
      const parsed = answer.kind === 'answered' ? sceneAndWords.safeParse(answer.data).data : undefined;
      const reading = sceneReading(parsed?.moment, scene);
      if (answer.kind !== 'answered' || reading === null) throw failure('gemini did not read the moment');
      const words = wordsOf(answer.data, parsed?.best, { caption: scene.caption, reading }, shortlist);
      return { reading, words };
    },
  };
}

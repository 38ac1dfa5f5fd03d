/** A new photo among known songs, by Gemini: the moment read and its answer explained in one call. */
import { z } from 'zod';
import { ServiceError } from '../../errors.ts';
import type { SceneReading } from '../../model/reading.ts';
import type { SceneAndWords, SceneText, SceneWriter, Shortlisted } from '../../pipeline/ports.ts';
import { sceneReading } from './answers.ts';
import type { GeminiClient } from './client.ts';
import { explanationFrom } from './explanation-answers.ts';
import { sceneAndWordsData } from './prompt-data.ts';
import { sceneAndWordsRules } from './prompts.ts';
import { sceneAndWordsSchema } from './schemas.ts';

const answer = z.object({ moment: z.unknown(), best: z.unknown() });

/** Null unless there is an explanation that may be shown, about a song of the shortlist. */
function wordsOf(
  data: unknown,
  best: unknown,
  scene: SceneText,
  reading: SceneReading,
  shortlist: readonly Shortlisted[],
): SceneAndWords['words'] {
  const place = z.int().nonnegative().safeParse(best).data;
  if (place === undefined || place >= shortlist.length) return null;
  const top = shortlist.map((song) => ({ ...song, artists: [], score: 0, because: [] }));
  const said = explanationFrom(data, { scene: { caption: scene.caption, reading }, top });
  return said === null ? null : { best: place, explanation: said.explanation, reasons: said.reasons };
}

export function createGeminiSceneWriter(options: { client: GeminiClient }): SceneWriter {
  return {
    async readAndExplain(scene, shortlist, call = {}) {
      const question = {
        rules: sceneAndWordsRules,
        data: sceneAndWordsData(scene, shortlist),
        schema: sceneAndWordsSchema,
        maxOutputTokens: 4096,
      };
      const answered = await options.client.ask(question, call);
      const parsed = answered.kind === 'answered' ? answer.safeParse(answered.data).data : undefined;
      const read = sceneReading(parsed?.moment);
      if (answered.kind !== 'answered' || read === null) {
        throw new ServiceError('gemini did not read the moment', { service: 'gemini', retryable: false });
      }
      const reading: SceneReading = { ...read, by: 'gemini' };
      return { reading, words: wordsOf(answered.data, parsed?.best, scene, reading, shortlist) };
    },
  };
}

/** The explanation, by Gemini: one call for all of its words. */
import { ServiceError } from '../../errors.ts';
import type { Writer } from '../../pipeline/ports.ts';
import type { GeminiClient } from './client.ts';
import { explanationFrom } from './explanation-answers.ts';
import { explainData } from './prompt-data.ts';
import { explainRules, PROMPT_VERSION } from './prompts.ts';
import { explanationSchema } from './schemas.ts';

/** Throws `ServiceError` when the model fails or writes nothing that may be shown. */
export function createGeminiWriter(options: { client: GeminiClient; model: string }): Writer {
  return {
    id: 'gemini',
    version: `${options.model}.${PROMPT_VERSION}`,
    async explain(given, call = {}) {
      const input = { ...given, top: given.top.slice(0, 10) };
      const answer = await options.client.ask(
        { rules: explainRules, data: explainData(input), schema: explanationSchema, maxOutputTokens: 3072 },
        call,
      );
      const explanation = answer.kind === 'answered' ? explanationFrom(answer.data, input) : null;
      if (explanation !== null) return explanation;
      throw new ServiceError('gemini wrote nothing that could be shown', {
        service: 'gemini',
        retryable: false,
      });
    },
  };
}

/** What generateContent sent back → what it means. */
import { z } from 'zod';
import { ServiceError } from '../../errors.ts';
import { parseJson } from '../../net/json.ts';

export type GeminiAnswer =
  /** Parsed, unchecked; undefined when it was no JSON. */
  | { kind: 'answered'; data: unknown; model: string }
  /** The filters refused the question or the answer. */
  | { kind: 'blocked' }
  /** The answer came too near to something known by heart. */
  | { kind: 'recited' }
  /** The answer did not fit into its tokens. */
  | { kind: 'cut' };

/** Only what is used. A mirror may leave out finishReason; the API itself never does. */
const response = z.object({
  promptFeedback: z.object({ blockReason: z.string().optional() }).optional(),
  candidates: z
    .array(
      z.object({
        finishReason: z.string().optional(),
        content: z
          .object({
            parts: z
              .array(z.object({ text: z.string().optional(), thought: z.boolean().optional() }))
              .optional(),
          })
          .optional(),
      }),
    )
    .optional(),
});

function parsedOrUndefined(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** Only a finished answer counts as one. Throws a retryable `ServiceError` for a body that is none of the API's. */
export function answerOf(body: unknown, model: string): GeminiAnswer {
  const parsed = response.safeParse(body);
  const [candidate] = parsed.data?.candidates ?? [];
  if (candidate === undefined) {
    if (parsed.data?.promptFeedback?.blockReason !== undefined) return { kind: 'blocked' };
    throw new ServiceError('gemini answered in an unknown shape', {
      service: 'gemini',
      retryable: true,
      cause: parsed.error,
    });
  }
  switch (candidate.finishReason ?? 'STOP') {
    case 'STOP': {
      const parts = candidate.content?.parts ?? [];
      const text = parts.map((part) => (part.thought ? '' : (part.text ?? ''))).join('');
      return { kind: 'answered', data: parsedOrUndefined(text), model };
    }
    case 'MAX_TOKENS':
      return { kind: 'cut' };
    case 'RECITATION':
      return { kind: 'recited' };
    default:
      // SAFETY, PROHIBITED_CONTENT, BLOCKLIST, SPII, LANGUAGE, OTHER: asking the same again does not help.
      return { kind: 'blocked' };
  }
}

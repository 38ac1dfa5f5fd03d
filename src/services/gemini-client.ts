/** One question to Gemini and its answer, by Google's library over our own requests. */
import { z } from 'zod';
import { isAbort, ServiceError } from '../errors.ts';
import type { CallOptions } from '../pipeline/ports.ts';
import type { Http } from '../support/http.ts';
import { createLimit } from '../support/limit.ts';
import type { GeminiModels } from './gemini-models.ts';

const service = 'gemini';

export type GeminiQuestion = {
  /** The rules: the system's instruction. */
  rules: string;
  data: string;
  /** Of the answer, as the API's OpenAPI subset: https://ai.google.dev/api/caching#Schema. */
  schema: object;
  maxOutputTokens: number;
};

export type GeminiAnswer =
  /** Parsed, unchecked; undefined when it was no JSON. */
  | { kind: 'answered'; data: unknown; model: string }
  /** The filters refused the question or the answer. */
  | { kind: 'blocked' }
  /** The answer came too near to something known by heart. */
  | { kind: 'recited' }
  /** The answer did not fit into its tokens. */
  | { kind: 'cut' };

export interface GeminiClient {
  /** Throws `ServiceError`, lets aborts through. */
  ask(question: GeminiQuestion, call?: CallOptions): Promise<GeminiAnswer>;
}

export type GeminiClientOptions = {
  apiKey: string;
  url: string;
  http: Http;
  models: GeminiModels;
  /** For one call, when no deadline says less. */
  timeoutMs?: number;
};

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
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function answerOf(data: unknown, model: string): GeminiAnswer {
  const parsed = response.safeParse(data);
  const [candidate] = parsed.data?.candidates ?? [];
  if (candidate === undefined) {
    if (parsed.data?.promptFeedback?.blockReason !== undefined) return { kind: 'blocked' };
    throw new ServiceError('gemini answered in an unknown shape', {
      service,
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

/** The library's requests go through `http`: typed failures, limits on time and size, no redirects. */
function fetchBy(http: Http, timeoutMs: number, signal: AbortSignal | undefined) {
  return async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const answered = await http.request({
      service,
      url: input instanceof Request ? input.url : input,
      method: init.method === 'GET' ? 'GET' : 'POST',
      headers: Object.fromEntries(new Headers(init.headers)),
      ...(typeof init.body === 'string' ? { body: init.body } : {}),
      timeoutMs,
      maxBytes: 4 * 1024 * 1024,
      signal,
    });
    return new Response(answered.text(), { status: answered.status, headers: answered.headers });
  };
}

/** A client whose calls, of all requests of the process together, keep to five at once. */
export function createGeminiClient(options: GeminiClientOptions): GeminiClient {
  const { apiKey, url, http, models, timeoutMs = 25_000 } = options;
  const limit = createLimit({ concurrency: 5 });

  /** Leaves another model time to answer when this one does not. */
  const patience = (deadline: number | undefined): number =>
    deadline === undefined ? timeoutMs : Math.max(1000, Math.min(timeoutMs, 0.6 * (deadline - Date.now())));

  async function generate(model: string, question: GeminiQuestion, call: CallOptions): Promise<GeminiAnswer> {
    const { GoogleGenAI, HarmBlockThreshold, HarmCategory } = await import('@google/genai');
    const fetchLimited = fetchBy(http, patience(call.deadline), call.signal);
    const google = new GoogleGenAI({
      apiKey,
      vertexai: false,
      httpOptions: { baseUrl: url, fetch: fetchLimited },
    });
    let data: unknown;
    try {
      data = await google.models.generateContent({
        model,
        contents: question.data,
        config: {
          systemInstruction: question.rules,
          responseMimeType: 'application/json',
          responseSchema: question.schema,
          maxOutputTokens: question.maxOutputTokens,
          // Songs are read here, not written, and many good ones are explicit: the adjustable filters are off.
          safetySettings: [
            HarmCategory.HARM_CATEGORY_HARASSMENT,
            HarmCategory.HARM_CATEGORY_HATE_SPEECH,
            HarmCategory.HARM_CATEGORY_SEXUALLY_EXPLICIT,
            HarmCategory.HARM_CATEGORY_DANGEROUS_CONTENT,
          ].map((category) => ({ category, threshold: HarmBlockThreshold.BLOCK_NONE })),
        },
      });
    } catch (error) {
      call.signal?.throwIfAborted();
      if (error instanceof ServiceError || isAbort(error)) throw error;
      throw new ServiceError('gemini answered nonsense', { service, retryable: true, cause: error });
    }
    return answerOf(data, model);
  }

  return {
    ask: (question, call = {}) =>
      models.run((model) => limit(() => generate(model, question, call), call.signal), call),
  };
}

/** One question to Gemini and its answer, by Google's library over our own requests. */

import { createLimit } from '../../concurrency/limit.ts';
import { isAbort, ServiceError } from '../../errors.ts';
import type { Http } from '../../net/http.ts';
import { isModestJson } from '../../net/json.ts';
import type { CallOptions } from '../../pipeline/ports.ts';
import { answerOf, type GeminiAnswer } from './answer.ts';
import type { GeminiModels } from './models.ts';

const service = 'gemini';

export type GeminiQuestion = {
  /** The rules: the system's instruction. */
  rules: string;
  data: string;
  /** Of the answer, as the API's OpenAPI subset: https://ai.google.dev/api/caching#Schema. */
  schema: object;
  maxOutputTokens: number;
};

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

/** The library's requests go through `http`: typed failures, limits on time and size, no redirects. */
function fetchBy(http: Http, model: string, timeoutMs: number, signal: AbortSignal | undefined) {
  return async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const answered = await http.request({
      service,
      quota: model,
      url: input instanceof Request ? input.url : input,
      method: init.method === 'GET' ? 'GET' : 'POST',
      headers: Object.fromEntries(new Headers(init.headers)),
      ...(typeof init.body === 'string' ? { body: init.body } : {}),
      timeoutMs,
      maxBytes: 4 * 1024 * 1024,
      signal,
    });
    // The library parses whatever it is given.
    const text = answered.text();
    if (!isModestJson(text)) throw new SyntaxError('too deep or too much');
    return new Response(text, { status: answered.status, headers: answered.headers });
  };
}

const loadGenai = () => import('@google/genai');

/** Loads the library ahead of the first question: a tenth of a second in which nothing else gets its turn. */
export async function warmGemini(): Promise<void> {
  await loadGenai();
}

/** A client whose calls, of all requests of the process together, keep to five at once. */
export function createGeminiClient(options: GeminiClientOptions): GeminiClient {
  const { apiKey, url, http, models, timeoutMs = 25_000 } = options;
  const limit = createLimit({ concurrency: 5 });

  /** Leaves another model time to answer when this one does not. */
  const patience = (deadline: number | undefined): number =>
    deadline === undefined ? timeoutMs : Math.max(1000, Math.min(timeoutMs, 0.6 * (deadline - Date.now())));

  async function generate(model: string, question: GeminiQuestion, call: CallOptions): Promise<GeminiAnswer> {
    const { GoogleGenAI, HarmBlockThreshold, HarmCategory } = await loadGenai();
    const fetchLimited = fetchBy(http, model, patience(call.deadline), call.signal);
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
      models.run(
        (model) => limit(() => generate(model, question, call), call.signal, call.fairnessKey),
        call,
      ),
  };
}

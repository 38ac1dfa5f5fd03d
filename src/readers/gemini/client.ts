/** One question to Gemini and its answer, by Google's library over our own HTTP client. */
import { z } from 'zod';
import { createLimit } from '../../concurrency/queues.ts';
import { isAbort, ServiceError } from '../../errors.ts';
import type { Http } from '../../net/http.ts';
import { isModestJson, parseJson } from '../../net/json.ts';
import type { CallOptions } from '../../pipeline/ports.ts';
import { isGemma, rulesInWords, thinks } from './gemma.ts';
import type { RunWithModel } from './models.ts';

const service = 'gemini';

type GeminiQuestion = {
  /** The system instruction. */
  rules: string;
  data: string;
  /** A JPEG that the question is about. */
  photo?: Uint8Array;
  /** Of the answer, as the API's OpenAPI subset: https://ai.google.dev/api/caching#Schema. */
  schema: object;
  maxOutputTokens: number;
};

/**
 * `answered`: parsed but unchecked data, undefined when it wasn't JSON. `blocked`: the filters refused the question or
 * the answer. `recited`: the answer was too close to known text. `cut`: it didn't fit into its tokens.
 */
export type GeminiAnswer =
  | { kind: 'answered'; data: unknown; model: string }
  | { kind: 'blocked' | 'recited' | 'cut' };

/** Throws `ServiceError`, lets aborts through. */
export type AskGemini = (question: GeminiQuestion, call?: CallOptions) => Promise<GeminiAnswer>;

export type GeminiClientOptions = {
  apiKey: string;
  url: string;
  http: Http;
  runWithModel: RunWithModel;
  /** For one call, when the deadline allows as much. */
  timeoutMs?: number;
};

/** Only what is used. A mirror may leave out finishReason; the API itself never does. */
const response = z.object({
  promptFeedback: z.object({ blockReason: z.string().optional() }).optional(),
  candidates: z
    .array(
      z.object({
        finishReason: z.string().default('STOP'),
        content: z
          .object({
            parts: z
              .array(z.object({ text: z.string().default(''), thought: z.boolean().optional() }))
              .optional(),
          })
          .optional(),
      }),
    )
    .optional(),
});

/** The JSON in a text; a model without JSON mode may put a fence or a sentence around it. */
function parsedOrUndefined(text: string): unknown {
  const start = text.search(/[[{]/);
  const end = Math.max(text.lastIndexOf(']'), text.lastIndexOf('}')) + 1;
  try {
    return start < 0 ? undefined : parseJson(text.slice(start, end));
  } catch {
    return undefined;
  }
}

/** It answered, but not as the API does: a proxy's error page, half an answer. */
const garbled = (message: string, cause: unknown) =>
  new ServiceError(message, { service, status: 200, retryable: true, cause });

/** Only a finished answer counts. Throws a retryable `ServiceError` for a body that isn't one of the API's. */
export function answerOf(body: unknown, model: string): GeminiAnswer {
  const { data, error } = response.safeParse(body);
  const [candidate] = data?.candidates ?? [];
  if (candidate === undefined) {
    if (data?.promptFeedback?.blockReason !== undefined) return { kind: 'blocked' };
    throw garbled('gemini answered in an unknown shape', error);
  }
  const { finishReason, content } = candidate;
  if (finishReason === 'MAX_TOKENS') return { kind: 'cut' };
  if (finishReason === 'RECITATION') return { kind: 'recited' };
  // SAFETY, PROHIBITED_CONTENT, BLOCKLIST, SPII, LANGUAGE, OTHER: asking the same again doesn't help.
  if (finishReason !== 'STOP') return { kind: 'blocked' };
  const spoken = (content?.parts ?? []).filter(({ thought }) => !thought);
  return { kind: 'answered', data: parsedOrUndefined(spoken.map(({ text }) => text).join('')), model };
}

/** A single photo stands before the text: https://ai.google.dev/gemini-api/docs/image-understanding. */
const photoPart = (photo: Uint8Array | undefined) =>
  photo === undefined
    ? []
    : [{ inlineData: { mimeType: 'image/jpeg', data: Buffer.from(photo).toString('base64') } }];

const loadGenai = () => import('@google/genai');

/** Loads the library ahead of the first question: it blocks the event loop for a tenth of a second. */
export async function warmGemini(): Promise<void> {
  await loadGenai();
}

/** Asks the best model available. At most five of its requests are open at once. */
export function createGeminiClient(options: GeminiClientOptions): AskGemini {
  const { apiKey, url, http, runWithModel, timeoutMs = 25_000 } = options;
  const limit = createLimit({ concurrency: 5 });

  /** The library's requests go through `http`: typed failures, limits of time and size, no redirects. */
  async function send(
    model: string,
    call: CallOptions,
    input: string | URL | Request,
    init: RequestInit = {},
  ) {
    // Leaves another model time to answer when this one doesn't.
    const untilDeadline =
      call.deadline === undefined ? timeoutMs : Math.max(1000, 0.6 * (call.deadline - Date.now()));
    const answered = await http.request({
      service,
      quota: model,
      url: input instanceof Request ? input.url : input,
      method: init.method === 'GET' ? 'GET' : 'POST',
      headers: Object.fromEntries(new Headers(init.headers)),
      ...(typeof init.body === 'string' ? { body: init.body } : {}),
      timeoutMs: Math.min(timeoutMs, untilDeadline),
      maxBytes: 4 * 1024 * 1024,
      signal: call.signal,
    });
    // The library parses any JSON, however deep.
    const text = answered.text();
    if (!isModestJson(text)) throw new SyntaxError('too deep or too long');
    return new Response(text, { status: answered.status, headers: answered.headers });
  }

  async function generate(model: string, question: GeminiQuestion, call: CallOptions): Promise<GeminiAnswer> {
    const { GoogleGenAI, HarmBlockThreshold, HarmCategory, ThinkingLevel } = await loadGenai();
    const google = new GoogleGenAI({
      apiKey,
      vertexai: false,
      httpOptions: { baseUrl: url, fetch: (input, init) => send(model, call, input, init) },
    });
    // Songs are read here, not written, and many good ones are explicit: the adjustable filters are off.
    const categories = [
      HarmCategory.HARM_CATEGORY_HARASSMENT,
      HarmCategory.HARM_CATEGORY_HATE_SPEECH,
      HarmCategory.HARM_CATEGORY_SEXUALLY_EXPLICIT,
      HarmCategory.HARM_CATEGORY_DANGEROUS_CONTENT,
    ];
    const { rules, data, photo, schema, maxOutputTokens } = question;
    const common = {
      maxOutputTokens,
      safetySettings: categories.map((category) => ({ category, threshold: HarmBlockThreshold.BLOCK_NONE })),
    };
    const inWords = {
      contents: [...photoPart(photo), { text: rulesInWords(rules, schema) }, { text: data }],
      config: {
        ...common,
        ...(thinks(model) && { thinkingConfig: { thinkingLevel: ThinkingLevel.MINIMAL } }),
      },
    };
    const inFields = {
      contents: [...photoPart(photo), { text: data }],
      config: {
        ...common,
        systemInstruction: rules,
        responseMimeType: 'application/json',
        responseSchema: schema,
      },
    };
    try {
      const request = isGemma(model) ? inWords : inFields;
      return answerOf(await google.models.generateContent({ model, ...request }), model);
    } catch (error) {
      call.signal?.throwIfAborted();
      if (error instanceof ServiceError || isAbort(error)) throw error;
      throw garbled('gemini answered nonsense', error);
    }
  }

  return (question, call = {}) =>
    runWithModel(
      (model) => limit(() => generate(model, question, call), call.signal, call.fairnessKey),
      call,
    );
}

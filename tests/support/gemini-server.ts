/** Gemini's generateContent, scripted: it judges songs by a simple rule of their own text, whatever stands beside them. */
import { z } from 'zod';
import { MOODS, type Mood } from '../../src/model/reading.ts';
import { type Answer, type Loopback, type Seen, startLoopback } from './loopback.ts';

export type AskedSong = {
  i: number;
  title: string;
  artists: string[];
  lyrics?: string;
  instrumental?: boolean;
};

export type GeminiCall = {
  model: string;
  kind: 'songs' | 'scene' | 'explain' | 'scene-and-words' | 'photo';
  /** The user's part, as it arrived. */
  text: string;
  rules: string;
  songs: AskedSong[];
  /** The bytes of the image in it. */
  photo: Buffer | null;
  /** The whole request, parsed. */
  body: unknown;
};

export type GeminiServerOptions = {
  delayMs?: number | ((call: GeminiCall) => number);
  /** An answer instead of the usual one. */
  before?: (call: GeminiCall, calls: readonly GeminiCall[]) => Answer | undefined;
  /** Changes the forms of a songs call before they are sent. */
  edit?: (forms: SongForm[], call: GeminiCall) => unknown;
  untilClosed?: boolean;
};

export type SongForm = {
  i: number;
  known: boolean;
  summary: string;
  valence: number;
  energy: number;
  moods: Mood[];
  themes: string[];
};

export type GeminiServer = Loopback & { calls: GeminiCall[] };

const request = z.object({
  contents: z.array(
    z.object({
      parts: z.array(
        z.union([
          z.object({ text: z.string() }),
          z.object({ inlineData: z.object({ mimeType: z.literal('image/jpeg'), data: z.base64() }) }),
        ]),
      ),
    }),
  ),
  systemInstruction: z.object({ parts: z.array(z.object({ text: z.string() })) }).optional(),
  generationConfig: z
    .object({
      responseMimeType: z.string().optional(),
      thinkingConfig: z.object({ thinkingLevel: z.string().optional() }).optional(),
    })
    .default({}),
});

const askedSongs = z.array(
  z.object({
    i: z.number(),
    title: z.string(),
    artists: z.array(z.string()),
    lyrics: z.string().optional(),
    instrumental: z.boolean().optional(),
  }),
);

const hashOf = (text: string): number =>
  [...text].reduce((hash, sign) => (hash * 31 + sign.charCodeAt(0)) % 9973, 7);

/** The same song always gets the same form: valence, energy and mood come from its title. */
export function formOf(song: AskedSong): SongForm {
  const hash = hashOf(song.title);
  return {
    i: song.i,
    known: true,
    summary: `Feels like number ${hash}${song.lyrics === undefined ? '' : ' and its own words'}.`,
    valence: (hash % 21) / 10 - 1,
    energy: (hash % 17) / 8 - 1,
    moods: [MOODS[hash % MOODS.length] ?? 'peaceful'],
    themes: ['night'],
  };
}

/** What generateContent gives for a finished answer. */
export const generated = (data: unknown, finishReason = 'STOP'): Answer => ({
  json: {
    candidates: [
      {
        content: { parts: [{ text: typeof data === 'string' ? data : JSON.stringify(data) }], role: 'model' },
        finishReason,
        index: 0,
      },
    ],
    usageMetadata: { promptTokenCount: 100, candidatesTokenCount: 100, totalTokenCount: 200 },
    modelVersion: 'scripted',
  },
});

const finished = (finishReason: string): Answer => ({ json: { candidates: [{ finishReason, index: 0 }] } });

const failure = (code: number, status: string, message: string, details: object[] = []): Answer => ({
  status: code,
  json: { error: { code, message, status, details } },
});

const quotaFailure = (quotaId: string, quotaValue: string, model: string, retryDelay: string): Answer =>
  failure(
    429,
    'RESOURCE_EXHAUSTED',
    'You exceeded your current quota, please check your plan and billing details.',
    [
      {
        '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
        violations: [
          {
            quotaMetric: 'generativelanguage.googleapis.com/generate_content_free_tier_requests',
            quotaId,
            quotaDimensions: { location: 'global', model },
            quotaValue,
          },
        ],
      },
      {
        '@type': 'type.googleapis.com/google.rpc.Help',
        links: [{ description: 'Learn more', url: 'https://ai.google.dev' }],
      },
      { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay },
    ],
  );

/** Bodies as the service sends them. */
export const geminiTroubles = {
  blocked: (reason = 'PROHIBITED_CONTENT'): Answer => ({
    json: { promptFeedback: { blockReason: reason }, usageMetadata: { promptTokenCount: 9 } },
  }),
  safety: finished('SAFETY'),
  recitation: finished('RECITATION'),
  maxTokens: generated('[{"i":0,"summ', 'MAX_TOKENS'),
  perDay: quotaFailure('GenerateRequestsPerDayPerProjectPerModel-FreeTier', '500', 'a-model', '23s'),
  perMinute: (retryDelay: string): Answer =>
    quotaFailure('GenerateRequestsPerMinutePerProjectPerModel-FreeTier', '15', 'a-model', retryDelay),
  overloaded: failure(503, 'UNAVAILABLE', 'The model is overloaded. Please try again later.'),
  internal: failure(500, 'INTERNAL', 'An internal error has occurred.'),
  noModel: failure(404, 'NOT_FOUND', 'models/a-model is not found for API version v1beta.'),
  badKey: failure(400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.', [
    {
      '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
      reason: 'API_KEY_INVALID',
      domain: 'googleapis.com',
    },
  ]),
  forbidden: failure(403, 'PERMISSION_DENIED', 'Your API key was reported as leaked.'),
  noFreeTier: failure(400, 'FAILED_PRECONDITION', 'User location is not supported for the API use.'),
  badRequest: failure(400, 'INVALID_ARGUMENT', 'Unable to submit request.'),
  badImage: failure(
    400,
    'INVALID_ARGUMENT',
    'Unable to process input image. Please retry or report in https://ai.google.dev/gemini-api/docs/troubleshooting',
  ),
  imageSafety: finished('IMAGE_SAFETY'),
};

function kindOf(text: string): GeminiCall['kind'] {
  if (text.includes('"shortlist"')) return 'scene-and-words';
  return text.includes('"moment"') ? 'explain' : 'scene';
}

function callOf({ url, body }: Seen): GeminiCall {
  const parsed: unknown = JSON.parse(body);
  const { contents, systemInstruction } = request.parse(parsed);
  const parts = contents.flatMap((content) => content.parts);
  const texts = parts.flatMap((part) => ('text' in part ? part.text : []));
  const text = texts.at(-1) ?? '';
  const [image] = parts.flatMap((part) => ('inlineData' in part ? part.inlineData.data : []));
  // Gemma's rules stand in the question itself.
  const told = systemInstruction?.parts.map((part) => part.text) ?? texts.slice(0, -1);
  const rules = told.join('');
  const data: unknown = JSON.parse(/^<<<DATA\n(.*)\nDATA>>>$/s.exec(text)?.[1] ?? 'null');
  const songs = askedSongs.safeParse(data).data;
  const model = /models\/([^:]+):generateContent$/.exec(decodeURIComponent(url.pathname))?.[1] ?? '?';
  const photo = image === undefined ? null : Buffer.from(image, 'base64');
  const forText = songs !== undefined ? 'songs' : kindOf(text);
  const kind = photo === null ? forText : 'photo';
  return { model, kind, text, rules, songs: songs ?? [], photo, body: parsed };
}

const shortlisted = z.object({
  shortlist: z.array(
    z.object({ i: z.number(), valence: z.number().nullable(), energy: z.number().nullable() }),
  ),
});

/** The song of a shortlist that lies nearest to the moment. */
function nearest(text: string, moment: { valence: number; energy: number }): number {
  const data: unknown = JSON.parse(text.split('\n')[1] ?? 'null');
  const distance = (song: { valence: number | null; energy: number | null }): number =>
    Math.hypot((song.valence ?? 0) - moment.valence, (song.energy ?? 0) - moment.energy);
  const [best] = shortlisted.parse(data).shortlist.toSorted((a, b) => distance(a) - distance(b));
  return best?.i ?? 0;
}

function usualAnswer(call: GeminiCall, options: GeminiServerOptions): unknown {
  if (call.kind === 'songs') {
    const forms = call.songs.map(formOf);
    return options.edit?.(forms, call) ?? forms;
  }
  const hash = hashOf(call.text.replace(/,"shortlist".*/s, ''));
  const { i: _, known: __, ...form } = formOf({ i: 0, title: String(hash), artists: [] });
  const seen = call.photo === null ? {} : { caption: 'a scripted view of the photo' };
  const moment = { ...seen, ...form, summary: 'A moment that feels like itself.' };
  if (call.kind === 'scene') return moment;
  if (call.kind === 'photo') return { moment };
  const count = call.text.match(/"i":\d/g)?.length ?? 0;
  const reasons = Array.from({ length: count }, (_, i) => ({ i, reason: `Reason number ${i}.` }));
  if (call.kind === 'scene-and-words') {
    const best = nearest(call.text, moment);
    const explanation = `Your photo has a feeling. {${best}} has it too. The others have a little less of it.`;
    return { moment, best, explanation, reasons: reasons.slice(0, 12) };
  }
  return {
    order: Array.from({ length: Math.min(8, count) }, (_, at) => at),
    explanation: 'Your photo has a feeling. {0} has it too. The others have a little less of it.',
    reasons,
  };
}

/** What Gemma's models on the same API refuse, each with a 400. */
function gemmaRefusal({ model, body }: GeminiCall): Answer | undefined {
  const { systemInstruction, generationConfig } = request.parse(body);
  const level = generationConfig.thinkingConfig?.thinkingLevel;
  const refuse = (message: string) => failure(400, 'INVALID_ARGUMENT', message);
  if (systemInstruction) return refuse(`Developer instruction is not enabled for models/${model}`);
  if (generationConfig.responseMimeType) return refuse(`JSON mode is not enabled for models/${model}`);
  const levels = model.startsWith('gemma-4') ? ['MINIMAL', 'HIGH'] : [];
  if (level !== undefined && !levels.includes(level))
    return refuse('Thinking level is not supported for this model.');
  return undefined;
}

/** Gemma thinks aloud, and puts its JSON into a fence. */
export const gemmaGenerated = (data: unknown): Answer => ({
  json: {
    candidates: [
      {
        content: {
          parts: [
            { text: 'Let me see, [1] {what} this is about.', thought: true },
            { text: `Here you are:\n\`\`\`json\n${JSON.stringify(data, null, 2)}\n\`\`\`\n` },
          ],
          role: 'model',
        },
        finishReason: 'STOP',
        index: 0,
      },
    ],
    usageMetadata: { promptTokenCount: 100, candidatesTokenCount: 100, totalTokenCount: 200 },
    modelVersion: 'scripted',
  },
});

export async function startGemini(options: GeminiServerOptions = {}): Promise<GeminiServer> {
  const calls: GeminiCall[] = [];
  const server = await startLoopback(
    (seen) => {
      if (seen.method === 'GET')
        return { json: { name: seen.url.pathname.replace('/v1beta/', ''), version: '1' } };
      const call = callOf(seen);
      calls.push(call);
      const isGemma = call.model.startsWith('gemma-');
      const usual = isGemma ? gemmaGenerated : generated;
      const answer =
        (isGemma ? gemmaRefusal(call) : undefined) ??
        options.before?.(call, calls) ??
        usual(usualAnswer(call, options));
      const { delayMs = 0 } = options;
      const wait = typeof delayMs === 'number' ? delayMs : delayMs(call);
      return typeof answer === 'string' ? answer : { delayMs: wait, ...answer };
    },
    { untilClosed: options.untilClosed ?? false },
  );
  return { ...server, calls };
}

/** Gemini as reader and writer: https://ai.google.dev/gemini-api/docs. Created once per process. */
import { z } from 'zod';
import type { Http } from '../../net/http.ts';
import { type Probe, probe } from '../../net/probe.ts';
import type { Reader, SceneWriter, Writer } from '../../pipeline/ports.ts';
import { createGeminiClient } from './client.ts';
import { createGeminiModels } from './models.ts';
import { createGeminiReader } from './reader.ts';
import { createGeminiSceneWriter, createGeminiWriter } from './writer.ts';

export type GeminiOptions = {
  apiKey: string;
  url: string;
  model: string;
  fallbackModel: string;
  http: Http;
  timeoutMs?: number;
  songsPerCall?: number;
  /** Requests a minute to each model. */
  perMinute?: number;
};

/** Reader and writers over one client, so that they share quotas and what is known of the models. */
export function createGemini(options: GeminiOptions): {
  reader: Reader;
  writer: Writer;
  sceneWriter: SceneWriter;
} {
  const { model, fallbackModel, songsPerCall } = options;
  const runWithModel = createGeminiModels({ ...options, models: [model, fallbackModel] });
  const ask = createGeminiClient({ ...options, runWithModel });
  return {
    reader: createGeminiReader({ ask, model, songsPerCall }),
    writer: createGeminiWriter({ ask, model }),
    sceneWriter: createGeminiSceneWriter(ask),
  };
}

/** Asks for the model's description, which costs no quota: is the key good, and does the model exist? */
export function probeGemini(
  options: Pick<GeminiOptions, 'apiKey' | 'url' | 'model' | 'http'>,
): Promise<Probe> {
  return probe('Gemini', async () => {
    const response = await options.http.request({
      service: 'gemini',
      url: `${options.url}/v1beta/models/${encodeURIComponent(options.model.replace(/^models\//, ''))}`,
      headers: { 'x-goog-api-key': options.apiKey },
    });
    return `answers, ${response.json(z.object({ name: z.string() })).name} is there`;
  });
}

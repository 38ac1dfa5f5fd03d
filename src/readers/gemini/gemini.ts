/** Gemini as reader and writer: https://ai.google.dev/gemini-api/docs. One of it for the whole process. */
import { z } from 'zod';
import type { Http } from '../../net/http.ts';
import { type Probe, probe } from '../../net/probe.ts';
import type { Reader, SceneWriter, Writer } from '../../pipeline/ports.ts';
import { createGeminiClient } from './client.ts';
import { createGeminiModels, type GeminiModelsOptions } from './models.ts';
import { createGeminiReader } from './reader.ts';
import { createGeminiSceneWriter } from './scene-writer.ts';
import { createGeminiWriter } from './writer.ts';

export type GeminiOptions = {
  apiKey: string;
  url: string;
  model: string;
  fallbackModel: string;
  http: Http;
  timeoutMs?: number;
  songsPerCall?: number;
} & Omit<GeminiModelsOptions, 'models'>;

/** Reader and writer over one client, so that they share quotas and what is known of the models. */
export function createGemini(options: GeminiOptions): {
  reader: Reader;
  writer: Writer;
  sceneWriter: SceneWriter;
} {
  const { model, fallbackModel, songsPerCall } = options;
  const models = createGeminiModels({ ...options, models: [model, fallbackModel] });
  const client = createGeminiClient({ ...options, models });
  return {
    reader: createGeminiReader({ client, model, ...(songsPerCall === undefined ? {} : { songsPerCall }) }),
    writer: createGeminiWriter({ client, model }),
    sceneWriter: createGeminiSceneWriter({ client }),
  };
}

/** Asks for the model's description, which costs no quota: is the key good, and is the model there? */
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

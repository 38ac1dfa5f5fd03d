/** True word vectors from the evaluation kit, where it lies beside the project. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createModels } from '../../src/models/models.ts';
import { createHttp } from '../../src/net/http.ts';

const modelsDir = resolve(import.meta.dirname, '../../../shared/models');

describe.skipIf(!existsSync(`${modelsDir}/glove-100d-8k/config.json`))('true word vectors', () => {
  it('put like near like', async () => {
    const models = createModels({
      modelsDir,
      hfEndpoint: 'http://127.0.0.1:9',
      offline: true,
      idleMinutes: 1,
      http: createHttp({ userAgent: 'test' }),
    });
    onTestFinished(() => models.close());
    const embedder = await models.openEmbedder('glove-100d-8k');
    expect(embedder.space.dimensions).toBe(100);
    const [happy, joyful, garbage, unknown] = await embedder.embed(['happy', 'joyful', 'garbage', 'xqzzyv']);
    const cosine = (a: Float32Array = new Float32Array(), b: Float32Array = new Float32Array()): number =>
      a.reduce((sum, x, at) => sum + x * (b[at] ?? 0), 0);
    expect(cosine(happy, joyful)).toBeGreaterThan(0.5);
    expect(cosine(happy, garbage)).toBeLessThan(0.3);
    expect(cosine(unknown, unknown)).toBe(0);
  });
});

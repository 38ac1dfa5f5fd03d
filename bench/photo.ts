/** What benchmarks of whole runs have in common: no models, and a photo of one colour. */
import { rasterise } from '../src/photos/sharp.ts';

export const withoutModels = { MODELS_OFFLINE: '1', CAPTIONER: 'none', EMBEDDER: 'builtin' };

export const photoOf = (colour: string): Promise<Uint8Array> =>
  rasterise(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><rect width="60" height="40" fill="${colour}"/></svg>`,
    ),
  );

import { describe, expect, it } from 'vitest';
import { createLexiconEmbedder } from '../../../src/readers/lexicon/reader.ts';

const embedder = createLexiconEmbedder();

async function likeness(one: string, other: string): Promise<number> {
  const [a, b] = await embedder.embed([one, other]);
  if (!a || !b) throw new Error('no vectors');
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}

describe('the built-in vectors', () => {
  it('are of length one and of the space they name', async () => {
    expect(embedder.space.model).toMatch(/^builtin-lexicon-v\d+-[\da-f]{8}$/);
    const [vector] = await embedder.embed(['a lonely night by the sea']);
    expect(vector?.length).toBe(embedder.space.dimensions);
    expect(Math.hypot(...(vector ?? []))).toBeCloseTo(1, 5);
  });

  it('are zeros for a text without a known word', async () => {
    const [vector] = await embedder.embed(['xqz vwk']);
    expect(vector?.every((value) => value === 0)).toBe(true);
  });

  it('are the same every time', async () => {
    expect(await embedder.embed(['grief at dawn'])).toEqual(
      await createLexiconEmbedder().embed(['grief at dawn']),
    );
  });

  it('put related words near each other', async () => {
    expect(await likeness('rain', 'rain')).toBeCloseTo(1, 5);
    expect(await likeness('sorrow', 'grief')).toBeGreaterThan(await likeness('sorrow', 'party'));
    expect(await likeness('the ocean', 'a beach by the sea')).toBeGreaterThan(
      await likeness('the ocean', 'an angry mob'),
    );
    expect(await likeness('an angry riot', 'furious rage')).toBeGreaterThan(0.3);
    expect(await likeness('a joyful party', 'a graveside funeral')).toBeLessThan(0.1);
  });
});

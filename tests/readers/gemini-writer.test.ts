import { expect, it } from 'vitest';
import { createHttp } from '../../src/net/http.ts';
import type { ExplainInput } from '../../src/pipeline/ports.ts';
import { createGemini } from '../../src/readers/gemini/gemini.ts';
import { geminiTroubles, generated, startGemini } from '../support/gemini-server.ts';
import { sure } from '../support/readings.ts';

const http = createHttp({ userAgent: 'SceneScore/0 (test)' });

const reading = {
  summary: 'Slow and sad.',
  valence: -0.5,
  energy: -0.5,
  moods: ['melancholic' as const],
  themes: ['rain'],
};

const input = (songs: number, title = 'Song'): ExplainInput => ({
  scene: { caption: 'A wet street.', reading: { ...reading, moods: ['lonely'], by: 'gemini', ...sure } },
  top: Array.from({ length: songs }, (_, at) => ({
    title: `${title} ${at}`,
    artists: ['The Band'],
    reading: { ...reading, basis: 'metadata' as const, by: 'gemini' as const, ...sure },
    score: 0.9 - at / 20,
    reasons: ['both calm', 'shares the theme rain'],
  })),
});

async function writer(answer?: unknown) {
  const google = await startGemini(answer === undefined ? {} : { before: () => generated(answer) });
  const { writer: made } = createGemini({
    apiKey: 'k',
    url: google.url,
    model: 'first-model',
    fallbackModel: 'second-model',
    http,
    timeoutMs: 1000,
  });
  return { google, writer: made };
}

const plain = {
  explanation: 'Your photo is quiet. {0} is quiet too. {1} is brighter.',
  order: [],
  reasons: [],
};

it('writes explanation, reasons and order in one call, from features and readings alone', async () => {
  const { google, writer: gemini } = await writer();
  const { explanation, reasons, order } = await gemini.explain(input(10));
  expect(explanation).toBe(
    'Your photo has a feeling. “Song 0” has it too. The others have a little less of it.',
  );
  expect(reasons).toHaveLength(10);
  expect(reasons[3]).toBe('Reason number 3.');
  expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(google.calls).toHaveLength(1);
  expect(google.calls[0]?.text).toContain('shares the theme rain');
  expect(google.calls[0]?.text).not.toContain('Song 0');
});

it('puts no song first that its explanation is not about', async () => {
  const about = async (first: number, second: number) => {
    const explanation = `Your photo is quiet. {${first}} is quiet too. {${second}} is brighter.`;
    const { writer: gemini } = await writer({ ...plain, order: [1, 0, 2], explanation });
    return gemini.explain(input(3));
  };
  expect(await about(1, 0)).toMatchObject({
    explanation: 'Your photo is quiet. “Song 1” is quiet too. “Song 0” is brighter.',
    order: [1, 0, 2],
  });
  // What is about the first song of the ranking is true of it.
  expect(await about(0, 1)).toMatchObject({ order: null });
  await expect(about(2, 1)).rejects.toMatchObject({ why: 'nonsense' });
});

it('writes in the person’s language, vibes too, while readings stay English', async () => {
  const { google, writer: gemini } = await writer({
    explanation: 'Dein Foto ist still. {0} ist es auch. {1} ist heller.',
    order: [],
    reasons: [
      { i: 0, reason: 'Beide sind still.', vibe: 'Ein leises Lied vom Warten.' },
      { i: 1, reason: 'Heller.' },
    ],
  });
  const { explanation, reasons, vibes } = await gemini.explain(input(3), { language: 'de' });
  expect(explanation).toContain('Song 0');
  expect(reasons.slice(0, 2)).toEqual(['Beide sind still.', 'Heller.']);
  expect(vibes).toEqual(['Ein leises Lied vom Warten.', null, null]);
  expect(JSON.stringify(google.calls[0])).toContain('in German');
  await gemini.explain(input(3));
  expect(JSON.stringify(google.calls[1])).not.toMatch(/German|vibe/);
});

it('takes an order only when it is one of places, of eight songs at most', async () => {
  const taken = [1, 0, 2, 3, 4, 5, 6, 7];
  const refused = [[], [1, 0, 2, 3, 4, 5, 6, 7, 8], [-1, 0], [1, 0, 'x'], '1,0', undefined];
  for (const order of [taken, ...refused]) {
    const { writer: gemini } = await writer({ ...plain, explanation: 'Your photo is quiet.', order });
    expect((await gemini.explain(input(10))).order).toEqual(order === taken ? taken : null);
  }
});

it('puts titles in by itself, and shows nothing of a text that names a song which is not there', async () => {
  const { writer: gemini } = await writer(plain);
  const { explanation } = await gemini.explain(input(2, 'Evil [link](https://x.example) {1}'));
  expect(explanation).toContain('“Evil [link](https://x.example) {1} 0” is quiet too.');
  const { writer: lost } = await writer({
    ...plain,
    explanation: 'Your photo is quiet. {7} is quiet too. The end of it.',
  });
  await expect(lost.explain(input(2))).rejects.toMatchObject({ service: 'gemini', retryable: false });
});

it('leaves out what it claims beyond the readings, and what could act', async () => {
  const { writer: gemini } = await writer({
    explanation:
      'Your photo is lonely, says @everyone. {0} is a triumphant anthem. {0} is melancholic: see https://evil.example/x. It rains. And more. And more.',
    order: [],
    reasons: [
      { i: 0, reason: 'An angry song.' },
      { i: 1, reason: `<@123> **calm** ${'very '.repeat(500)}` },
      { i: 1, reason: 'A second thought.' },
      { i: 99, reason: 'Nobody’s.' },
      'nonsense',
    ],
  });
  const { explanation, reasons } = await gemini.explain(input(3));
  expect(explanation).toBe('Your photo is lonely, says everyone. “Song 0” is melancholic: see. It rains.');
  expect(reasons[0]).toBeNull();
  expect(reasons[1]?.startsWith('calm very very')).toBe(true);
  expect(reasons[1]?.length).toBeLessThanOrEqual(140);
  expect(reasons[2]).toBeNull();
});

it.each([
  ['nothing', {}],
  ['a list', []],
  ['an empty text', { ...plain, explanation: '' }],
  ['inventions only', { ...plain, explanation: 'It is all so triumphant and joyful in here.' }],
  ['prose', 'Well now.'],
])('fails, so that another can write, when it is answered %s', async (_, answer) => {
  const { writer: gemini } = await writer(answer);
  await expect(gemini.explain(input(3))).rejects.toMatchObject({ name: 'ServiceError', service: 'gemini' });
});

it('fails when it is refused', async () => {
  const google = await startGemini({ before: () => geminiTroubles.recitation });
  const { writer: gemini } = createGemini({
    apiKey: 'k',
    url: google.url,
    model: 'a',
    fallbackModel: 'b',
    http,
  });
  await expect(gemini.explain(input(3))).rejects.toMatchObject({ service: 'gemini' });
});

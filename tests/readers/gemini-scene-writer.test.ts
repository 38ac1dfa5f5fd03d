import { expect, it } from 'vitest';
import { createHttp } from '../../src/net/http.ts';
import type { Shortlisted } from '../../src/pipeline/ports.ts';
import { createGemini } from '../../src/readers/gemini/gemini.ts';
import {
  type GeminiServerOptions,
  geminiTroubles,
  generated,
  startGemini,
} from '../support/gemini-server.ts';
import { photo } from '../support/pipeline.ts';
import { sure } from '../support/readings.ts';

async function gemini(server: GeminiServerOptions = {}) {
  const google = await startGemini(server);
  const made = createGemini({
    apiKey: 'k',
    url: google.url,
    model: 'first-model',
    fallbackModel: 'second-model',
    http: createHttp({ userAgent: 'SceneScore/0 (test)' }),
    timeoutMs: 1000,
  });
  return { google, ...made };
}

const scene = { caption: 'A wet street.', palette: photo.palette, feeling: '' };
const shortlist: Shortlisted[] = Array.from({ length: 24 }, (_, at) => ({
  title: `Song ${at}`,
  reading: {
    summary: 'Slow.',
    valence: at / 24,
    energy: 0,
    moods: ['peaceful'],
    themes: ['rain'],
    basis: 'metadata',
    by: 'gemini',
    ...sure,
  },
}));
const moment = {
  summary: 'Still and wet.',
  valence: -0.2,
  energy: -0.6,
  moods: ['lonely'],
  themes: ['rain'],
};
const answer = {
  moment,
  best: 13,
  explanation: 'Your photo is still and wet. {13} has the same calm. {2} is a little less so.',
  reasons: [{ i: 13, reason: 'As calm as the street.' }],
};

it('reads the moment and explains its best song in one call, without saying titles to the model', async () => {
  const { google, sceneWriter } = await gemini({ before: () => generated(answer) });
  const { reading, words } = await sceneWriter.readAndExplain(scene, shortlist);
  expect(reading).toEqual({
    ...moment,
    valence: expect.closeTo(-0.29, 2),
    energy: expect.closeTo(-0.53, 2),
    certainty: { valence: expect.closeTo(0.81, 2), energy: expect.closeTo(0.72, 2) },
    evidence: ['caption'],
    by: 'gemini',
  });
  expect(words?.best).toBe(13);
  expect(words?.explanation).toBe(
    'Your photo is still and wet. “Song 13” has the same calm. “Song 2” is a little less so.',
  );
  expect(words?.reasons[13]).toBe('As calm as the street.');
  expect(google.calls.map(({ kind }) => kind)).toEqual(['scene-and-words']);
  expect(google.calls[0]?.text).not.toContain('Song 1');
});

it('keeps the moment, and no explanation of another song than the best', async () => {
  const explanation = 'Your photo is still and wet. {2} has the same calm. {13} is a little less so.';
  const { sceneWriter } = await gemini({ before: () => generated({ ...answer, explanation }) });
  const { reading, words } = await sceneWriter.readAndExplain(scene, shortlist);
  expect(reading.summary).toBe('Still and wet.');
  expect(words).toBeNull();
});

it.each([
  ['a song that is not on the list', { ...answer, best: 24 }],
  ['no number', { ...answer, best: 'the first' }],
  [
    'a song mark that leads nowhere',
    { ...answer, explanation: 'Your photo is still. {77} has the same calm.' },
  ],
  ['no explanation', { moment, best: 1 }],
])('keeps the moment and goes without words for %s', async (_, given) => {
  const { sceneWriter } = await gemini({ before: () => generated(given) });
  const { reading, words } = await sceneWriter.readAndExplain(scene, shortlist);
  expect(reading.summary).toBe(moment.summary);
  expect(reading.valence).toBeCloseTo(-0.29, 2);
  expect(words).toBeNull();
});

it.each([
  ['refused', geminiTroubles.safety],
  ['cut short', geminiTroubles.maxTokens],
  ['without a moment', generated({ ...answer, moment: { summary: '' } })],
])('fails as a service when the answer was %s', async (_, given) => {
  const { sceneWriter } = await gemini({ before: () => given });
  await expect(sceneWriter.readAndExplain(scene, shortlist)).rejects.toMatchObject({ service: 'gemini' });
});

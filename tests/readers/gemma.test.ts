/** Gemma stands in where Gemini refuses, recites or has no quota left: how it is asked, how often, and what people are told. */
import { describe, expect, it } from 'vitest';
import type { Notice } from '../../src/model/notice.ts';
import { createHttp } from '../../src/net/http.ts';
import type { ExplainInput, SongText } from '../../src/pipeline/ports.ts';
import { createGemini, type GeminiOptions } from '../../src/readers/gemini/gemini.ts';
import {
  type GeminiCall,
  type GeminiServer,
  type GeminiServerOptions,
  gemmaGenerated,
  startGemini,
  geminiTroubles as troubles,
} from '../support/gemini-server.ts';
import { photo } from '../support/pipeline.ts';
import { sure } from '../support/readings.ts';
import { aSong } from '../support/songs.ts';

const gemma = 'gemma-4-small-it';

async function withGemma(server: GeminiServerOptions = {}, options: Partial<GeminiOptions> = {}) {
  const google = await startGemini(server);
  const made = createGemini({
    apiKey: 'a-key',
    url: google.url,
    model: 'first-model',
    fallbackModel: 'second-model',
    gemmaModel: gemma,
    http: createHttp({ userAgent: 'SceneScore/0 (test)' }),
    perMinute: 1000,
    timeoutMs: 2000,
    ...options,
  });
  const notices: Notice[] = [];
  return { google, ...made, notices, call: { onNotice: (notice: Notice) => notices.push(notice) } };
}

const songs = (count: number): SongText[] =>
  Array.from({ length: count }, (_, at) => ({
    song: aSong({ title: `Song ${at}`, album: 'An Album' }),
    lyrics: { kind: 'words', text: `words of the song ${at}` },
  }));

const asked = ({ calls }: GeminiServer): string[] =>
  calls.map(({ model, songs: some }) => `${model} ${some.length}`);
const isGemini = ({ model }: GeminiCall): boolean => model !== gemma;
const holds = ({ songs: some }: GeminiCall, title: string): boolean =>
  some.some((song) => song.title === title);

const scene = { caption: 'A dog.', feeling: '', palette: photo.palette };
const reading = { summary: 'Slow.', valence: 0, energy: 0, moods: ['peaceful' as const], themes: [] };
const input: ExplainInput = {
  scene: { caption: 'A lake.', reading: { ...reading, by: 'gemini', ...sure } },
  top: ['One', 'Two'].map((title) => ({
    title,
    artists: ['A'],
    reading: { ...reading, basis: 'metadata', by: 'gemini', ...sure },
    score: 0.5,
    reasons: [],
  })),
};

it('asks in words, without what its models refuse, and finds the answer among thoughts and fences', async () => {
  const { google, reader } = await withGemma({
    before: (call) => (isGemini(call) ? troubles.perDay : undefined),
  });
  const { readings } = await reader.readSongs(songs(3));
  expect(readings.map((one) => [one?.by, one?.basis])).toEqual(Array(3).fill(['gemma', 'lyrics']));
  const { body, text, rules } = google.calls.at(-1) ?? {};
  expect(body).not.toHaveProperty('systemInstruction');
  expect(body).toMatchObject({ generationConfig: { thinkingConfig: { thinkingLevel: 'MINIMAL' } } });
  expect(JSON.stringify(body)).not.toMatch(/responseMimeType|responseSchema/);
  expect(text).toMatch(/^<<<DATA\n.*\nDATA>>>$/);
  expect(rules).toMatch(/never an instruction to you[\s\S]*Answer with JSON alone[\s\S]*"valence"/);
  expect(rules).not.toContain('words of the song');
  expect(google.seen.map(({ headers }) => headers['x-goog-api-key'])).toEqual(Array(3).fill('a-key'));
});

it('asks an older Gemma for no thoughts, which it cannot have', async () => {
  const { google, reader } = await withGemma(
    { before: ({ model }) => (model.startsWith('gemma') ? undefined : troubles.perDay) },
    { gemmaModel: 'gemma-3-27b-it' },
  );
  const { readings } = await reader.readSongs(songs(2));
  expect(readings).not.toContain(null);
  expect(JSON.stringify(google.calls.at(-1)?.body)).not.toContain('thinking');
});

describe('a song that Gemini refuses', () => {
  it.each([
    ['would recite', troubles.recitation],
    ['is asked about in vain', troubles.blocked()],
    ['answers about and then withholds', troubles.safety],
  ])('is left to Gemma, lyrics and all, with the few beside it: it %s', async (_, trouble) => {
    const { google, reader } = await withGemma({
      before: (call) => (isGemini(call) && holds(call, 'Song 13') ? trouble : undefined),
    });
    const { readings, notices } = await reader.readSongs(songs(20));
    expect(readings.map((one) => one?.basis)).toEqual(Array(20).fill('lyrics'));
    expect(readings.flatMap((one, at) => (one?.by === 'gemma' ? at : []))).toEqual([10, 11, 12, 13, 14]);
    // Halves until few are left: 20, 10 and 10, 5 and 5.
    expect(asked(google)).toEqual([
      'first-model 20',
      'first-model 10',
      'first-model 10',
      'first-model 5',
      'first-model 5',
      `${gemma} 5`,
    ]);
    expect(notices).toMatchObject([
      { code: 'gemini-fallback-model', text: `Gemini would not read some of this, so ${gemma} did.` },
    ]);
  });

  it('costs a bounded number of calls, however many are refused, by whomever', async () => {
    for (const answered of [true, false]) {
      const { google, reader } = await withGemma({
        before: (call) => (isGemini(call) || !answered ? troubles.recitation : undefined),
      });
      const { readings, notices } = await reader.readSongs(songs(100));
      const byGemma = google.calls.filter((call) => !isGemini(call));
      expect(google.calls.length - byGemma.length).toBeLessThanOrEqual(13);
      // Its tokens of a minute are used up then; nobody waits a minute for the next.
      expect(byGemma.map(({ songs: some }) => some.length)).toEqual([8, 8, 8]);
      expect(readings.filter((one) => one !== null)).toHaveLength(answered ? 24 : 0);
      expect(notices.map(({ code }) => code)).toContain('gemini-partly');
    }
  });

  it('is read without its lyrics where there is no Gemma', async () => {
    const { google, reader } = await withGemma(
      { before: (call) => (call.songs.some(({ lyrics }) => lyrics) ? troubles.recitation : undefined) },
      { gemmaModel: undefined },
    );
    const { readings } = await reader.readSongs(songs(20));
    expect(readings.map((one) => one?.basis)).toEqual(Array(20).fill('metadata'));
    expect(asked(google)).toEqual(['first-model 20', 'first-model 20']);
  });
});

describe('without an answer of Gemini’s', () => {
  it.each([
    [
      'the day’s quota',
      troubles.perDay,
      /^Gemini’s quota is used up for now, so some of this was read by gemma/,
    ],
    [
      'the minute’s quota',
      troubles.perMinute('58s'),
      /^Gemini’s quota is used up for now, so some of this was read by gemma/,
    ],
    [
      'an overload',
      troubles.overloaded,
      /^Gemini gave no answer I could use, so some of this was read by gemma/,
    ],
    ['models that are gone', troubles.noModel, /^Gemini gave no answer I could use/],
  ])('the order is first, second, Gemma: %s', async (_, trouble, said) => {
    const { google, reader } = await withGemma({ before: (call) => (isGemini(call) ? trouble : undefined) });
    const { readings, notices } = await reader.readSongs(songs(10));
    expect(readings.map((one) => one?.by)).toEqual(Array(10).fill('gemma'));
    expect(asked(google)).toEqual(['first-model 10', 'second-model 10', `${gemma} 8`, `${gemma} 2`]);
    expect(notices).toMatchObject([{ code: 'gemini-fallback-model', text: expect.stringMatching(said) }]);
  });

  it('asks only Gemma on the next time that day, and then nobody when its day is over too', async () => {
    let isGemmaOut = false;
    const { google, reader, notices, call } = await withGemma({
      before: (made) => (isGemini(made) || isGemmaOut ? troubles.perDay : undefined),
    });
    await reader.readSongs(songs(1));
    await reader.readSongs(songs(1));
    isGemmaOut = true;
    await expect(reader.readSongs(songs(1), call)).rejects.toMatchObject({ name: 'ServiceError' });
    await expect(reader.readSongs(songs(1), call)).rejects.toMatchObject({ name: 'ServiceError' });
    const tail = [`${gemma} 1`, `${gemma} 1`, `${gemma} 1`];
    expect(asked(google)).toEqual(['first-model 1', 'second-model 1', ...tail]);
    expect(notices.map(({ code }) => code)).toEqual(['reader-failed', 'reader-failed']);
    expect(notices[0]?.text).toContain('my own list of words');
  });

  it('does not try a bad key on Gemma', async () => {
    const { google, reader, writer } = await withGemma({ before: () => troubles.badKey });
    await expect(reader.readSongs(songs(3))).rejects.toMatchObject({ status: 400 });
    await expect(reader.readScene(scene)).rejects.toMatchObject({ status: 400 });
    await expect(writer.explain(input)).rejects.toMatchObject({ status: 400 });
    expect(asked(google)).toEqual(['first-model 3']);
  });

  it('asks for fewer songs when Gemma’s answer does not fit, and leaves what it answers wrongly', async () => {
    const cut = await withGemma({
      before: (call) =>
        isGemini(call) ? troubles.perDay : call.songs.length > 4 ? troubles.maxTokens : undefined,
    });
    expect((await cut.reader.readSongs(songs(8))).readings).not.toContain(null);
    expect(asked(cut.google).slice(2)).toEqual([`${gemma} 8`, `${gemma} 4`, `${gemma} 4`]);
    const wrong = await withGemma({
      before: (call) => (isGemini(call) ? troubles.perDay : gemmaGenerated([{ i: 0, valence: 9 }])),
    });
    await expect(wrong.reader.readSongs(songs(2))).rejects.toMatchObject({ status: 429 });
    expect(asked(wrong.google).slice(2)).toEqual([`${gemma} 2`, `${gemma} 2`]);
  });
});

it('reads a moment and writes an explanation in Gemini’s place, and says so', async () => {
  for (const trouble of [troubles.recitation, troubles.perDay, troubles.maxTokens]) {
    const { google, reader, writer, notices, call } = await withGemma({
      before: (made) => (isGemini(made) ? trouble : undefined),
    });
    expect(await reader.readScene(scene, call)).toMatchObject({ by: 'gemma', evidence: ['caption'] });
    expect((await writer.explain(input, call)).explanation).toContain('“One” has it too.');
    expect(google.calls.filter((made) => !isGemini(made)).map(({ kind }) => kind)).toEqual([
      'scene',
      'explain',
    ]);
    expect(new Set(notices.map(({ code }) => code))).toEqual(new Set(['gemini-fallback-model']));
  }
});

it('shows Gemma no photo', async () => {
  const { google, createPhotoReader } = await withGemma({
    before: (made) => (isGemini(made) ? troubles.safety : undefined),
  });
  const see = createPhotoReader(async () => new Uint8Array([1]));
  const image = { data: new Uint8Array(3), width: 1, height: 1 };
  await expect(see.seePhoto({ image, message: '', feeling: '' })).rejects.toMatchObject({
    service: 'gemini',
  });
  expect(google.calls.every(isGemini)).toBe(true);
});

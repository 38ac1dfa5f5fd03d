import { expect, it } from 'vitest';
import { ServiceError } from '../../src/errors.ts';
import { createGeminiModels, type GeminiModelsOptions } from '../../src/readers/gemini/models.ts';
import { geminiTroubles } from '../support/gemini-server.ts';
import type { Answer } from '../support/loopback.ts';

/** The error that `Http` makes of a scripted answer. */
function failed(answer: Answer): ServiceError {
  if (typeof answer === 'string') return new ServiceError(answer, { service: 'gemini', retryable: true });
  return new ServiceError('no', {
    service: 'gemini',
    status: answer.status,
    retryable: true,
    body: answer.json,
  });
}

/** Models on a clock that only their waits move. `script` names what each call gets, in order; then all is well. */
function scripted(script: (Answer | null)[], options: Partial<GeminiModelsOptions> = {}) {
  const clock = { now: Date.parse('2026-11-22T20:00:00Z') };
  const asked: string[] = [];
  const waits: number[] = [];
  const runWithModel = createGeminiModels({
    models: ['first', 'second'],
    now: () => clock.now,
    sleep: async (ms) => {
      waits.push(ms);
      clock.now += ms;
    },
    ...options,
  });
  const ask = async (model: string): Promise<string> => {
    asked.push(model);
    const trouble = script.shift();
    if (trouble) throw failed(trouble);
    return model;
  };
  return {
    clock,
    asked,
    waits,
    runWithModel,
    run: (deadline?: number, fairnessKey?: object) => runWithModel(ask, { deadline, fairnessKey }),
  };
}

it('asks the first model as long as it is well', async () => {
  const { asked, run } = scripted([]);
  await run();
  await run();
  expect(asked).toEqual(['first', 'first']);
});

it('waits out a short rate limit of the minute, for as long as it says', async () => {
  const { asked, waits, run } = scripted([geminiTroubles.perMinute('1.5s')]);
  expect(await run()).toBe('first');
  expect([asked, waits]).toEqual([['first', 'first'], [1500]]);
});

it('goes to the second model rather than wait long, and comes back afterwards', async () => {
  const { clock, waits, run } = scripted([geminiTroubles.perMinute('38s')]);
  expect(await run()).toBe('second');
  expect(await run()).toBe('second');
  expect(waits).toEqual([]);
  clock.now += 38_000;
  expect(await run()).toBe('first');
});

it('waits for the shorter of two limits when the deadline leaves time, and fails at once when not', async () => {
  const limits = () => [geminiTroubles.perMinute('38s'), geminiTroubles.perMinute('12s')];
  const patient = scripted(limits());
  expect(await patient.run(patient.clock.now + 30_000)).toBe('second');
  expect(patient.waits).toEqual([12_000]);
  const hurried = scripted(limits());
  await expect(hurried.run(hurried.clock.now + 10_000)).rejects.toMatchObject({ status: 429 });
  expect(hurried.waits).toEqual([]);
});

it('counts its own requests, so that the limit of the minute is not even reached', async () => {
  const { asked, waits, run } = scripted([], { perMinute: 2, models: ['first'], maxWaitMs: 60_000 });
  for (let times = 0; times < 3; times++) await run();
  expect(asked).toHaveLength(3);
  expect(waits).toEqual([60_000]);
});

it('leaves others a part of the minute, however much one run has to ask', async () => {
  const { asked, waits, clock, run } = scripted([], { perMinute: 15 });
  const [long, short, third] = [{}, {}, {}];
  for (let times = 0; times < 20; times++) await run(clock.now + 50_000, long);
  expect(asked).toEqual([...Array(12).fill('first'), ...Array(8).fill('second')]);
  for (const other of [short, third]) {
    for (let times = 0; times < 3; times++) await run(clock.now + 50_000, other);
  }
  expect(asked.slice(20)).toEqual([...Array(3).fill('first'), ...Array(3).fill('second')]);
  expect(waits).toEqual([]);
  // The more others ask, the less is left for it, and what is left over still is for others.
  for (let times = 0; times < 2; times++) await run(clock.now + 90_000, long);
  expect(waits).toEqual([60_000]);
});

it('leaves a model alone until midnight in California once its day is used up, whatever wait it names', async () => {
  const { clock, asked, waits, run } = scripted([geminiTroubles.perDay]);
  expect(await run()).toBe('second');
  clock.now = Date.parse('2026-11-23T07:59:00Z');
  expect(await run()).toBe('second');
  clock.now = Date.parse('2026-11-23T08:00:00Z');
  expect(await run()).toBe('first');
  expect([waits, asked.length]).toEqual([[], 4]);
});

it('asks nobody any more when both have used up their day', async () => {
  const { asked, run } = scripted([geminiTroubles.perDay, geminiTroubles.perDay]);
  for (let times = 0; times < 3; times++) await expect(run()).rejects.toMatchObject({ service: 'gemini' });
  expect(asked).toEqual(['first', 'second']);
});

it('goes on with the second model when the first is gone, unwell or refuses, without asking it twice in a run', async () => {
  for (const trouble of [
    geminiTroubles.noModel,
    geminiTroubles.badRequest,
    geminiTroubles.overloaded,
    geminiTroubles.internal,
    'reset',
  ] as const) {
    const { asked, run } = scripted([trouble]);
    expect(await run()).toBe('second');
    expect(asked).toEqual(['first', 'second']);
  }
});

it('remembers that a model is gone, and gives one that keeps failing a minute’s rest', async () => {
  const gone = scripted([geminiTroubles.noModel]);
  await gone.run();
  await gone.run();
  expect(gone.asked).toEqual(['first', 'second', 'second']);
  const { overloaded } = geminiTroubles;
  const unwell = scripted([overloaded, null, overloaded, null, overloaded, null]);
  for (let times = 0; times < 4; times++) await unwell.run();
  expect(unwell.asked.slice(-2)).toEqual(['second', 'second']);
  unwell.clock.now += 60_000;
  expect(await unwell.run()).toBe('first');
});

it('stops for good at a bad key, without trying it on the other model', async () => {
  for (const trouble of [geminiTroubles.badKey, geminiTroubles.forbidden, geminiTroubles.noFreeTier]) {
    const { asked, run } = scripted([trouble]);
    await expect(run()).rejects.toMatchObject({ service: 'gemini' });
    await expect(run()).rejects.toMatchObject({ service: 'gemini' });
    expect(asked).toEqual(['first']);
  }
});

it('does not go round in circles with a service that always says "wait a second"', async () => {
  const { asked, run } = scripted(Array.from({ length: 50 }, () => geminiTroubles.perMinute('1s')));
  await expect(run()).rejects.toMatchObject({ status: 429 });
  expect(asked.length).toBeLessThanOrEqual(6);
});

it('lets aborts and bugs through untouched', async () => {
  const { runWithModel } = scripted([]);
  for (const error of [new DOMException('over', 'AbortError'), new RangeError('bug')]) {
    let asked = 0;
    const run = runWithModel(async () => {
      asked++;
      throw error;
    });
    await expect(run).rejects.toBe(error);
    expect(asked).toBe(1);
  }
});

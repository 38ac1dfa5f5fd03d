/** The whole app when Gemini answers and nothing of it can be used: what happened is said once, and truly. */
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { refineState } from '../../src/pipeline/refine/refine.ts';
import type { MatchRequest } from '../../src/pipeline/request.ts';
import { startApp } from '../support/app.ts';
import {
  type GeminiCall,
  generated,
  startGemini,
  geminiTroubles as troubles,
} from '../support/gemini-server.ts';
import type { Answer } from '../support/loopback.ts';

const photo = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#3070a0' } })
  .jpeg()
  .toBuffer();

const said = { by: 'description', text: 'our boat on the lake' } as const;

async function start(answer: (call: GeminiCall) => Answer | undefined, env: Record<string, string> = {}) {
  const google = await startGemini({ before: answer });
  const settings = { GEMINI_API_KEY: 'k', GEMINI_API_URL: google.url, GEMMA_MODEL: 'off', ...env };
  const { app } = await startApp(settings);
  const match = (over: Partial<MatchRequest> = {}) =>
    app.matchScene({
      photo,
      playlists: [{ kind: 'text', text: 'Some Band - Harbour\nOther Band - Rain\nThird Band - Snow' }],
      feeling: '',
      said,
      ...over,
    });
  return { app, google, match };
}

const about = (notices: readonly { text: string }[]): string[] =>
  notices.map(({ text }) => text).filter((text) => text.includes('Gemini'));

type Kind = readonly [string, Answer, 'declined' | 'cut' | 'nonsense'];

/** What Gemini's API can send with a 200, and what people are to understand. */
const kinds: Kind[] = [
  ['blocks its answer', troubles.safety, 'declined'],
  ['runs out of tokens', troubles.maxTokens, 'cut'],
  ['sends another form', generated({ mood: 'purple' }), 'nonsense'],
];
/** Of these only the reason differs from the others, which is found in one place for all that Gemini is asked. */
const others: Kind[] = [
  ['blocks the question', troubles.blocked(), 'declined'],
  ['would recite', troubles.recitation, 'declined'],
  ['sends half of its JSON', generated('{"summary":"a wet str'), 'nonsense'],
  ['sends prose', generated('I would rather sing.'), 'nonsense'],
];

const only =
  (answer: Answer, ...asked: GeminiCall['kind'][]) =>
  (call: GeminiCall) =>
    asked.includes(call.kind) ? answer : undefined;

it.each([...kinds, ...others])(
  'when Gemini %s, songs are said to be read with the own list',
  async (_, answer, why) => {
    const { match } = await start(only(answer, 'songs'));
    const { notices, matches } = await match();
    expect(new Set(matches.map(({ reading }) => reading.by))).toEqual(new Set(['lexicon']));
    const words = {
      declined: /^Gemini would not read some songs, so I read those with my own list of words\.$/,
      cut: /^Gemini’s answer about some songs broke off, so I read those/,
      nonsense: /^Gemini’s answer about some songs made no sense, so I read those with/,
    };
    expect(about(notices)).toEqual([expect.stringMatching(words[why])]);
  },
);

describe.each(kinds)('when Gemini %s', (_, answer, why) => {
  it('the words about a photo are said to be read with the own list', async () => {
    const { match } = await start(only(answer, 'scene'));
    const { notices, scene } = await match();
    expect(scene.reading.by).toBe('lexicon');
    const words = {
      declined: 'Gemini would not read the words about your photo, so I read these words with my own list.',
      cut: 'Gemini’s answer about your photo broke off, so I read these words with my own list.',
      nonsense: 'Gemini’s answer about your photo made no sense, so I read these words with my own list.',
    };
    expect(about(notices)).toEqual([words[why]]);
  });

  it('the explanation is said to be put together', async () => {
    const { match } = await start(only(answer, 'explain'));
    const { notices, explainedBy } = await match();
    expect(explainedBy).toBe('features');
    const words = {
      declined: 'Gemini would not write the explanation, so it is put together from the comparison itself.',
      cut: 'Gemini’s explanation broke off, so it is put together from the comparison itself.',
      nonsense: 'Gemini’s explanation made no sense, so it is put together from the comparison itself.',
    };
    expect(about(notices)).toEqual([words[why]]);
  });

  it('a photo that it saw is said to have gone to Google', async () => {
    const { match } = await start(only(answer, 'photo'), { CAPTIONER: 'gemini' });
    const { notices, scene } = await match({ said: null });
    expect(scene.captionedBy).toBe('colours');
    const words = {
      declined: 'Gemini would not look at your photo',
      cut: 'Gemini’s answer about your photo broke off',
      nonsense: 'Gemini’s answer about your photo made no sense',
    };
    expect(about(notices)).toEqual([
      `${words[why]}, so I went by what I can see in it myself. A small copy of it went to Google.`,
    ]);
  });

  it('the words of a wish are said to be read with the own list, and each thing once', async () => {
    const { app, match } = await start(only(answer, 'scene'));
    const state = refineState(await match());
    const { ranking } = await app.refine({ state, words: 'zoals vroeger bij oma' });
    expect(about(ranking.notices)).toHaveLength(1);
    expect(about(ranking.notices)[0]).toMatch(/^Gemini.* so I read these words with my own list\.$/);
    const described = await app.refine({ state: refineState(ranking), words: '', said: 'a quiet lake' });
    expect(about(described.ranking.notices)).toHaveLength(1);
  });
});

describe('when Gemini answers nothing, or not as its API does,', () => {
  it.each([
    ['a bad key', troubles.badKey, /^Gemini refused this bot’s key/],
    ['the day’s quota', troubles.perDay, /^Gemini’s quota for today is used up/],
    ['an overload', troubles.overloaded, /^Gemini did not answer, so I read with my own list of words\.$/],
    ['a body of no known form', { json: { hello: 'world' } }, /^Gemini’s answers make no sense just now/],
    [
      'an error page',
      { body: '<html>an error of a proxy</html>' },
      /^Gemini’s answers make no sense just now/,
    ],
  ])('it is said once for songs, photo and explanation: %s', async (_, answer, words) => {
    const { match } = await start(() => answer);
    const { notices, explainedBy } = await match();
    expect(explainedBy).toBe('features');
    expect(about(notices)).toEqual([expect.stringMatching(words)]);
  });
});

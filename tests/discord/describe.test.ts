import { describe, expect, it } from 'vitest';
import type { EvidenceKind } from '../../src/model/evidence.ts';
import { stateLifeMs } from '../../src/store/results.ts';
import { drawing } from '../support/discord/drawing.ts';
import { modal, press } from '../support/discord/payloads.ts';
import {
  type MessageBody,
  photoPath,
  says,
  startTestBot,
  type TestBotOptions,
} from '../support/discord/test-bot.ts';
import { ranking } from '../support/rankings.ts';
import { refine } from '../support/refine.ts';

const asker = '100000000000000007';
const other = '100000000000000008';

/** Known by its colours alone, with one lively song among calm ones. */
function knownByColours(captionedBy = 'colours', evidence: EvidenceKind[] = []) {
  const { scene, matches } = ranking();
  return ranking({
    scene: {
      ...scene,
      captionedBy,
      caption: scene.palette.description,
      reading: { ...scene.reading, evidence, themes: [], certainty: { valence: 0.09, energy: 0.01 } },
    },
    notices: [{ code: 'known-by-colours', text: 'I know this photo only by its light and colours.' }],
    matches: matches.map((one) => {
      const lively = { valence: 0.8, energy: 0.8, moods: ['joyful' as const], themes: ['party'] };
      return one.rank === 9 ? { ...one, reading: { ...one.reading, ...lively } } : one;
    }),
  });
}

const buttonsOf = ({ components = [] }: MessageBody) => components.flatMap((row) => row.components);
const hasButtons = (body: MessageBody): boolean => buttonsOf(body).length > 0;
const label = 'Tell me what is in it';

async function ready(options: TestBotOptions = {}) {
  const test = await startTestBot({
    matchScene: async () => knownByColours(),
    ...options,
    dependencies: { refine, pictures: drawing(), ...options.dependencies },
  });
  const exchange = test.scenescore(asker);
  await exchange.message(hasButtons);
  const shown = test.shown(exchange);
  const [scene, ...rest] = shown.embeds ?? [];
  // Discord gives the file an address of its own.
  const embeds = [{ ...scene, thumbnail: { url: `http://${test.discord.host}${photoPath}` } }, ...rest];
  const message = { ...shown, embeds: embeds.map((embed) => ({ ...embed, image: undefined })) };
  const button = buttonsOf(message)[0]?.custom_id ?? '';
  const send = (words: string, person = asker) =>
    test.ask(modal(button.replace('describe', 'described'), { photo: words }, person, { message }));
  return { ...test, message, button, send, map: rest.at(-1)?.image };
}

describe('telling what is in the photo', () => {
  it('is the first button where only colours are known, and asks in a form', async () => {
    const { ask, message, button, map } = await ready();
    expect(buttonsOf(message)[0]).toMatchObject({ label, style: 1 });
    // A place that is hardly known is drawn neither as bars nor on a map.
    expect(message.embeds[0]?.description).not.toContain('▰');
    expect(map).toBeUndefined();
    expect(button).toMatch(/^v1:describe:/);
    const opened = await ask(press(button, message, asker)).acknowledged();
    expect(opened).toMatchObject({ type: 9, data: { custom_id: button.replace('describe', 'described') } });
    expect(JSON.stringify(opened.data)).toContain('"max_length":300');
  });

  it.each([
    ['the photo has a caption', { matchScene: async () => knownByColours('blip') }],
    ['somebody described it', { matchScene: async () => knownByColours('description') }],
    ['answers cannot be refined', { dependencies: { refine: null } }],
  ])('is not offered where %s', async (_, options) => {
    const { message } = await ready(options);
    expect(buttonsOf(message).map((one) => one.label)).not.toContain(label);
  });

  it('is offered where nobody could read the description', async () => {
    const { message } = await ready({ matchScene: async () => knownByColours('description', ['colours']) });
    expect(buttonsOf(message)[0]).toMatchObject({ label });
  });

  it('replaces the answer by one that has read the words', async () => {
    const { send, store } = await ready();
    const sent = send('children laughing at a **birthday** party');
    expect(await sent.acknowledged()).toMatchObject({ type: 6 });
    const answer = await sent.message(hasButtons);
    expect(sent.followUps()).toEqual([]);
    expect(answer.embeds?.[0]?.description).toMatch(/Children laughing at a \\\*\\\*birthday\\\*\\\* party/);
    expect(answer.embeds?.[0]?.description).toMatch(/gloomy ▰{6,}▱+ bright/);
    expect(answer.embeds?.[1]?.title).toBe('1. Kite Season');
    expect(answer.embeds?.at(-1)?.footer?.text).not.toContain('light and colours');
    expect(buttonsOf(answer).map((one) => one.label)).not.toContain(label);
    expect(answer.sent.files.map(({ name }) => name)).toEqual(['photo.jpg', 'mood-map.png']);
    // The answer before it is gone, with its form; this one can be rated and refined.
    await send('once more').message(says('/scenescore'));
    const id = buttonsOf(answer)[0]?.custom_id.split(':')[2];
    expect(await store.get(`result-state:${id}`)).toBeDefined();
  });

  it('finds the new answer by its message, for reactions', async () => {
    const { send, store, message } = await ready();
    const answer = await send('a birthday party').message(hasButtons);
    const id = buttonsOf(answer)[0]?.custom_id.split(':')[2];
    await expect.poll(() => store.get(`result-message:${message.id}`)).toBe(id);
  });

  it('refuses others kindly, in the button and in the form', async () => {
    const { ask, send, button, message } = await ready();
    for (const exchange of [ask(press(button, message, other)), send('a funeral', other)]) {
      const told = await exchange.message(says('Only the person who asked'));
      expect(told.flags).toBe(64);
    }
  });

  it('says kindly that nothing was said, and that an answer is too old', async () => {
    let now = Date.now();
    const { ask, send, button, message } = await ready({ now: () => now });
    expect((await send('  \n ').message(says('You wrote nothing'))).flags).toBe(64);
    now += stateLifeMs + 1;
    const late = await ask(press(button, message, asker)).message(says('for only a week'));
    expect(late.flags).toBe(64);
  });

  it('logs no word of it', async () => {
    const { send, log } = await ready();
    await send('a xylophone under water').message(hasButtons);
    expect(log.join('')).not.toMatch(/xylophone/i);
  });
});

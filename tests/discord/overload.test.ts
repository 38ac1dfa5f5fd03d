import { describe, expect, it } from 'vitest';
import { createHttp } from '../../src/net/http.ts';
import { drawing } from '../support/discord/drawing.ts';
import { press, slash } from '../support/discord/payloads.ts';
import {
  type Exchange,
  isAnswer,
  photoPath,
  says,
  startTestBot,
  type TestBotOptions,
} from '../support/discord/test-bot.ts';
import { ranking } from '../support/rankings.ts';

const people = Array.from({ length: 200 }, (_, at) => String(100_000_000_000_001_000n + BigInt(at)));
const [first = '', second = ''] = people;
const latecomer = '100000000000009999';

/** Matches that wait until they are let go, one by one or all. */
function heldMatches() {
  const held: (() => void)[] = [];
  const askers: string[] = [];
  let isOpen = false;
  const matchScene: TestBotOptions['matchScene'] = (_request, { asker = '' }) => {
    askers.push(asker);
    return new Promise((resolve) => {
      if (isOpen) resolve(ranking());
      else held.push(() => resolve(ranking()));
    });
  };
  return {
    matchScene,
    /** In the order in which their turn came. */
    askers,
    letGo: () => held.shift()?.(),
    letAllGo() {
      isOpen = true;
      for (const release of held.splice(0)) release();
    },
  };
}

/** The places that somebody was told, in order. */
const placesOf = (exchange: Exchange): number[] =>
  exchange.messages().flatMap(({ content = '' }) => {
    if (content.includes('next in line')) return [1];
    const number = /number (\d+) in line/.exec(content)?.[1];
    return number === undefined ? [] : [Number(number)];
  });

describe('200 people at once', () => {
  it('are all answered before any work is done, with their place in line or that there is none, and served in order', async () => {
    const { matchScene, askers, letAllGo } = heldMatches();
    let photosFetched = 0;
    const http = createHttp({ userAgent: 'test' });
    const counted = {
      ...http,
      request: (...given: Parameters<typeof http.request>) => {
        photosFetched += 1;
        return http.request(...given);
      },
    };
    const { scenescore, bot, discord, log } = await startTestBot({
      matchScene,
      dependencies: { http: counted },
    });
    const exchanges = people.map((person) => scenescore(person));
    await expect.poll(() => exchanges.every((one) => one.callback()), { timeout: 10_000 }).toBe(true);

    // Four at work and sixty behind them; the rest is told in the very first word, and alone.
    await expect.poll(() => askers.length).toBe(4);
    await expect.poll(() => bot.health()).toMatchObject({ running: 4, waiting: 60 });
    const refused = exchanges.slice(64);
    for (const one of refused) {
      expect(one.messages()).toMatchObject([
        { flags: 64, content: expect.stringContaining('A lot of people') },
      ]);
    }
    // A person who waits in line holds no bytes.
    expect(photosFetched).toBe(4);

    letAllGo();
    const served = exchanges.slice(0, 64);
    await Promise.all(served.map((one) => one.message(isAnswer, 20_000)));
    // Those who came first, each when it was their turn; nobody is ever told a worse place than before.
    expect(askers.toSorted()).toEqual(people.slice(0, 64));
    for (const [at, one] of served.entries()) {
      const places = placesOf(one);
      const turn = askers.indexOf(people[at] ?? '');
      if (turn >= 4) expect(places[0]).toBe(turn - 3);
      expect(places).toEqual(places.toSorted((a, b) => b - a));
    }
    expect(log.filter((line) => /"level":[56]0/.test(line))).toEqual([]);

    // The storm is over: the next one is served at once, and in no line.
    const before = discord.sent.length;
    const next = scenescore(latecomer);
    await next.message(isAnswer);
    expect(placesOf(next)).toEqual([]);
    expect(discord.sent.length - before).toBeLessThan(6);
  }, 40_000);

  it('find a place again when runs before them ended early', async () => {
    const { matchScene, askers, letAllGo } = heldMatches();
    const { scenescore, ask, discord } = await startTestBot({
      matchScene,
      limits: { concurrency: 1, maxWaiting: 0 },
    });
    // Without a playlist, a run comes to nothing after it was promised its place.
    const image = { id: '1', filename: 'a.jpg', size: 9, url: `http://${discord.host}/none`, proxy_url: '' };
    await ask(slash('scenescore', { image }, first)).message(says('Which songs'));
    const one = scenescore(second);
    await expect.poll(() => askers).toEqual([second]);
    letAllGo();
    await one.message(isAnswer);
  });
});

describe('one person who keeps asking', () => {
  it('has one run, is refused otherwise, and blocks nobody', async () => {
    const { matchScene, askers, letGo, letAllGo } = heldMatches();
    const { scenescore } = await startTestBot({
      matchScene,
      limits: { concurrency: 1, aMinuteOfOne: 100, atOnceOfOne: 100 },
    });
    const storm = Array.from({ length: 50 }, () => scenescore(first));
    const [run, ...surplus] = storm;
    await run?.message(says('Looking at your photo'));
    const others = people.slice(1, 6).map((person) => scenescore(person));
    for (const one of surplus) {
      const told = await one.message(says('still working on your last photo'));
      expect(told.flags).toBe(64);
      expect(one.messages()).toHaveLength(1);
    }
    await others[0]?.message(says('You are next in line'));
    letGo();
    await run?.message(isAnswer);
    letAllGo();
    await Promise.all(others.map((one) => one.message(isAnswer)));
    expect(askers.toSorted()).toEqual(people.slice(0, 6));
  });
});

describe('an interaction that Discord sends twice', () => {
  it('is answered once', async () => {
    const { matchScene, askers, letAllGo } = heldMatches();
    const test = await startTestBot({ matchScene });
    const { discord, ask } = test;
    const image = {
      id: '1',
      filename: 'a.jpg',
      size: 9,
      url: `http://${discord.host}/attachments/1/2/photo.jpg`,
      proxy_url: '',
    };
    const payload = slash(
      'scenescore',
      { image, playlist: 'https://open.spotify.com/playlist/37i9dQZF1DX0' },
      first,
    );
    const exchange = ask(payload);
    discord.dispatch('INTERACTION_CREATE', payload);
    await expect.poll(() => askers.length).toBe(1);
    // Once more after the connection was lost and taken up again.
    const again = discord.identifiedAgain();
    discord.hangUp(4000);
    await again;
    discord.dispatch('INTERACTION_CREATE', payload);
    letAllGo();
    await exchange.message(isAnswer);

    const message = test.shown(exchange);
    const id =
      message.components
        ?.flatMap(({ components }) => components)
        .find(({ custom_id }) => custom_id.startsWith('v1:rate:'))?.custom_id ?? '';
    // Rated twice would be taken back.
    const rating = press(id, message, second);
    const rated = ask(rating);
    discord.dispatch('INTERACTION_CREATE', rating);
    await rated.message(says('Noted'));
    await ask(slash('taste show', {}, second)).message(() => true);
    expect(askers).toEqual([first]);
    const callbacks = discord.sent.filter(({ path }) => path.endsWith('/callback'));
    expect(new Set(callbacks.map(({ path }) => path)).size).toBe(callbacks.length);
  });

  it('is left to another process that answered first', async () => {
    const { discord, scenescore, log, asked } = await startTestBot();
    discord.refuse = ({ path }) =>
      path.endsWith('/callback')
        ? { status: 400, json: { code: 40060, message: 'Interaction has already been acknowledged.' } }
        : null;
    const exchange = scenescore(first);
    await expect
      .poll(() => log.some((line) => line.includes('the interaction to answer is gone')))
      .toBe(true);
    expect(discord.sent.filter(({ path }) => path.includes(exchange.token))).toHaveLength(1);
    expect(asked).toEqual([]);
    expect(log.filter((line) => /"level":[56]0/.test(line))).toEqual([]);
  });
});

describe('a line', () => {
  it('shows everybody their place, and at once that there is none', async () => {
    const running: (() => void)[] = [];
    const test = await startTestBot({
      limits: { concurrency: 1, maxWaiting: 2 },
      matchScene: () => new Promise((resolve) => running.push(() => resolve(ranking()))),
    });
    const ask = (at: number) => test.scenescore(people[at] ?? '');
    // One after the other: of those who come at once nobody knows who is first.
    const first = ask(0);
    await expect.poll(() => running.length).toBe(1);
    const second = ask(1);
    await second.message(says('You are next in line'));
    const third = ask(2);
    await third.message(says('number 2 in line'));
    const told = await ask(3).message(says('A lot of people'));
    expect(told.flags).toBe(64);
    running.shift()?.();
    await first.message(isAnswer);
    await third.message(says('You are next in line'));
    await expect.poll(() => running.length).toBe(1);
    running.shift()?.();
    await second.message(isAnswer);
    await expect.poll(() => running.length).toBe(1);
    running.shift()?.();
    await third.message(isAnswer);
  });
});

describe('one person', () => {
  it('has to pause between two photos, and sees for how long', async () => {
    let now = Date.now();
    const test = await startTestBot({ limits: { cooldownMs: 10_000 }, now: () => now });
    await test.scenescore(first).message(isAnswer);
    const readyAt = Math.ceil((now + 10_000) / 1000);
    const told = await test.scenescore(first).message(says(`<t:${readyAt}:R>`));
    expect(told.flags).toBe(64);
    now += 10_001;
    await test.scenescore(first).message(isAnswer);
  });
});

describe('a hundred presses of Story card by one person', () => {
  it('are drawn one after the other, a few of them, the rest get a sentence, and another person’s is drawn beside them', async () => {
    const drawn: (() => void)[] = [];
    let atWork = 0;
    let most = 0;
    const storyCard = () =>
      new Promise<{ png: Uint8Array; alt: string }>((resolve) => {
        most = Math.max(most, ++atWork);
        drawn.push(() => {
          atWork--;
          resolve({ png: new Uint8Array([1]), alt: 'a card' });
        });
      });
    const test = await startTestBot({ dependencies: { pictures: drawing({ storyCard }) } });
    const exchange = test.scenescore(first);
    await exchange.message(isAnswer);
    const shown = test.shown(exchange);
    const embeds = [{ thumbnail: { url: `http://${test.discord.host}${photoPath}` } }];
    const message = { ...shown, embeds };
    const id = shown.components
      ?.flatMap(({ components }) => components)
      .find(({ custom_id }) => custom_id?.startsWith('v1:card:'))?.custom_id;
    const storm = Array.from({ length: 100 }, () => test.ask(press(id ?? '', message, first)));
    await expect.poll(() => storm.filter((one) => one.callback()).length, { timeout: 10_000 }).toBe(100);
    const refused = storm.filter((one) =>
      one.messages().some(({ content = '' }) => content.includes('a lot at once')),
    );
    expect(refused).toHaveLength(96);
    const other = test.ask(press(id ?? '', message, second));
    await other.acknowledged();
    await expect.poll(() => drawn.length).toBe(2);
    expect(most).toBe(2);
    drawn.pop()?.();
    await other.message(({ embeds }) => (embeds?.length ?? 0) > 0);
    for (let cards = 0; cards < 4; cards++) {
      await expect.poll(() => drawn.length).toBe(1);
      drawn.pop()?.();
    }
    expect(most).toBe(2);
  });
});

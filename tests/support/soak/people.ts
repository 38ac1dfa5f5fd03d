/** People who use the bot at a steady pace, each in their own way, and what became of what they asked. */
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { attachment, modal, press, reactingMember, reaction, slash } from '../discord/payloads.ts';
import { type Exchange, exchangeOf, isAnswer, type MessageBody } from '../discord/test-bot.ts';
import type { Target } from './hostile.ts';
import type { SoakWorld, Trouble } from './world.ts';

/** `beside`: somebody hostile is at work. */
export type Phase = 'warming-up' | 'calm' | 'beside';

type Tally = {
  /** Matches that ended in a ranking. */
  answered: number;
  /** Those who were told in a sentence why not. */
  told: number;
  /** Bugs, and those who heard nothing: what was asked, and what was said. */
  failed: string[];
  /** Those who were told that there is too much to do, or that they ask too much. */
  refused: string[];
  /** Milliseconds from each question to its acknowledgement. */
  acknowledgedMs: number[];
  /** Milliseconds from each match to its last answer. */
  matchMs: Record<Phase, number[]>;
};

type Answer = Target & { personId: string };

const troubles: readonly Trouble[] = ['lrclib', 'genius', 'gemini', 'spotify'];
const emojis = ['👍', '👎', '1️⃣', '2️⃣', '3️⃣', '🎉'];
const count = 20;
const patienceMs = 180_000;
const pollMs = 50;
const matchEvery = 2;
const troubleEvery = 20;

/** A match's reply to the end: an answer has buttons, a first ranking has none. */
const isOver = (body: MessageBody): boolean =>
  isAnswer(body)
    ? (body.components?.length ?? 0) > 0
    : body.flags === 64 || /could not|wrong/.test(body.content ?? '');
const isRefusal = ({ content = '' }: MessageBody): boolean =>
  /a lot at once|A lot of people|still working on|next photo/i.test(content);
const isGone = ({ content = '' }: MessageBody): boolean =>
  content.includes('was deleted, so I no longer have it');
const isBug = ({ content = '' }: MessageBody): boolean => content.includes('wrong on my side');

const formSchema = z.object({ data: z.object({ custom_id: z.string() }) });

/** Looks for it now and then; null when it does not come. */
async function found<T>(look: () => T | undefined): Promise<T | null> {
  for (const endAtMs = performance.now() + patienceMs; performance.now() < endAtMs; await sleep(pollMs)) {
    const seen = look();
    if (seen !== undefined) return seen;
  }
  return null;
}

/** The same choices for the same seed. */
function choices(seed: number) {
  let state = seed;
  const below = (count: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * count);
  };
  return { below, of: <T>(all: readonly T[]): T => all[below(all.length)] as T };
}

export function createPeople(world: SoakWorld, phase: () => Phase, seed = 7) {
  const { discord } = world;
  const { below, of } = choices(seed);
  const tally: Tally = {
    answered: 0,
    told: 0,
    failed: [],
    refused: [],
    acknowledgedMs: [],
    matchMs: { 'warming-up': [], calm: [], beside: [] },
  };
  const answers: Answer[] = [];
  let acts = 0;

  const person = (number: number): string => String(100_000_000_000_000_000n + BigInt(number));
  const somebody = (): string => person(below(count));

  function ask(payload: { token: string; id: string }): Exchange {
    const askedAtMs = performance.now();
    discord.dispatch('INTERACTION_CREATE', payload);
    return exchangeOf(discord, payload.token, askedAtMs);
  }

  /** Waits until it is acknowledged and a message `fits`. */
  async function hears(
    what: string,
    exchange: Exchange,
    fits: (body: MessageBody) => boolean,
  ): Promise<MessageBody | null> {
    const heard = await found(() => exchange.messages().find(fits));
    const atMs = exchange.callback()?.atMs;
    if (atMs !== undefined) tally.acknowledgedMs.push(atMs - exchange.askedAtMs);
    if (heard === null) tally.failed.push(`${what}: heard nothing in ${patienceMs / 1000} s`);
    else if (isRefusal(heard)) tally.refused.push(`${what}: ${heard.content}`);
    else if (isBug(heard)) tally.failed.push(`${what}: ${heard.content}`);
    return heard;
  }

  const anything = ({ content = '', embeds = [] }: MessageBody): boolean =>
    content !== '' || embeds.length > 0;

  async function match(): Promise<void> {
    // In turn, so that nobody asks again while they have to pause.
    const personId = person(Math.floor(acts / matchEvery) % count);
    // Half of the photos were seen before.
    const number = below(2) === 0 ? below(30) : 1_000 + acts;
    const image = attachment(await world.photo(number), { filename: 'photo.png', content_type: 'image/png' });
    const feeling = of(['', '', 'hopeful', 'no love songs', 'more energy']);
    const given = {
      image,
      playlist: of(world.links),
      count: 1 + below(10),
      ...(feeling === '' ? {} : { feeling }),
    };
    const began = phase();
    const exchange = ask(slash('scenescore', given, personId));
    const heard = await hears('scenescore', exchange, isOver);
    if (heard === null || isBug(heard)) return;
    if (!isAnswer(heard)) {
      tally.told += 1;
      return;
    }
    tally.answered += 1;
    if (world.trouble === null) tally.matchMs[began].push(performance.now() - exchange.askedAtMs);
    const message = discord.originals.get(exchange.token);
    if (message === undefined) return;
    // As Discord shows it: the photo has an address.
    const embeds = (message.embeds as NonNullable<MessageBody['embeds']>).map((embed) => ({
      ...embed,
      ...(embed.thumbnail === undefined ? {} : { thumbnail: { url: image.url } }),
    }));
    answers.unshift({ message: { ...message, embeds }, personId });
    answers.splice(40);
  }

  function partsOf({ message }: Answer, action: string) {
    const parts = message.components?.flatMap(({ components }) => components) ?? [];
    return parts.filter(({ custom_id }) => custom_id?.startsWith(`v1:${action}:`));
  }

  async function pressed(answer: Answer, action: string): Promise<void> {
    const part = of(partsOf(answer, action));
    if (part === undefined) return;
    const values = part.options === undefined ? undefined : [of(part.options).value];
    const exchange = ask(press(part.custom_id, answer.message, somebody(), values));
    await hears(action, exchange, anything);
  }

  async function refine(answer: Answer): Promise<void> {
    const [part] = partsOf(answer, 'refine');
    if (part === undefined) return;
    const opened = ask(press(part.custom_id, answer.message, answer.personId));
    const acknowledged = await found(() => opened.callback());
    const form = formSchema.safeParse(acknowledged?.body);
    if (!form.success) {
      const heard = await hears('refine', opened, anything);
      // Somebody may have deleted their data since the answer was given.
      if (heard !== null && !isGone(heard)) tally.failed.push(`refine: no form, but ${heard.content}`);
      return;
    }
    const fields = { words: of(['angry and loud', 'more hopeful', 'calmer']), caption: '' };
    const wish = modal(form.data.data.custom_id, fields, answer.personId, { message: answer.message });
    await hears('refine', ask(wish), isOver);
  }

  function react({ message }: Answer): void {
    const [emoji, personId] = [of(emojis), somebody()];
    discord.dispatch('MESSAGE_REACTION_ADD', reaction(message.id, emoji, personId, reactingMember(personId)));
    if (below(3) === 0) discord.dispatch('MESSAGE_REACTION_REMOVE', reaction(message.id, emoji, personId));
  }

  async function command(name: string, given: Parameters<typeof slash>[1] = {}): Promise<void> {
    await hears(name, ask(slash(name, given, somebody())), anything);
  }

  async function somethingElse(): Promise<void> {
    const answer = answers.length === 0 ? undefined : of(answers);
    if (answer === undefined) return command('help');
    const [kind] = [below(100)];
    if (kind < 25) return pressed(answer, 'rate');
    if (kind < 45) return pressed(answer, 'why');
    if (kind < 55) return pressed(answer, 'card');
    if (kind < 65) return refine(answer);
    if (kind < 70) return pressed(answer, 'save');
    if (kind < 78) return command('taste show');
    if (kind < 84) return command('playlist set', { link: of(world.links) });
    if (kind < 88) return command('playlist show');
    if (kind < 91) return command('privacy export');
    if (kind < 93) return command('privacy delete');
    if (kind < 96) return command('history show');
    return command('privacy show');
  }

  return {
    tally,
    /** The newest answers. */
    answers: (): readonly Target[] => answers,
    /** One thing that somebody does, to its end. Every second one is a match, one in twenty meets a failing service. */
    async act(): Promise<void> {
      acts += 1;
      const trouble = acts % troubleEvery === 0 ? of(troubles) : null;
      if (trouble !== null) world.trouble = trouble;
      if (acts % 10 === 0) world.turnOver();
      for (const answer of answers.slice(0, 2)) react(answer);
      try {
        await (acts % matchEvery === 0 ? match() : somethingElse());
      } catch (error) {
        tally.failed.push(String(error).slice(0, 300));
      } finally {
        if (trouble !== null) world.trouble = null;
      }
    },
  };
}

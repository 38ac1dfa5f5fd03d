/** The whole bot in this process as `npm start` makes it, a loopback Discord behind a front that can fail. */
import { pino } from 'pino';
import { createApp } from '../../src/app/app.ts';
import { runBot } from '../../src/app/run-bot.ts';
import { readConfig } from '../../src/config.ts';
import { en } from '../../src/locales/en/index.ts';
import { type LoopbackDiscord, type Sent, startDiscord } from '../support/discord/loopback-discord.ts';
import { attachment, press, slash } from '../support/discord/payloads.ts';
import type { MessageBody } from '../support/discord/test-bot.ts';
import { type Front, startFront } from './discord-front.ts';
import { songsAsText, type World } from './world.ts';

const token = 'MTIzNDU2Nzg5MDEyMzQ1Njc4OQ.GaBcDe.abcdefghijklmnopqrstuvwxyz0123456789AB';

/** Discord, and what people attach. */
export type DiscordWorld = { discord: LoopbackDiscord; front: Front; close(): Promise<void> };

export async function startDiscordWorld(world: World, heartbeatMs?: number): Promise<DiscordWorld> {
  const discord = await startDiscord({ untilClosed: true });
  discord.files.set('/photo.png', world.photo);
  for (const person of [0, 1, 2] as const)
    discord.files.set(`/songs-${person}.txt`, new TextEncoder().encode(songsAsText(person)));
  await warmUp(discord);
  const front = await startFront(discord, heartbeatMs);
  return {
    discord,
    front,
    async close() {
      await front.close();
      await discord.close();
    },
  };
}

/** Discord's own description of a call is made ready when it is first needed, which takes seconds. */
async function warmUp(discord: LoopbackDiscord): Promise<void> {
  const body = JSON.stringify({ type: 5, data: {}, content: 'warm' });
  for (const call of [
    'POST interactions/1/warm/callback',
    'PATCH webhooks/1/warm/messages/@original',
    'POST webhooks/1/warm',
  ]) {
    const [method = '', path] = call.split(' ');
    const headers = { 'content-type': 'application/json' };
    await fetch(`${discord.apiUrl}/v10/${path}`, { method, headers, body });
  }
  discord.sent.length = 0;
  discord.problems.length = 0;
}

export type FaultBot = {
  /** Lines of the level `warn` and above. */
  log: { level: number; msg: string }[];
  isWell(): boolean;
  /** Resolves when the connection is lost for good. */
  lost: Promise<Error>;
  close(): Promise<void>;
};

export type FaultBotOptions = {
  dataDir: string;
  env?: Record<string, string> | undefined;
  /** For one request to Discord. */
  requestMs?: number;
};

/** Starts it; rejects as `npm start` would end. */
export async function startFaultBot(
  { front, discord }: DiscordWorld,
  world: World,
  options: FaultBotOptions,
): Promise<FaultBot> {
  const lines: FaultBot['log'] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const config = readConfig({
    DATA_DIR: options.dataDir,
    DISCORD_TOKEN: token,
    DISCORD_API_URL: front.apiUrl,
    DISCORD_ATTACHMENT_HOSTS: discord.host,
    MODELS_OFFLINE: '1',
    CAPTIONER: 'none',
    EMBEDDER: 'builtin',
    LRCLIB_URL: world.lrclib.url,
    FACTS: 'off',
    RATE_LIMITS: 'lrclib:1000/1',
    ...options.env,
  });
  const app = await createApp(config, { logger: log });
  const limits = {
    cooldownMs: 0,
    editEveryMs: 50,
    closeGraceMs: 300,
    requestMs: options.requestMs ?? 10_000,
  };
  const bot = await runBot({ token, config, app, log, version: '0.0.0', announce: () => undefined, limits });
  return {
    log: lines,
    isWell: () => bot.health().ok,
    lost: bot.lost,
    close: () => bot.close(),
  };
}

/** Waits until `found` gives something; undefined when it does not within `ms`. */
export async function seen<T>(found: () => T | undefined | false, ms: number): Promise<T | undefined> {
  const until = performance.now() + ms;
  for (;;) {
    const value = found();
    if (value !== undefined && value !== false) return value;
    if (performance.now() > until) return undefined;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** What came of an interaction: every text and message about it that reached Discord. */
export function messagesOf({ sent }: LoopbackDiscord, interaction: string): MessageBody[] {
  return sent
    .filter(({ path }) => path.includes(`/${interaction}`))
    .map(({ path, body }: Sent) => (path.endsWith('/callback') ? body.data : body))
    .filter((body): body is MessageBody => typeof body === 'object' && body !== null);
}

/** An answer or a sentence, not a line of progress. */
export const isLastWord = (message: MessageBody): boolean =>
  isAnswer(message) || (message.flags === 64 && message.content !== undefined);

/** A first ranking has neither. */
const isAnswer = ({ embeds = [], components = [], content }: MessageBody): boolean =>
  embeds.length > 0 && (components.length > 0 || content === en.run.notKept);

let people = 0;
/** Nobody waits for an earlier run of theirs. */
export const somebody = (): string => `1000000000000${String(++people).padStart(5, '0')}`;

/** `/scenescore` with the photo and the songs of the first, second or third person; gives the interaction's token. */
export function askForMatch(
  { discord }: DiscordWorld,
  person: string,
  songs: 0 | 1 | 2,
  photo = 'photo.png',
): string {
  const image = attachment(`http://${discord.host}/${photo}`, { content_type: 'image/png' });
  const file = attachment(`http://${discord.host}/songs-${songs}.txt`, { filename: 'songs.txt' });
  const payload = slash('scenescore', { image, file }, person);
  discord.dispatch('INTERACTION_CREATE', payload);
  return payload.token;
}

/** The answer with its buttons, or without them; undefined when none comes. */
export const answerTo = (
  { discord }: DiscordWorld,
  interaction: string,
  ms: number,
): Promise<MessageBody | undefined> => seen(() => messagesOf(discord, interaction).findLast(isAnswer), ms);

/** The id that an answer's buttons carry. */
export function resultOf(answer: MessageBody | undefined): string | undefined {
  const ids =
    answer?.components?.flatMap(({ components }) => components.map(({ custom_id }) => custom_id)) ?? [];
  return ids.map((id) => /^v1:[a-z]+:([\w-]{12})/.exec(id ?? '')?.[1]).find((id) => id !== undefined);
}

/** Presses 👍 or 👎 on the first song; gives the interaction's token. */
export function rate(
  { discord }: DiscordWorld,
  person: string,
  result: string,
  verdict: 'up' | 'down',
): string {
  const payload = press(
    `v1:rate:${result}:1:${verdict}`,
    { id: '600000000000000001', channel_id: '700000000000000001' },
    person,
  );
  discord.dispatch('INTERACTION_CREATE', payload);
  return payload.token;
}

export const wasConfirmed = (text: string | undefined): boolean => text?.includes('Noted') === true;

/** What the person is told at last. */
export const toldTo = (
  { discord }: DiscordWorld,
  interaction: string,
  ms: number,
): Promise<string | undefined> =>
  seen(() => messagesOf(discord, interaction).findLast(({ content }) => content !== undefined)?.content, ms);

const patienceMs = 60_000;

/** A bot that is well, and somebody with an answer whose first song they rated. */
export async function startRated(place: DiscordWorld, world: World, options: FaultBotOptions) {
  const bot = await startFaultBot(place, world, options);
  const person = somebody();
  const result = resultOf(await answerTo(place, askForMatch(place, person, 0), patienceMs)) ?? 'none';
  const told = await toldTo(place, rate(place, person, result, 'up'), patienceMs);
  if (!wasConfirmed(told)) throw new Error(`no rating to begin with: ${told}, ${JSON.stringify(bot.log)}`);
  return { bot, person, result };
}

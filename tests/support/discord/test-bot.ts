/** The whole bot in this process, with real discord.js, a loopback Discord, and a pipeline made by hand. */
import { expect, onTestFinished, vi } from 'vitest';
import type { BotDependencies } from '../../../src/discord/bot.ts';
import type { BotLimits } from '../../../src/discord/limits.ts';
import { type RunningBot, startBot } from '../../../src/discord/start.ts';
import { listen } from '../../../src/events/index.ts';
import { createLogger } from '../../../src/logger.ts';
import type { Playlist } from '../../../src/model/playlist.ts';
import type { Ranking } from '../../../src/model/ranking.ts';
import { createHttp } from '../../../src/net/http.ts';
import { loadWeights } from '../../../src/pipeline/ranking/tables.ts';
import type { MatchRequest, MatchScene, RunOptions } from '../../../src/pipeline/request.ts';
import { recogniseLink } from '../../../src/services/sources/links.ts';
import { createSpotifyLinks } from '../../../src/services/spotify/account/links.ts';
import type { KeyValue } from '../../../src/store/documents.ts';
import { createMemoryKeyValue } from '../memory-key-value.ts';
import { photo } from '../pipeline.ts';
import { ranking, soundtrack } from '../rankings.ts';
import { type LoopbackDiscord, type Sent, startDiscord } from './loopback-discord.ts';
import { attachment, slash, type Where } from './payloads.ts';

export const photoPath = '/attachments/1/2/photo.jpg';
export const photoBytes = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);

/** What became of one interaction, as Discord saw it. */
export type Exchange = {
  token: string;
  askedAtMs: number;
  callback(): Sent | undefined;
  edits(): Sent[];
  followUps(): Sent[];
  /** Those there were so far: the reply, then its edits, then what followed. */
  messages(): (MessageBody & { sent: Sent })[];
  wasDeleted(): boolean;
  /** Waits for the acknowledgement and gives its body. */
  acknowledged(): Promise<{ type: number; data?: Record<string, unknown> }>;
  /** Waits for a message (reply, edit or follow-up) that `fits`, and gives it as Discord has it. */
  message(fits: (body: MessageBody) => boolean, timeoutMs?: number): Promise<MessageBody & { sent: Sent }>;
};

export type MessageBody = {
  content?: string;
  flags?: number;
  embeds?: {
    title?: string;
    url?: string;
    description?: string;
    author?: { name: string; icon_url?: string };
    footer?: { text: string };
    thumbnail?: { url: string };
    image?: { url: string };
    fields?: { name: string; value: string }[];
  }[];
  components?: {
    components: {
      custom_id: string;
      label?: string;
      url?: string;
      options?: { value: string; label: string; default?: boolean }[];
    }[];
  }[];
};

export const isAnswer = (body: MessageBody): boolean => (body.embeds?.length ?? 0) > 0;
export const says = (text: string) => (body: MessageBody) => body.content?.includes(text) === true;

export type TestBot = {
  discord: LoopbackDiscord;
  bot: RunningBot;
  store: KeyValue;
  asked: MatchRequest[];
  log: string[];
  /** Sends an interaction to the bot. */
  ask(payload: { token: string; id: string }): Exchange;
  /** `/scenescore` with a good photo and a link, unless said otherwise. */
  scenescore(personId: string, given?: Parameters<typeof slash>[1], where?: Where): Exchange;
  /** The message of an exchange as it stands on Discord now. */
  shown(exchange: Exchange): Shown;
};

type Shown = MessageBody & { id: string };

export type TestBotOptions = {
  discord?: LoopbackDiscord;
  store?: KeyValue;
  limits?: Partial<BotLimits>;
  now?: () => number;
  matchScene?: (request: MatchRequest, options: RunOptions) => Promise<Ranking>;
  dependencies?: Partial<BotDependencies>;
};

export const playlist = (change: Partial<Playlist> = {}): Playlist => ({
  title: 'Evenings by the lake',
  source: 'spotify',
  url: null,
  songs: ranking().matches.map(({ song }) => song),
  total: 10,
  skipped: [],
  notices: [],
  snapshot: null,
  ...change,
});

const usualMatch: MatchScene = async (_request, options) => {
  options?.onProgress?.({ type: 'scene-described', caption: ranking().scene.caption });
  options?.onProgress?.({ type: 'playlist-loaded', title: 'Evenings by the lake', songs: 10 });
  options?.onProgress?.({ type: 'songs-read', done: 10, total: 10 });
  return ranking();
};

/** The same photo, whatever the bytes are. */
export const onePhoto: BotDependencies['photos'] = {
  decode: async () => photo,
  smallCopy: async () => new Uint8Array([0xff, 0xd8, 0xff, 0xd9]),
  warm: () => undefined,
};

export async function startTestBot(options: TestBotOptions = {}): Promise<TestBot> {
  const discord = options.discord ?? (await startDiscord());
  discord.files.set(photoPath, photoBytes);
  const store = options.store ?? createMemoryKeyValue({ now: options.now });
  const asked: MatchRequest[] = [];
  const log: string[] = [];
  const matchScene: MatchScene = (request, run) => {
    asked.push(request);
    return (options.matchScene ?? usualMatch)(request, run ?? {});
  };
  const identified = discord.identified();
  const bot = await startBot({
    token: 'MTIzNDU2Nzg5MDEyMzQ1Njc4OQ.GaBcDe.abcdefghijklmnopqrstuvwxyz0123456789AB',
    config: {
      DISCORD_API_URL: discord.apiUrl,
      DISCORD_ATTACHMENT_HOSTS: [discord.host],
      sharding: undefined,
    },
    listen,
    dependencies: {
      log: createLogger('debug', { destination: { write: (line) => void log.push(line) } }),
      announce: (line) => void log.push(line),
      http: createHttp({ userAgent: 'test' }),
      store,
      matchScene,
      matchAlbum: async ({ photos }) => soundtrack(photos.length),
      loadPlaylist: async () => playlist(),
      recogniseLink,
      weights: loadWeights(),
      refine: null,
      photos: onePhoto,
      preparePhoto: async (photo, said) => ({ photo, said }),
      pictures: null,
      previews: null,
      musicServerLists: null,
      accounts: null,
      spotifyLinks: createSpotifyLinks({ store }),
      linksByPasting: true,
      features: [
        {
          name: { text: 'Lyrics' },
          on: true,
          detail: { text: 'from LRCLIB' },
          sees: { text: 'LRCLIB (artist and title)' },
        },
        {
          name: { text: 'Gemini' },
          on: false,
          detail: { text: 'no key is set' },
          sees: { text: 'Google Gemini (the words of the songs)' },
        },
      ],
      version: '0.0.0',
      close: async () => undefined,
      ...options.dependencies,
    },
    limits: { cooldownMs: 0, editEveryMs: 20, closeGraceMs: 300, ...options.limits },
    now: options.now,
  });
  onTestFinished(async () => {
    await bot.close();
    expect(discord.problems).toEqual([]);
    for (const line of log) expect(line).not.toMatch(/token-[0-9a-f-]{36}|MTIzNDU2Nzg5/);
  });
  await identified;
  await vi.waitFor(() => expect(bot.health().ok).toBe(true), { timeout: 5_000 });
  function ask(payload: { token: string; id: string }): Exchange {
    const askedAtMs = performance.now();
    discord.dispatch('INTERACTION_CREATE', payload);
    return exchangeOf(discord, payload.token, askedAtMs);
  }
  return {
    discord,
    bot,
    store,
    asked,
    log,
    ask,
    scenescore(personId, given = {}, where = {}) {
      const image = attachment(`http://${discord.host}${photoPath}`);
      const link = 'https://open.spotify.com/playlist/37i9dQZF1DX0';
      const options =
        'playlist' in given || 'file' in given || 'image' in given ? given : { playlist: link, ...given };
      return ask(slash('scenescore', { image, ...options }, personId, where));
    },
    shown({ token }) {
      const message = discord.originals.get(token);
      if (message === undefined) throw new Error('there is no message');
      return message;
    },
  };
}

/** What became of the interaction with this token. */
export function exchangeOf(discord: LoopbackDiscord, token: string, askedAtMs = performance.now()): Exchange {
  const about = (method: string, end: string): Sent[] =>
    discord.about(token).filter((sent) => sent.method === method && sent.path.endsWith(end));
  const callback = (): Sent | undefined => about('POST', '/callback')[0];
  const edits = (): Sent[] => about('PATCH', '/messages/@original');
  const followUps = (): Sent[] => about('POST', `/${token}`);
  const messages = (): (MessageBody & { sent: Sent })[] => {
    const first = callback();
    const data = first?.body.data;
    const all = [...edits(), ...followUps()].map((sent) => ({ ...(sent.body as MessageBody), sent }));
    return first === undefined || typeof data !== 'object'
      ? all
      : [{ ...(data as MessageBody), sent: first }, ...all];
  };
  return {
    token,
    askedAtMs,
    callback,
    edits,
    followUps,
    messages,
    wasDeleted: () => about('DELETE', '/messages/@original').length > 0,
    acknowledged: () =>
      vi.waitFor(
        () => {
          const found = callback();
          if (found === undefined) throw new Error('not acknowledged');
          return found.body as { type: number; data?: Record<string, unknown> };
        },
        { timeout: 5_000, interval: 5 },
      ),
    message: (fits, timeoutMs = 10_000) =>
      vi.waitFor(
        () => {
          const found = messages().find(fits);
          if (found === undefined)
            throw new Error(
              `no such message; there were: ${JSON.stringify(messages().map(({ sent: _, ...body }) => body)).slice(0, 2000)}`,
            );
          return found;
        },
        { timeout: timeoutMs, interval: 5 },
      ),
  };
}

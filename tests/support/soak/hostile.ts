/** One person who means harm to a bot that twenty others use: floods, giants, forgeries, and data deleted while it is made. */
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { avifSaying } from '../avif.ts';
import { attachment, modal, press, reactingMember, reaction, slash } from '../discord/payloads.ts';
import { exchangeOf, type MessageBody } from '../discord/test-bot.ts';
import type { SoakWorld } from './world.ts';

/** An answer that can be pressed. */
export type Target = { message: MessageBody & { id: string } };

const personId = '100000000000666666';
const presses = 100;
const patienceMs = 120_000;

/** What is worth pressing: the dear ones first. */
const actions = ['card', 'preview', 'save', 'rate', 'why'];

const forged = [
  'v1:card:../../../etc/passwd:1',
  'v1:rate:00000000000000000000:999999:up',
  `v1:why:${'x'.repeat(80)}`,
  'v1:page:__proto__:-1',
  'v1:privacy-delete',
  'v1:refined:constructor',
  'v9:card:abc',
  '',
];

const badLinks = [
  'http://169.254.169.254/latest/meta-data/',
  'http://[::1]:8080/metrics',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'https://open.spotify.com/playlist/nothing-of-this-name',
  'https://www.youtube.com/redirect?q=http://127.0.0.1',
  `https://open.spotify.com/playlist/${'a'.repeat(900)}`,
  '\u202e\u0000@everyone',
];

/** Files as large as Discord gives them, by name; made once. */
async function giants(): Promise<[name: string, bytes: Uint8Array][]> {
  const canvas = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#705030' }, limitInputPixels: false });
  const row = `${'A song of some length'.padEnd(60, 'x')},${'Somebody'.padEnd(40, 'y')}\n`;
  const text = new TextEncoder();
  return [
    ['photo.jpg', await canvas(8_192, 6_144).jpeg({ progressive: true }).toBuffer()],
    ['photo.png', await canvas(7_000, 7_000).png().toBuffer()],
    ['photo.webp', await canvas(7_000, 7_000).webp({ effort: 0 }).toBuffer()],
    ['photo.avif', await avifSaying({ width: 8_192, height: 6_144 })],
    ['songs.csv', text.encode(`Title,Artist\n${row.repeat(50_000)}`.slice(0, 5 * 1024 * 1024))],
    ['songs.json', text.encode(`${'['.repeat(2_500_000)}${']'.repeat(2_500_000)}`)],
    ['songs.xspf', text.encode(`<playlist>${'<trackList>'.repeat(400_000)}`)],
  ];
}

/** `targets`: the answers there are. */
export async function createHostile(world: SoakWorld, targets: () => readonly Target[]) {
  const { discord } = world;
  for (const [name, bytes] of await giants()) world.keep(`/attachments/6/6/${name}`, bytes);
  let acts = 0;
  const done: Record<string, number> = {};

  function ask(payload: { token: string; id: string }) {
    discord.dispatch('INTERACTION_CREATE', payload);
    return exchangeOf(discord, payload.token);
  }

  /** Until each has at least been acknowledged, which may be never for what is forged. */
  async function heard(exchanges: readonly ReturnType<typeof ask>[]): Promise<void> {
    for (const endAtMs = performance.now() + patienceMs; performance.now() < endAtMs; await sleep(500)) {
      if (exchanges.every((one) => one.callback() !== undefined)) return;
    }
  }

  const flood = (payloadAt: (at: number) => { token: string; id: string }, count = presses) =>
    heard(Array.from({ length: count }, (_, at) => ask(payloadAt(at))));

  function target(): Target | undefined {
    const all = targets();
    return all[acts % Math.max(1, all.length)];
  }

  const idsOf = ({ message }: Target, action: string): string[] =>
    (message.components ?? [])
      .flatMap(({ components }) => components)
      .flatMap(({ custom_id: id }) => (id?.startsWith(`v1:${action}:`) ? [id] : []));

  const fileAt = (name: string, contentType: string) =>
    attachment(`http://${discord.host}/attachments/6/6/${name}`, {
      filename: name,
      content_type: contentType,
      size: 1_000,
    });

  async function run(given: Parameters<typeof slash>[1]): Promise<void> {
    await heard([ask(slash('scenescore', given, personId))]);
  }

  const kinds: Record<string, () => Promise<void>> = {
    async presses() {
      const chosen = target();
      const id = chosen && idsOf(chosen, actions[acts % actions.length] ?? 'card')[0];
      if (chosen && id) await flood(() => press(id, chosen.message, personId));
    },
    async refinements() {
      const chosen = target();
      const id = chosen && idsOf(chosen, 'refine')[0]?.replace('refine', 'refined');
      const fields = { words: 'angrier, and louder', caption: '' };
      if (chosen && id) await flood(() => modal(id, fields, personId, { message: chosen.message }));
    },
    async photos() {
      const names = ['photo.jpg', 'photo.png', 'photo.webp', 'photo.avif'];
      const image = fileAt(names[acts % names.length] ?? '', 'image/png');
      await run({ image, playlist: world.links[0] ?? '' });
    },
    async album() {
      const images = Object.fromEntries(
        Array.from({ length: 10 }, (_, at) => [`image${at + 1}`, fileAt('photo.jpg', 'image/jpeg')]),
      );
      await heard([ask(slash('soundtrack', { ...images, playlist: world.links[0] ?? '' }, personId))]);
    },
    async files() {
      const names = ['songs.csv', 'songs.json', 'songs.xspf'];
      const image = attachment(await world.photo(acts));
      await run({ image, file: fileAt(names[acts % names.length] ?? '', 'text/plain') });
    },
    async forgeries() {
      const chosen = target();
      if (chosen === undefined) return;
      await flood((at) =>
        press(forged[at % forged.length] ?? '', chosen.message, personId, at % 2 ? ['9'] : undefined),
      );
    },
    async links() {
      const image = attachment(await world.photo(acts));
      await run({ image, playlist: badLinks[acts % badLinks.length] ?? '' });
      await flood(
        (at) => slash('playlist set', { link: badLinks[at % badLinks.length] ?? '' }, personId),
        20,
      );
    },
    async letters() {
      await flood((at) => slash('scenescore', { playlist: 'e'.repeat(at % 7) }, personId, {}, 'playlist'));
    },
    async reactions() {
      const chosen = target();
      if (chosen === undefined) return;
      for (let at = 0; at < 300; at++) {
        const type = at % 2 === 0 ? 'MESSAGE_REACTION_ADD' : 'MESSAGE_REACTION_REMOVE';
        discord.dispatch(type, reaction(chosen.message.id, '👍', personId, reactingMember(personId)));
      }
    },
    async deletions() {
      const image = attachment(await world.photo(2_000 + acts));
      const running = run({ image, playlist: world.links[acts % world.links.length] ?? '' });
      for (let at = 0; at < 5; at++) {
        await heard([ask(slash(at % 2 === 0 ? 'privacy delete' : 'privacy export', {}, personId))]);
      }
      await running;
    },
    async reconnects() {
      discord.hangUp(4000);
    },
  };

  return {
    /** How often each was done. */
    done,
    /** The next thing, to its end. */
    async act(): Promise<void> {
      const names = Object.keys(kinds);
      const name = names[acts % names.length] ?? '';
      acts += 1;
      await kinds[name]?.();
      done[name] = (done[name] ?? 0) + 1;
    },
  };
}

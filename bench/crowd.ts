/** How long somebody waits beside a person who presses a hundred times, or beside a server full of people. */
import { setTimeout as sleep } from 'node:timers/promises';
import { modal, press } from '../tests/support/discord/payloads.ts';
import { cpuTicks } from '../tests/support/soak/gauges.ts';
import { type Answered, askFor, csvOf, type PlaylistFile } from './bot/ask.ts';
import { assertBuilt, type BotProcess, startBotProcess } from './bot/bot-process.ts';
import { type BotWorld, photo, startBotWorld } from './bot/world.ts';

/** Of the playlist whose answer is pressed, of the one that others ask with, and of each new one. */
const sizes = { long: 400, usual: 20 };
const presses = 100;
const accounts = 70;
/** So that they are at work when somebody else asks. */
const headStartMs = 300;
const idleMs = 800;

type Row = { what: string; alone: number[]; beside: number[]; served: string };

/** The person, and what they do: gives the tokens of the interactions. */
type Flood = () => string[];

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Everybody who presses is another person, so that the minute of one does not limit the next. */
let people = 0;
const somebody = (): string => String(200_000_000_000_000_000n + BigInt(++people));

/** Resolves when the bot has nothing to do any more: less than a twentieth of a core for a while. */
async function idle({ pid }: BotProcess): Promise<void> {
  for (let before = Number.NEGATIVE_INFINITY; ; ) {
    const used = cpuTicks(pid);
    if (used - before < 5 * (idleMs / 1000)) return;
    before = used;
    await sleep(idleMs);
  }
}

/** Photos and playlists that nobody has asked with before. */
function createAsker({ discord, songs }: BotWorld) {
  let photos = 0;
  let at = sizes.long;
  const known = csvOf(songs.slice(0, sizes.usual));
  return {
    known,
    unknown(): PlaylistFile {
      at += sizes.usual;
      return csvOf(songs.slice(at - sizes.usual, at));
    },
    async ask(playlist: PlaylistFile, place: 'dm' | 'server'): Promise<Answered & { photoUrl: string }> {
      const path = `/attachments/1/2/photo-${++photos}.png`;
      discord.files.set(path, await photo(photos));
      const answered = await askFor(discord, playlist, { photo: path, place, timeoutMs: 300_000 });
      if (!answered.text.includes('v1:rate')) throw new Error(`no answer: ${answered.text}`);
      return { ...answered, photoUrl: `http://${discord.host}${path}` };
    },
  };
}

type Asker = ReturnType<typeof createAsker>;

/** The answer to a long playlist, and a hundred presses of each of its buttons by one person. */
async function floodsOf({ discord }: BotWorld, asker: Asker, playlist: PlaylistFile) {
  const { token, photoUrl } = await asker.ask(playlist, 'server');
  const message = { ...discord.originals.get(token), embeds: [{ thumbnail: { url: photoUrl } }] };
  const buttons = JSON.stringify(message.components);
  function idOf(action: string): string {
    const id = new RegExp(`v1:${action}:[^"]+`).exec(buttons)?.[0];
    if (id === undefined) throw new Error(`the answer has no button "${action}"`);
    return id;
  }
  const flood = (payloadBy: (personId: string, number: number) => { token: string }): Flood => {
    return () => {
      const personId = somebody();
      return Array.from({ length: presses }, (_, number) => {
        const payload = payloadBy(personId, number);
        discord.dispatch('INTERACTION_CREATE', payload);
        return payload.token;
      });
    };
  };
  const pressed = (action: string) => flood((personId) => press(idOf(action), message, personId));
  const form = idOf('refine').replace('refine', 'refined');
  return {
    'Story card': pressed('card'),
    Refine: flood((personId, number) =>
      modal(form, { words: `angrier, and louder by ${number}`, caption: '' }, personId, { message }),
    ),
    Preview: pressed('preview'),
    Save: pressed('save'),
  };
}

/** Alone and beside, in turns, so that a machine that becomes slower does so for both. */
async function compare(
  what: string,
  bot: BotProcess,
  { sent }: BotWorld['discord'],
  { rounds, flood, ask }: { rounds: number; flood: Flood; ask: () => Promise<Answered> },
): Promise<Row> {
  const row: Row = { what, alone: [], beside: [], served: '' };
  for (let round = 0; round < rounds; round++) {
    row.alone.push((await ask()).lastMs);
    await idle(bot);
    const tokens = flood();
    await sleep(headStartMs);
    row.beside.push((await ask()).lastMs);
    await idle(bot);
    const refusals = sent.filter(
      ({ method, body }) => method === 'POST' && /a lot at once|A lot of people/.test(JSON.stringify(body)),
    );
    row.served = `${tokens.length - refusals.length} of ${tokens.length} served`;
    sent.length = 0;
  }
  return row;
}

async function besideOnePerson(world: BotWorld, rounds: number): Promise<Row[]> {
  const bot = await startBotProcess(await world.env(), { isProbed: false });
  try {
    const asker = createAsker(world);
    const floods = await floodsOf(world, asker, csvOf(world.songs.slice(0, sizes.long)));
    await idle(bot);
    const rows: Row[] = [];
    for (const [name, flood] of Object.entries(floods)) {
      // What is loaded with the first press of its kind is not counted: others load it as well.
      flood();
      await idle(bot);
      world.discord.sent.length = 0;
      const ask = () => asker.ask(asker.known, 'server');
      rows.push(
        await compare(`${presses} ${name} by one person`, bot, world.discord, { rounds, flood, ask }),
      );
    }
    return rows;
  } finally {
    await bot.stop();
  }
}

async function besideOneServer(world: BotWorld, rounds: number): Promise<Row[]> {
  const asker = createAsker(world);
  const rows: Row[] = [];
  for (const isKnown of [true, false]) {
    const playlist = () => (isKnown ? asker.known : asker.unknown());
    const row: Row = {
      what: `${accounts} accounts of one server, ${isKnown ? 'known' : 'new'} songs`,
      alone: [],
      beside: [],
      served: '',
    };
    for (let round = 0; round < rounds; round++) {
      // What the crowd still wants would take too long.
      const bot = await startBotProcess(await world.env(), { isProbed: false });
      try {
        await asker.ask(asker.known, 'dm');
        await idle(bot);
        row.alone.push((await asker.ask(playlist(), 'dm')).lastMs);
        await idle(bot);
        const crowd = Array.from({ length: accounts }, () =>
          asker.ask(playlist(), 'server').catch(() => undefined),
        );
        await sleep(headStartMs);
        row.beside.push((await asker.ask(playlist(), 'dm')).lastMs);
        void crowd;
      } finally {
        await bot.stop();
      }
    }
    rows.push(row);
  }
  return rows;
}

/** `npm run bench -- crowd`, after `npm run build`; `isQuick`: one round of each instead of five. */
export async function benchCrowd({ isQuick = false } = {}): Promise<void> {
  assertBuilt();
  const rounds = isQuick ? 1 : 5;
  const world = await startBotWorld(10_000, { lookUpMs: 20 });
  try {
    const rows = [...(await besideOnePerson(world, rounds)), ...(await besideOneServer(world, rounds))];
    console.log('\nCrowd: from the question to the last answer of somebody else, alone and beside');
    for (const { what, alone, beside, served } of rows) {
      const [one, two] = [median(alone), median(beside)];
      const shown = `${(one / 1000).toFixed(2)} s, ${(two / 1000).toFixed(2)} s: ${(two / one).toFixed(1)}x`;
      console.log(`${what.padEnd(48)}${shown.padStart(24)}   ${served}`);
    }
  } finally {
    await world.close();
  }
}

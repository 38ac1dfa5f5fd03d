import { askFor } from './bot/ask.ts';
import { startBotProcess } from './bot/bot-process.ts';
import { startBotWorld, sungSongs } from './bot/world.ts';

process.on('unhandledRejection', (e) => {
  console.error(e);
  process.exit(1);
});
const n = Number(process.argv[2] ?? 10000);
const world = await startBotWorld(1000);
const songs = await sungSongs(n);
const b = await startBotProcess(
  await world.env({
    NODE_OPTIONS: '--import /tmp/loop/prof.mjs',
    PROF_OUT: '/tmp/loop/p',
    ...(process.argv[3] === 'gemini' ? world.gemini : {}),
  }),
);
await b.measured();
const bytes = new TextEncoder().encode(
  'Title,Artist\n' + songs.map((s) => s.title + ',' + s.artist).join('\n'),
);
const a = await askFor(world.discord, { name: 'a.csv', bytes });
console.log(
  bytes.length,
  a.acknowledgedMs,
  a.firstMs,
  a.lastMs,
  await b.measured(),
  b.rssMb(),
  world.discord.problems,
  a.text.slice(-900),
);
await b.stop();
await world.close();

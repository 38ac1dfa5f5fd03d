import { askFor } from './bot/ask.ts';
import { startBotProcess } from './bot/bot-process.ts';
import { startBotWorld } from './bot/world.ts';

const world = await startBotWorld(200);
process.on('unhandledRejection', (e) => {
  console.error(e);
  process.exit(1);
});
const b = await startBotProcess(
  await world.env({
    NODE_OPTIONS: '--import /tmp/loop/prof.mjs',
    PROF_OUT: '/tmp/loop/p',
    PROF_START: '1',
    ...(process.argv[2] === 'gemini' ? world.gemini : {}),
  }),
);
await b.measured();
const bytes = new TextEncoder().encode(
  'Title,Artist\n' + world.songs.map((s) => s.title + ',' + s.artist).join('\n'),
);
for (const _r of [1, 2]) {
  const a = await askFor(world.discord, { name: 'a.csv', bytes });
  console.log(a.acknowledgedMs, a.firstMs, a.lastMs, await b.measured(), b.rssMb(), world.discord.problems);
}
await b.stop();
await world.close();

import { startBotProcess } from './bot/bot-process.ts';
import { startBotWorld } from './bot/world.ts';

const world = await startBotWorld(10);
process.on('unhandledRejection', (e) => {
  console.error(e);
  process.exit(1);
});
const env = await world.env(process.argv[2] ? { NODE_OPTIONS: process.argv[2] } : {});
for (let i = 0; i < 3; i++) {
  const b = await startBotProcess(env, { isProbed: false });
  await new Promise((r) => setTimeout(r, 3000));
  console.log(b.readyMs | 0, b.rssMb() | 0);
  await b.stop();
}
await world.close();

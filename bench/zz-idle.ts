import { startBotProcess } from './bot/bot-process.ts';
import { startBotWorld } from './bot/world.ts';
import { askFor } from './bot/ask.ts';
process.on('unhandledRejection',(e)=>{console.error(e);process.exit(1)});
const world = await startBotWorld(200);
const b = await startBotProcess(await world.env({MODELS_IDLE_MINUTES:'1', ...(process.argv[2]?{NODE_OPTIONS:process.argv[2]}:{})}));
const say = (w: string) => console.log(new Date().toISOString().slice(14,19), w, b.rssMb()|0);
say('start'); await new Promise(r=>setTimeout(r,30000)); say('30 s');
const bytes = new TextEncoder().encode('Title,Artist\n'+world.songs.map(s=>s.title+','+s.artist).join('\n'));
await askFor(world.discord, {name:'a.csv', bytes}); say('match');
for (let i=0;i<14;i++){ await new Promise(r=>setTimeout(r,30000)); say('idle'); }
await b.stop(); await world.close();

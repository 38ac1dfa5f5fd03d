/**
 * Loaded into the bot before itself (`node --import`): how late its event loop is and how much memory it takes, from
 * one question to the next. It starts no thread and loads nothing else, so that it measures the bot and not itself.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';

const resolutionMs = 2;
const delay = monitorEventLoopDelay({ resolution: resolutionMs });
delay.enable();
let peak = 0;
const look = () => {
  peak = Math.max(peak, process.memoryUsage.rss());
};
setInterval(look, 200).unref();

process.on('message', (message) => {
  if (message !== 'measured?') return;
  look();
  process.send({
    p50Ms: delay.percentile(50) / 1e6,
    p99Ms: delay.percentile(99) / 1e6,
    maxMs: delay.max / 1e6,
    peakMb: peak / 2 ** 20,
  });
  delay.reset();
  peak = 0;
});
// A benchmark that breaks off leaves no bot behind.
process.on('disconnect', () => process.exit());
// Who listens to the bench must not keep the bot alive.
process.channel.unref();

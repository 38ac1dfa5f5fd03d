// Starts a worker process: closes the network and watches the memory before anything else is loaded. Plain JavaScript,
// so that it runs from the sources as well: Node 20 does not read TypeScript, and a loader is not inherited.
import dgram from 'node:dgram';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

const [, , entry = '', maxRssMb = '0'] = process.argv;

function refuse() {
  throw new Error('a worker process has no network');
}

/** Every way of JavaScript to the network ends in one of these: `http`, `tls` and `fetch` too. */
const ways = [
  [net.Socket.prototype, ['connect']],
  [net.Server.prototype, ['listen']],
  [dgram.Socket.prototype, ['bind', 'connect', 'send']],
  ...[dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype].map((from) => [
    from,
    Object.getOwnPropertyNames(from).filter((name) => /^(lookup|resolve|reverse)/.test(name)),
  ]),
  [process, ['binding']],
];
for (const [from, names] of ways) for (const name of names) from[name] = refuse;
syncBuiltinESMExports();

// Decoders work beside this thread, so their memory is seen while it grows. The parent tells the person; should it be
// too busy to end this process, it ends itself.
const maxRss = Number(maxRssMb) * 1024 * 1024;
if (maxRss > 0) {
  const watch = setInterval(() => {
    if (process.memoryUsage.rss() <= maxRss) return;
    clearInterval(watch);
    process.send({ kind: 'outgrown' }, () => process.kill(process.pid, 'SIGKILL'));
  }, 25).unref();
}

if (entry.endsWith('.ts')) {
  const { register } = await import('tsx/esm/api');
  register();
}
await import(entry);

// A worker whose decoder was taken over: it answers with what it can reach. Plain JavaScript, as the built entries are.
import { spawnSync } from 'node:child_process';
import dgram from 'node:dgram';
import { resolve4 } from 'node:dns/promises';
import { readFileSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { connect } from 'node:net';

const held = [];

const methods = {
  environment: () => process.env,
  read: (file) => readFileSync(file, 'utf8'),
  write: (file) => writeFileSync(file, 'here'),
  run: (program) => String(spawnSync(program, ['1']).status),
  connect: (port) => new Promise((done, fail) => connect(port, '127.0.0.1', done).on('error', fail)),
  get: (port) => new Promise((done, fail) => get({ port }, done).on('error', fail)),
  fetch: (port) => fetch(`http://127.0.0.1:${port}`),
  send: (port) => dgram.createSocket('udp4').send('here', port, '127.0.0.1'),
  resolve: () => resolve4('secrets.example'),
  // Beside this thread, as a decoder does: it stays free.
  grow: (megabytes) =>
    new Promise((done) => {
      const timer = setInterval(() => {
        held.push(Buffer.alloc(8 * 1024 * 1024, 1));
        if (held.length * 8 >= megabytes) done(clearInterval(timer));
      }, 2);
    }),
};

process.on('message', async ({ id, method, args }) => {
  try {
    const value = await methods[method](...args);
    process.send({
      kind: 'value',
      id,
      rss: process.memoryUsage.rss(),
      value: typeof value === 'object' && method !== 'environment' ? 'done' : value,
    });
  } catch (error) {
    process.send({ kind: 'failed', id, error: `${error.cause ?? error}` });
  }
});
process.on('disconnect', () => process.exit());

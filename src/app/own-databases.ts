/** What `doctor` finds out about the database and the queue of one's own: whether they are there and serve. */
import { access, constants, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Config } from '../config.ts';
import { UserError } from '../errors.ts';
import type { Probe } from '../net/probe.ts';
import { connectRedis } from '../queue/connection.ts';
import { openStore } from '../store/open.ts';

const filePrefix = 'sqlite://';

/** A file that is not there yet needs a folder that may be written to; it is not made for a question. */
async function checkPlaceFor(path: string): Promise<void> {
  const folder = dirname(path);
  const found = await stat(folder).catch(() => null);
  if (found === null) return checkPlaceFor(folder);
  if (!found.isDirectory()) throw new Error(`${folder} is no folder`);
  await access(folder, constants.W_OK);
}

async function checkStore(url: string): Promise<void> {
  if (url.startsWith(filePrefix)) {
    const path = url.slice(filePrefix.length);
    if ((await stat(path).catch(() => null)) === null) return checkPlaceFor(path);
  }
  const store = await openStore({ url, area: 'cache' });
  try {
    await store.keyv.get('doctor');
  } finally {
    await store.close();
  }
}

/** The database of STORE_URL. */
export async function probeStore({ STORE_URL: url }: Config): Promise<Probe> {
  const service = 'Database';
  try {
    await checkStore(url);
    return { service, ok: true, detail: 'answers' };
  } catch (error) {
    if (error instanceof UserError) return { service, ok: false, detail: error.message };
    return { service, ok: false, detail: 'cannot be used: see STORE_URL and DATA_DIR, and what is there' };
  }
}

/** The Redis of QUEUE_URL. */
export async function probeQueue(url: string): Promise<Probe> {
  const service = 'Queue';
  try {
    const redis = await connectRedis(url, () => undefined);
    try {
      await redis.ping();
    } finally {
      redis.disconnect();
    }
    return { service, ok: true, detail: 'answers' };
  } catch (error) {
    if (error instanceof UserError) return { service, ok: false, detail: error.message };
    throw error;
  }
}

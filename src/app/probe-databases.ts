/** How `doctor` checks the host's own database and queue. */
import { access, constants, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Config } from '../config.ts';
import { UserError } from '../errors.ts';
import { featureTexts } from '../locales/en/features.ts';
import type { Probe } from '../net/probe.ts';
import { connectRedis } from '../queue/connection.ts';
import { openStore } from '../store/open.ts';

const texts = featureTexts.doctor;
const filePrefix = 'sqlite://';

/** A database file that is not there yet is not created for a question; its folder must be writable. */
async function checkFolderOf(path: string): Promise<void> {
  const folder = dirname(path);
  const found = await stat(folder).catch(() => null);
  if (found === null) return checkFolderOf(folder);
  if (!found.isDirectory()) throw new Error(`${folder} is no folder`);
  await access(folder, constants.W_OK);
}

async function checkStore(url: string): Promise<void> {
  if (url.startsWith(filePrefix)) {
    const path = url.slice(filePrefix.length);
    if ((await stat(path).catch(() => null)) === null) return checkFolderOf(path);
  }
  const store = await openStore({ url, area: 'cache' });
  try {
    await store.keyv.get('doctor');
  } finally {
    await store.close();
  }
}

async function checkQueue(url: string): Promise<void> {
  const redis = await connectRedis(url, () => undefined);
  try {
    await redis.ping();
  } finally {
    redis.disconnect();
  }
}

async function probe(service: string, check: Promise<void>, otherwise: string): Promise<Probe> {
  try {
    await check;
    return { service, ok: true, detail: texts.answers };
  } catch (error) {
    return { service, ok: false, detail: error instanceof UserError ? error.message : otherwise };
  }
}

/** The database of STORE_URL. */
export const probeStore = ({ STORE_URL }: Config): Promise<Probe> =>
  probe(texts.database, checkStore(STORE_URL), texts.databaseFails);

/** The Redis of QUEUE_URL. */
export const probeQueue = (url: string): Promise<Probe> =>
  probe(texts.queue, checkQueue(url), texts.queueFails);

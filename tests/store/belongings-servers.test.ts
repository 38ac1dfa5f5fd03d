/** What is kept of a person is all found in a real Redis and a real PostgreSQL as well. */
import { describe, onTestFinished } from 'vitest';
import type { KeyValue } from '../../src/store/documents.ts';
import { createKeyValue } from '../../src/store/key-value.ts';
import { openStore } from '../../src/store/open.ts';
import { noPostgres, noRedis, startPostgres, startRedis } from '../support/database-servers.ts';
import { findsAll } from './belongings.ts';

async function served(start: typeof startRedis): Promise<KeyValue> {
  const server = await start();
  onTestFinished(() => server.stop());
  const open = await openStore({ url: server.url, area: 'kept' });
  onTestFinished(() => open.close());
  return createKeyValue(open);
}

describe.skipIf(noRedis !== null)('in Redis', () => findsAll(() => served(startRedis)));

describe.skipIf(noPostgres !== null)('in PostgreSQL', () => findsAll(() => served(startPostgres)));

/** Redis, or what speaks its language. It forgets by itself, and deletes in one step. */
import { withTimeout } from '../../concurrency/time-limits.ts';
import { type Engine, farewellMs, type StoreOptions } from './engine.ts';

const connectTimeoutMs = 5_000;
/** For a command to get onto its way. */
const commandTimeoutMs = 5_000;
/** A connection on which nothing comes, be it the answer to a ping, is dead however open it looks. */
const pingEveryMs = 2_000;
const silenceMs = 5_000;

/** No value of ours is empty, so the empty string stands for nothing, and 0 for keeping it for good. */
const swapScript = `
local there = redis.call('GET', KEYS[1]) or ''
if there ~= ARGV[1] then return 0 end
if ARGV[2] == '' then redis.call('DEL', KEYS[1])
elseif ARGV[3] == '0' then redis.call('SET', KEYS[1], ARGV[2])
else redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3]) end
return 1
`;

export async function openRedis({ url, area }: StoreOptions): Promise<Engine> {
  const { default: KeyvRedis } = await import('@keyv/redis');
  let wasReady = false;
  const adapter = new KeyvRedis(
    {
      url,
      socket: {
        connectTimeout: connectTimeoutMs,
        socketTimeout: silenceMs,
        // A wrong address is told at once; a connection that was lost is sought until it is found.
        reconnectStrategy: (attempts: number) => (wasReady ? Math.min(100 * 2 ** attempts, 2_000) : false),
      },
      pingInterval: pingEveryMs,
      // While there is no connection a command fails at once, rather than hold up whoever waits for it.
      disableOfflineQueue: true,
      commandOptions: { timeout: commandTimeoutMs },
    },
    { throwOnConnectError: true, throwOnErrors: true },
  );
  adapter.on('error', () => undefined);
  try {
    const connected: Promise<unknown> = adapter.client.connect();
    await withTimeout(connectTimeoutMs, connected);
  } catch (error) {
    if (adapter.client.isOpen) adapter.client.destroy();
    throw error;
  }
  wasReady = true;
  return {
    adapter,
    async swap(key, from = '', to = '', ttlMs = 0) {
      const keys = [adapter.createKeyPrefix(key, adapter.namespace)];
      return (await adapter.client.eval(swapScript, { keys, arguments: [from, to, String(ttlMs)] })) === 1;
    },
    sweep: null,
    async *rows() {
      for await (const [key, value] of adapter.iterator(`scenescore-${area}`))
        if (typeof value === 'string') yield { key: String(key), value };
    },
    async close() {
      // It would wait for answers that may never come.
      if (adapter.client.isOpen)
        await withTimeout(farewellMs, adapter.client.close()).catch(() => adapter.client.destroy());
    },
  };
}

/** Redis, or a compatible server. It expires entries itself. */
import { withTimeout } from '../../concurrency/time-limits.ts';
import { closeTimeoutMs, type Engine, type StoreOptions } from './engine.ts';

const connectTimeoutMs = 5_000;
const commandTimeoutMs = 5_000;
/** A connection on which not even a ping is answered is dead. */
const pingEveryMs = 2_000;
const silenceMs = 5_000;

/** No value of ours is empty: an empty string means none. A time to live of 0 means for good. */
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
        // Fails at once on a wrong address; reconnects for ever once it was connected.
        reconnectStrategy: (attempts: number) => (wasReady ? Math.min(100 * 2 ** attempts, 2_000) : false),
      },
      pingInterval: pingEveryMs,
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
      // `close` waits for answers that may never come.
      if (adapter.client.isOpen)
        await withTimeout(closeTimeoutMs, adapter.client.close()).catch(() => adapter.client.destroy());
    },
  };
}

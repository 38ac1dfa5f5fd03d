/** Redis, or what speaks its language. It forgets by itself, and deletes in one step. */
import type { Engine, StoreOptions } from './engine.ts';

const connectTimeoutMs = 5_000;
/** For a command to get onto its way. */
const commandTimeoutMs = 5_000;

export async function openRedis({ url, area }: StoreOptions): Promise<Engine> {
  const { default: KeyvRedis } = await import('@keyv/redis');
  let wasReady = false;
  const adapter = new KeyvRedis(
    {
      url,
      socket: {
        connectTimeout: connectTimeoutMs,
        // A wrong address is told at once; a connection that was lost is sought until it is found.
        reconnectStrategy: (attempts: number) => (wasReady ? Math.min(100 * 2 ** attempts, 2_000) : false),
      },
      // While there is no connection a command fails at once, rather than hold up whoever waits for it.
      disableOfflineQueue: true,
      commandOptions: { timeout: commandTimeoutMs },
    },
    { throwOnConnectError: true, throwOnErrors: true },
  );
  adapter.on('error', () => undefined);
  await adapter.client.connect();
  wasReady = true;
  return {
    adapter,
    sweep: null,
    async *rows() {
      for await (const [key, value] of adapter.iterator(`scenescore-${area}`))
        if (typeof value === 'string') yield { key: String(key), value };
    },
  };
}

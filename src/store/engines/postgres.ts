/** PostgreSQL: a table for each area. */
import { Socket } from 'node:net';
import { withTimeout } from '../../concurrency/time-limits.ts';
import { closeTimeoutMs, type Engine, type StoreOptions, sqlRows, sqlSwap, sqlSweep } from './engine.ts';

const connectTimeoutMs = 5_000;
const queryTimeoutMs = 10_000;
const maxConnections = 5;
/** Keyv's envelope ends with it. No cast to JSON: PostgreSQL's JSON refuses the character U+0000. */
const expires = `(substring(value from '"expires":([0-9]{1,18})}$')::bigint)`;

export async function openPostgres({ url, area }: StoreOptions): Promise<Engine> {
  const [{ default: KeyvPostgres }, { default: pg }] = await Promise.all([
    import('@keyv/postgres'),
    import('pg'),
  ]);
  const sockets = new Set<Socket>();
  const pool = new pg.Pool({
    connectionString: url,
    stream: () => {
      const socket = new Socket();
      sockets.add(socket);
      return socket.once('close', () => sockets.delete(socket));
    },
    max: maxConnections,
    connectionTimeoutMillis: connectTimeoutMs,
    query_timeout: queryTimeoutMs,
    keepAlive: true,
  });
  // An idle connection that breaks would end the process; the next query opens another.
  pool.on('error', () => undefined);

  /** A server that hangs does not close its end either. */
  async function close(): Promise<void> {
    await withTimeout(closeTimeoutMs, pool.end()).catch(() => undefined);
    for (const socket of sockets) socket.destroySoon();
  }

  /** The adapter has one pool for the whole process: closing one area would close the other. */
  class WithOwnPool extends KeyvPostgres {
    override async connect() {
      return async (sql: string, values?: unknown[]) => (await pool.query(sql, values)).rows;
    }
  }

  const table = `scenescore_${area}`;
  try {
    // The adapter would hide a failure to connect.
    await pool.query('SELECT 1');
    const adapter = new WithOwnPool({ uri: url, table, keySize: 1000 });
    adapter.on('error', () => undefined);
    const { query } = adapter;
    // The index lets `sweep` skip live rows. Two processes may create it at once; one of them fails then.
    await query(`CREATE INDEX IF NOT EXISTS ${table}_expires ON ${table} (${expires})`).catch(
      () => undefined,
    );
    await query(`SELECT key FROM ${table} LIMIT 1`);
    return {
      adapter,
      swap: sqlSwap(query, table),
      sweep: sqlSweep(query, table, expires),
      async *rows() {
        const client = await pool.connect();
        let isDone = false;
        try {
          await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
          yield* sqlRows(async (sql, values) => (await client.query(sql, values)).rows, table);
          await client.query('COMMIT');
          isDone = true;
        } finally {
          // A connection that is still in the transaction is not used again.
          client.release(!isDone);
        }
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

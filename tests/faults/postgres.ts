/** PostgreSQL, and how it fails in ways of its own. */
import { readFileSync, writeFileSync } from 'node:fs';
import pg from 'pg';
import { z } from 'zod';
import { noPostgres, startPostgres } from '../support/database-servers.ts';
import {
  asGuarded,
  behindWire,
  commonFaults,
  type Database,
  type Engine,
  guarded,
  nothing,
} from './databases.ts';

/** Whom the program comes as: what is forbidden to people is not forbidden to the server's owner. */
const singer = 'singer';

const statements = async ({ tell }: Database, ...all: string[]): Promise<void> => {
  for (const one of all) await tell(one);
};

/** Begins with some statements and ends with others. */
const between = (wrong: string[], right: string[]) => async (database: Database) => {
  await statements(database, ...wrong);
  return () => statements(database, ...right);
};

const hangUp = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '${singer}'`;
const tables = ['scenescore_cache', 'scenescore_kept'];
const reload = 'SELECT pg_reload_conf()';
const hbaFile = z.tuple([z.object({ hba_file: z.string() })]);

async function passwordAsked(database: Database) {
  const [{ hba_file: file }] = hbaFile.parse(await database.tell('SHOW hba_file'));
  const rules = readFileSync(file, 'utf8');
  writeFileSync(file, `host all ${guarded.name} 127.0.0.1/32 scram-sha-256\n${rules}`);
  await statements(
    database,
    `DROP ROLE IF EXISTS ${guarded.name}`,
    `CREATE ROLE ${guarded.name} LOGIN PASSWORD '${guarded.right}'`,
    reload,
  );
  return nothing;
}

export const postgres: Engine = {
  name: 'PostgreSQL',
  missing: noPostgres,
  async start() {
    const server = await startPostgres();
    // A pool, for the server is killed now and then; its owner may write where others may not.
    const told = new pg.Pool({
      connectionString: server.url,
      max: 1,
      idleTimeoutMillis: 0,
      options: '-c default_transaction_read_only=off',
    });
    told.on('error', () => undefined);
    await told.query(`CREATE ROLE ${singer} LOGIN; GRANT ALL ON SCHEMA public TO ${singer}`);
    const url = new URL(server.url);
    url.username = singer;
    const tell = async (text: string): Promise<unknown> => (await told.query(text)).rows;
    const dropped = tables.flatMap((table) => [table, `${table}_gone`]).join(', ');
    return behindWire(server, url.href, {
      tell,
      empty: async () => void (await tell(`DROP TABLE IF EXISTS ${dropped}`)),
      stop: () => told.end(),
    });
  },
  faults: [
    ...commonFaults,
    { name: 'wrong password', isMidway: false, address: asGuarded, begin: passwordAsked },
    {
      name: 'read-only',
      isMidway: false,
      begin: between(
        ['ALTER SYSTEM SET default_transaction_read_only = on', reload],
        ['ALTER SYSTEM RESET default_transaction_read_only', reload],
      ),
    },
    {
      name: 'too many connections',
      isMidway: false,
      begin: between(
        [`ALTER ROLE ${singer} CONNECTION LIMIT 0`, hangUp],
        [`ALTER ROLE ${singer} CONNECTION LIMIT -1`],
      ),
    },
    {
      name: 'tables gone midway',
      isMidway: true,
      begin: between(
        tables.map((table) => `ALTER TABLE IF EXISTS ${table} RENAME TO ${table}_gone`),
        // Somebody may have made them again meanwhile.
        tables.flatMap((table) => [
          `DROP TABLE IF EXISTS ${table}`,
          `ALTER TABLE IF EXISTS ${table}_gone RENAME TO ${table}`,
        ]),
      ),
    },
  ],
};

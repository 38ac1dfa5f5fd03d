/** A database that runs behind a wire, and the ways in which both of them fail. */
import type { DatabaseServer } from '../support/database-servers.ts';
import { startWire, type Wire, type WireFault, wireFaults } from './wire.ts';

export type Database = {
  server: DatabaseServer;
  wire: Wire;
  /** For STORE_URL or QUEUE_URL: through the wire. */
  url: string;
  /** A command or a statement, past the wire. */
  tell(...words: [string, ...string[]]): Promise<unknown>;
  /** Forgets everything: each cell begins with nothing. */
  empty(): Promise<void>;
  stop(): Promise<void>;
};

export type DatabaseFault = {
  name: string;
  /** It begins when the work has begun, not before. */
  isMidway: boolean;
  /** Nobody gets through, or only strangers: it is not the server that says no to what is asked. */
  isOfTheWay?: boolean;
  /** The address that is used instead. */
  address?: (url: string) => string;
  /** Begins; gives what ends it. */
  begin(database: Database): Promise<() => Promise<void>>;
};

export type Engine = {
  name: 'Redis' | 'PostgreSQL';
  /** Why it cannot be started here; null when it can. */
  missing: string | null;
  start(): Promise<Database>;
  faults: readonly DatabaseFault[];
};

export const nothing = async (): Promise<void> => undefined;

const fromTheBeginning: readonly WireFault[] = wireFaults.filter((fault) => fault !== 'reset midway');

function onTheWire(fault: WireFault, isMidway: boolean): DatabaseFault {
  return {
    name: isMidway && fault !== 'reset midway' ? `${fault}, midway` : fault,
    isMidway,
    isOfTheWay: true,
    async begin({ wire }) {
      await wire.fail(fault);
      return () => wire.repair();
    },
  };
}

/** What happens to any server. */
export const commonFaults: readonly DatabaseFault[] = [
  ...fromTheBeginning.map((fault) => onTheWire(fault, false)),
  ...wireFaults.map((fault) => onTheWire(fault, true)),
  {
    name: 'killed midway',
    isMidway: true,
    async begin({ server }) {
      await server.kill();
      return () => server.restart();
    },
  },
];

/** A fault from its beginning to its end, each of which happens once. */
export function createSpell(fault: DatabaseFault, database: Database) {
  let begun: Promise<() => Promise<void>> | undefined;
  let ended: Promise<void> | undefined;
  return {
    begin(): Promise<unknown> {
      begun ??= fault.begin(database);
      return begun;
    },
    end(): Promise<void> {
      ended ??= begun?.then((end) => end()) ?? Promise.resolve();
      return ended;
    },
  };
}

/** Somebody with a password, and not the right one. */
export const guarded = { name: 'guarded', right: 'right-password', wrong: 'wrong-password' };

export function asGuarded(url: string): string {
  const changed = new URL(url);
  [changed.username, changed.password] = [guarded.name, guarded.wrong];
  return changed.href;
}

export async function behindWire(
  server: DatabaseServer,
  url: string,
  { tell, empty, stop }: Pick<Database, 'tell' | 'empty' | 'stop'>,
): Promise<Database> {
  const wire = await startWire(url);
  return {
    server,
    wire,
    url: wire.through(url),
    tell,
    empty,
    async stop() {
      await stop();
      await wire.close();
      await server.stop();
    },
  };
}

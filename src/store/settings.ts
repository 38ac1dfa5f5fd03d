/** Default playlists, of people and of servers, and the few last ones a person used. */
import { z } from 'zod';
import { createDocuments } from './documents.ts';
import type { KeyValue } from './key-value.ts';

const savedPlaylist = z.object({
  link: z.string(),
  title: z.string(),
  /** How many songs it held when it was last read, and when that was (milliseconds since 1970). */
  songs: z.number().optional(),
  readAt: z.number().optional(),
});
const personSchema = z.object({
  playlist: savedPlaylist.nullable(),
  recent: z.array(savedPlaylist),
  /** Answers from this moment on (milliseconds since 1970) are listed for the person; null: none are. */
  historySince: z.number().nullable().default(null),
});
const serverSchema = z.object({
  playlist: savedPlaylist.nullable(),
  /** When the bot was removed, in milliseconds since 1970; null while it is there. */
  leftAt: z.number().nullable(),
});

export type SavedPlaylist = z.infer<typeof savedPlaylist>;
export type PersonSettings = z.infer<typeof personSchema>;
export type ServerSettings = z.infer<typeof serverSchema>;

export interface SettingsStore {
  ofPerson(personId: string): Promise<PersonSettings>;
  ofServer(serverId: string): Promise<ServerSettings>;
  setPersonPlaylist(personId: string, playlist: SavedPlaylist | null): Promise<void>;
  setServerPlaylist(serverId: string, playlist: SavedPlaylist | null): Promise<void>;
  /** Begins a list of the person's answers now, or ends it; one that has begun goes on. */
  setHistory(personId: string, isOn: boolean): Promise<void>;
  /** Remembers a playlist as used just now; the person's default is brought up to date with it. */
  used(personId: string, playlist: SavedPlaylist): Promise<void>;
  /** Says whether there was something. */
  removePerson(personId: string): Promise<boolean>;
  removeServer(serverId: string): Promise<void>;
  /** The bot came to a server, or was removed from it. */
  serverJoined(serverId: string): Promise<void>;
  serverLeft(serverId: string): Promise<void>;
  /** Every server the bot is or was in, as far as its data is still kept. */
  servers(): Promise<{ id: string; leftAt: number | null }[]>;
}

const maxRecent = 5;
const nobody: PersonSettings = { playlist: null, recent: [], historySince: null };
const nowhere: ServerSettings = { playlist: null, leftAt: null };

/** Settings stay until they are cleared, or the server's grace period has passed. */
export function createSettingsStore(options: { store: KeyValue; now?: () => number }): SettingsStore {
  const { store } = options;
  const now = options.now ?? Date.now;
  const people = createDocuments({ store, prefix: 'person', schema: personSchema });
  const servers = createDocuments({ store, prefix: 'server', schema: serverSchema });
  const known = createDocuments({ store, prefix: 'servers', schema: z.array(z.string()) });

  async function changeServer(serverId: string, change: Partial<ServerSettings>): Promise<void> {
    await known.change('all', (ids) => (ids?.includes(serverId) ? ids : [...(ids ?? []), serverId]));
    await servers.change(serverId, (old) => ({ ...(old ?? nowhere), ...change }));
  }

  return {
    ofPerson: async (personId) => (await people.read(personId)) ?? nobody,
    ofServer: async (serverId) => (await servers.read(serverId)) ?? nowhere,
    async setPersonPlaylist(personId, playlist) {
      await people.change(personId, (old) => ({ ...(old ?? nobody), playlist }));
    },
    setServerPlaylist: (serverId, playlist) => changeServer(serverId, { playlist }),
    async setHistory(personId, isOn) {
      await people.change(personId, (old) => {
        const known = old ?? nobody;
        return { ...known, historySince: isOn ? (known.historySince ?? now()) : null };
      });
    },
    async used(personId, playlist) {
      await people.change(personId, (old) => {
        const known = old ?? nobody;
        const others = known.recent.filter(({ link }) => link !== playlist.link);
        const own = known.playlist?.link === playlist.link ? playlist : known.playlist;
        return { ...known, playlist: own, recent: [playlist, ...others].slice(0, maxRecent) };
      });
    },
    async removePerson(personId) {
      const there = (await people.read(personId)) !== null;
      await people.change(personId, () => null);
      return there;
    },
    async removeServer(serverId) {
      await servers.change(serverId, () => null);
      await known.change('all', (ids) => (ids ?? []).filter((id) => id !== serverId));
    },
    serverJoined: (serverId) => changeServer(serverId, { leftAt: null }),
    async serverLeft(serverId) {
      const { leftAt } = (await servers.read(serverId)) ?? nowhere;
      // The first notice counts: a restart must not begin the grace period anew.
      if (leftAt === null) await changeServer(serverId, { leftAt: now() });
    },
    async servers() {
      const ids = (await known.read('all')) ?? [];
      return Promise.all(ids.map(async (id) => ({ id, leftAt: (await servers.read(id))?.leftAt ?? null })));
    },
  };
}

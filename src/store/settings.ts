/** Default playlists, of people and of servers, and the few last ones a person used. */
import { z } from 'zod';
import { createRemovals } from './belongings.ts';
import { createDocuments, createLists, type KeyValue } from './documents.ts';

const savedPlaylist = z.object({
  link: z.string(),
  title: z.string(),
  /** How many songs it held when it was last read, and when that was (milliseconds since 1970). */
  songs: z.number().optional(),
  readAt: z.number().optional(),
});
const personSchema = z.object({
  playlist: savedPlaylist.nullable().default(null),
  recent: z.array(savedPlaylist).default([]),
  /** Answers from this moment on (milliseconds since 1970) are listed for the person; null: none are. */
  historySince: z.number().nullable().default(null),
});
const serverSchema = z.object({
  playlist: savedPlaylist.nullable().default(null),
  /** When the bot was removed, in milliseconds since 1970; null while it is there. */
  leftAt: z.number().nullable().default(null),
});

export type SavedPlaylist = z.infer<typeof savedPlaylist>;
export type PersonSettings = z.infer<typeof personSchema>;
export type ServerSettings = z.infer<typeof serverSchema>;

export type SettingsStore = ReturnType<typeof createSettingsStore>;

const maxRecent = 5;
type IsSame = (link: string) => boolean;

/** A default playlist with what is known of it now, if that is the one. */
const refreshed = (kept: SavedPlaylist | null, { link: _, ...read }: SavedPlaylist, isSame: IsSame) =>
  kept !== null && isSame(kept.link) ? { ...kept, ...read } : kept;

const noSettings = personSchema.parse({});
const noServerSettings = serverSchema.parse({});

/** Settings stay until they are cleared, or the server's grace period has passed. */
export function createSettingsStore(store: KeyValue, now: () => number = Date.now) {
  const people = createDocuments({ store, prefix: 'person', schema: personSchema });
  const servers = createDocuments({ store, prefix: 'server', schema: serverSchema });
  const known = createLists({ store, prefix: 'servers' });
  const removals = createRemovals(store);

  async function changePerson(personId: string, change: (old: PersonSettings) => Partial<PersonSettings>) {
    await people.change(personId, (old) => ({ ...(old ?? noSettings), ...change(old ?? noSettings) }));
    if (await removals.hasHappenedSince(personId)) await people.change(personId, () => null);
  }

  async function changeServer(serverId: string, change: Partial<ServerSettings>): Promise<void> {
    await known.add('all', serverId);
    await servers.change(serverId, (old) => ({ ...(old ?? noServerSettings), ...change }));
  }

  return {
    ofPerson: async (personId: string): Promise<PersonSettings> =>
      (await people.read(personId)) ?? noSettings,
    ofServer: async (serverId: string): Promise<ServerSettings> =>
      (await servers.read(serverId)) ?? noServerSettings,
    setPersonPlaylist: (personId: string, playlist: SavedPlaylist | null) =>
      changePerson(personId, () => ({ playlist })),
    setServerPlaylist: (serverId: string, playlist: SavedPlaylist | null) =>
      changeServer(serverId, { playlist }),
    /** Starts a list of the person's answers now, or ends it; one that has started goes on. */
    setHistory: (personId: string, isOn: boolean) =>
      changePerson(personId, ({ historySince }) => ({ historySince: isOn ? (historySince ?? now()) : null })),
    /** Puts a playlist first among the recent ones, and updates the person's default if it is the same. */
    used: (personId: string, playlist: SavedPlaylist, isSame: IsSame) =>
      changePerson(personId, (old) => ({
        playlist: refreshed(old.playlist, playlist, isSame),
        recent: [playlist, ...old.recent.filter(({ link }) => !isSame(link))].slice(0, maxRecent),
      })),
    /** Updates the server's default if it is the same. */
    async usedInServer(serverId: string, playlist: SavedPlaylist, isSame: IsSame): Promise<void> {
      const kept = (await servers.read(serverId))?.playlist ?? null;
      if (kept === null || !isSame(kept.link)) return;
      await servers.change(
        serverId,
        (old) => old && { ...old, playlist: refreshed(old.playlist, playlist, isSame) },
      );
    },
    /** From here on, what requests from before write about this person is dropped. */
    async removePerson(personId: string): Promise<boolean> {
      await removals.note(personId);
      const isThere = (await people.read(personId)) !== null;
      await people.change(personId, () => null);
      return isThere;
    },
    async removeServer(serverId: string): Promise<void> {
      await servers.change(serverId, () => null);
      await known.take('all', serverId);
    },
    serverJoined: (serverId: string) => changeServer(serverId, { leftAt: null }),
    async serverLeft(serverId: string): Promise<void> {
      const { leftAt } = (await servers.read(serverId)) ?? noServerSettings;
      // The first time counts: a restart must not start the grace period again.
      if (leftAt === null) await changeServer(serverId, { leftAt: now() });
    },
    /** Every server the bot is or was in, as far as its data is still kept. */
    async servers(): Promise<{ id: string; leftAt: number | null }[]> {
      const ids = await known.read('all');
      return Promise.all(ids.map(async (id) => ({ id, leftAt: (await servers.read(id))?.leftAt ?? null })));
    },
  };
}

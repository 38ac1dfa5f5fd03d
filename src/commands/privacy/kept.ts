/** Everything that is kept of a person, kind by kind: what is handed out and what is deleted are both made from this. */
import { yieldToEventLoop } from '../../concurrency/chunked.ts';
import type { Bot } from '../../discord/bot.ts';

export type Stores = Pick<Bot, 'settings' | 'spotifyLinks' | 'ratings' | 'results'>;

type Kind = {
  /** Each thing as JSON, one at a time. */
  read(personId: string, stores: Stores): AsyncIterable<string>;
  /** Gives how many things there were. */
  remove(personId: string, stores: Stores): Promise<number>;
};

/** Removed in this order: the settings first, from then on nothing is written for requests from before. */
export const keptOfPerson = {
  settings: {
    async *read(personId, { settings }) {
      yield JSON.stringify(await settings.ofPerson(personId));
    },
    remove: async (personId, { settings }) => Number(await settings.removePerson(personId)),
  },
  spotify: {
    async *read(personId, { spotifyLinks }) {
      const kept = await spotifyLinks.find(personId);
      const lost = await spotifyLinks.loss(personId);
      if (lost !== null) yield JSON.stringify({ lost });
      if (kept === null) return;
      const { spotifyId, spotifyName, linkedAt, scopes } = kept;
      yield JSON.stringify({ spotifyId, spotifyName, linkedAt, scopes });
    },
    remove: async (personId, { spotifyLinks }) => Number(await spotifyLinks.forget(personId)),
  },
  ratings: {
    async *read(personId, { ratings }) {
      for await (const rated of ratings.readEach(personId)) yield JSON.stringify(rated);
    },
    remove: (personId, { ratings }) => ratings.removeOfPerson(personId),
  },
  /** What answers can be refined from, while that is kept: all songs of their playlists. */
  songs: {
    async *read(personId, { results }) {
      for await (const { id, json } of results.statesOfPerson(personId))
        yield `{"answer":${JSON.stringify(id)},"state":${json}}`;
    },
    remove: (personId, { results }) => results.removeStates(personId),
  },
  answers: {
    async *read(personId, { results }) {
      for await (const result of results.ofPerson(personId)) yield JSON.stringify(result);
    },
    remove: (personId, { results }) => results.removeOfPerson(personId),
  },
} satisfies Record<string, Kind>;

type KindName = keyof typeof keptOfPerson;
const kinds = Object.entries<Kind>(keptOfPerson);

/** Discord takes 10 MB a file. */
const maxFileBytes = 8_000_000;

/** Everything kept of a person as files of JSON, one at a time; each is whole by itself. */
export async function* exportPerson(
  personId: string,
  stores: Stores,
  maxBytes = maxFileBytes,
): AsyncGenerator<Buffer> {
  const head = `{"person":${JSON.stringify(personId)}`;
  let file = head;
  let bytes = 0;
  let open: string | null = null;
  const whole = (): Buffer => Buffer.from(`${file}${open === null ? '' : '\n]'}}\n`);
  for (const [kind, { read }] of kinds) {
    for await (const json of read(personId, stores)) {
      const size = Buffer.byteLength(json) + 100;
      if (bytes > 0 && bytes + size > maxBytes) {
        yield whole();
        [file, bytes, open] = [head, 0, null];
      }
      file += open === kind ? `,\n${json}` : `${open === null ? '' : '\n]'},\n"${kind}":[\n${json}`;
      bytes += size;
      open = kind;
      await yieldToEventLoop();
    }
  }
  yield whole();
}

/** Gives how many things there were of each kind. */
export async function removePerson(personId: string, stores: Stores): Promise<Record<KindName, number>> {
  const counts = { settings: 0, spotify: 0, ratings: 0, songs: 0, answers: 0 };
  for (const [kind, { remove }] of kinds) Object.assign(counts, { [kind]: await remove(personId, stores) });
  return counts;
}

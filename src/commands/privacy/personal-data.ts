/** Everything kept about one person: to export, and to remove. A new store of personal data belongs here too. */
import type { Bot } from '../../discord/bot.ts';

type Stores = Pick<Bot, 'settings' | 'ratings' | 'results' | 'accounts'>;

export async function exportPerson(personId: string, { settings, ratings, results, accounts }: Stores) {
  const answers = await results.ofPerson(personId);
  const status = (await accounts?.status(personId)) ?? { linked: false };
  return {
    person: personId,
    settings: await settings.ofPerson(personId),
    spotify: status.linked
      ? { linked: true, name: status.spotifyName, linkedAt: status.linkedAt }
      : { linked: false },
    ratings: await ratings.ofPerson(personId),
    answers,
    /** What answers can be refined from, while that is kept: all songs of their playlists. */
    songs: (await Promise.all(answers.map(({ id }) => songsOf(id, results)))).flat(),
  };
}

async function songsOf(answer: string, results: Stores['results']) {
  const state = await results.state(answer);
  return state === null ? [] : [{ answer, ...state }];
}

/** Counts, and whether there was anything. */
export type Removed = Awaited<ReturnType<typeof removePerson>>;

export async function removePerson(personId: string, { settings, ratings, results, accounts }: Stores) {
  return {
    settings: await settings.removePerson(personId),
    spotify: (await accounts?.unlink(personId)) ?? false,
    ratings: await ratings.removeOfPerson(personId),
    results: await results.removeOfPerson(personId),
  };
}

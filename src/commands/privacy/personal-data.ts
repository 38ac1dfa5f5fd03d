/** Everything kept about one person: to hand out, and to remove. What is added to the stores is added here. */

import type { Bot } from '../../discord/bot.ts';
import { type RefineState, unpackState } from '../../pipeline/refine/refine-state.ts';
import type { RatedResult } from '../../store/ratings.ts';
import type { Result } from '../../store/results.ts';
import type { PersonSettings } from '../../store/settings.ts';

export type PersonalData = {
  person: string;
  settings: PersonSettings;
  spotify: { linked: boolean; name?: string; linkedAt?: number };
  ratings: RatedResult[];
  answers: Result[];
  /** What answers can be refined from, as far as that is still kept: all songs of their playlists. */
  songs: ({ answer: string } & RefineState)[];
};

type Stores = Pick<Bot, 'settings' | 'ratings' | 'results' | 'accounts'>;

export async function exportPerson(personId: string, stores: Stores): Promise<PersonalData> {
  const { settings, ratings, results, accounts } = stores;
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
    songs: (await Promise.all(answers.map(({ id }) => songsOf(id, results)))).flat(),
  };
}

async function songsOf(answer: string, results: Stores['results']): Promise<PersonalData['songs']> {
  const packed = await results.state(answer);
  const state = packed === null ? null : await unpackState(packed);
  return state === null ? [] : [{ answer, ...state }];
}

export type Removed = { settings: boolean; spotify: boolean; ratings: number; results: number };

/** Removes it all and says what there was. */
export async function removePerson(personId: string, stores: Stores): Promise<Removed> {
  const { settings, ratings, results, accounts } = stores;
  return {
    settings: await settings.removePerson(personId),
    spotify: (await accounts?.unlink(personId)) ?? false,
    ratings: await ratings.removeOfPerson(personId),
    results: await results.removeOfPerson(personId),
  };
}

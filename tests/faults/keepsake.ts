/** Something a person was told is kept: after every fault it must be there. */
import { join } from 'node:path';
import { createKeyValue, openKept } from '../../src/store/key-value.ts';
import { createRatingStore } from '../../src/store/ratings.ts';
import { createSettingsStore } from '../../src/store/settings.ts';

const person = '100000000000000042';
const playlist = { link: 'https://www.deezer.com/en/playlist/908622995', title: 'Evenings' };

/** Writes it down at `url`. */
export async function keep(url: string): Promise<void> {
  const open = await openKept(url);
  await createSettingsStore(createKeyValue(open)).setPersonPlaylist(person, playlist);
  await open.close();
}

/** Is it still there? Rejects when the database fails. */
export async function isKept(url: string): Promise<boolean> {
  const open = await openKept(url);
  const found = await createSettingsStore(createKeyValue(open)).ofPerson(person);
  await open.close();
  return found.playlist?.link === playlist.link;
}

/** The rating of the first song that stands in the store of a bot with this folder, or at this address. */
export async function verdictOf(place: string, person: string, result: string): Promise<string | null> {
  const open = await openKept(place.includes('://') ? place : `sqlite://${join(place, 'scenescore.sqlite')}`);
  const mark = await createRatingStore(createKeyValue(open)).latestMark(result, person, 1);
  await open.close();
  return mark?.verdict ?? null;
}

/** Which songs are meant: those given, else the person's own, else the server's. */

import { UserError } from '../../errors.ts';
import { texts } from '../../locales/en/index.ts';
import type { SpotifyAccess } from '../../pipeline/ports.ts';
import type { PlaylistInput } from '../../pipeline/request.ts';
import type { Bot } from '../bot.ts';

/** The word that stands for the person's liked songs, as a link like any other. */
export const likedSongs = 'liked';

export type ChosenPlaylist = { playlists: PlaylistInput[]; account: SpotifyAccess | undefined };

/**
 * `given` is what the person typed, `hasFile` says that a file comes as well (and joins in), `whenNone` the sentence
 * for somebody without any. Throws a `UserError`
 * when there is nothing to choose from, or an account is needed and not linked.
 */
export async function choosePlaylist(
  bot: Pick<Bot, 'settings' | 'accounts'>,
  who: { personId: string; serverId: string | null },
  given: { link: string | null; hasFile: boolean; whenNone?: string },
): Promise<ChosenPlaylist> {
  const links =
    given.link !== null
      ? linksOf(given.link)
      : given.hasFile
        ? []
        : [await defaultOf(bot, who, given.whenNone ?? texts.run.noPlaylist)];
  const account = (await bot.accounts?.access(who.personId)) ?? undefined;
  if (links.includes(likedSongs) && account === undefined) {
    throw bot.accounts === null
      ? new UserError('accounts-off', texts.run.likedOff)
      : new UserError('not-linked', texts.run.notLinked);
  }
  return { playlists: links.map((link) => ({ kind: 'link', link })), account };
}

/** One address, or a few with blanks between; anything else is passed on whole, for its reader to judge. */
function linksOf(text: string): string[] {
  const trimmed = text.trim();
  if (/^liked(?:[ -]songs)?$/i.test(trimmed)) return [likedSongs];
  const parts = trimmed.split(/[\s,]+/).filter((part) => part !== '');
  return parts.length > 1 && parts.every((part) => /^https?:\/\//i.test(part))
    ? parts.slice(0, 5)
    : [trimmed];
}

async function defaultOf(
  bot: Pick<Bot, 'settings'>,
  who: { personId: string; serverId: string | null },
  whenNone: string,
): Promise<string> {
  const own = (await bot.settings.ofPerson(who.personId)).playlist;
  if (own !== null) return own.link;
  const server = who.serverId === null ? null : (await bot.settings.ofServer(who.serverId)).playlist;
  if (server !== null) return server.link;
  throw new UserError('no-playlist', whenNone);
}

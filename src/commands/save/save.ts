/** "Save as playlist": the songs as files, or as a private playlist on Spotify, for the person who pressed. */

import { resultOf } from '../../discord/answer/result-of.ts';
import type { Press } from '../../discord/command.ts';
import { cut, plainLine } from '../../discord/reply/escape.ts';
import { linkReply } from '../../discord/reply/spotify-link-reply.ts';
import { UserError } from '../../errors.ts';
import { texts } from '../../locales/en/index.ts';
import { playlistFiles, type SongList } from '../../songs/export.ts';
import type { ShownRanking } from '../../store/shown-ranking.ts';
import { createdReply, saveReply } from './save-reply.ts';

const fileName = 'scenescore';
/** For finding and adding all songs on Spotify. */
const createMs = 60_000;

export const save = {
  action: 'save',
  acknowledge: 'ephemeral',
  async handle(_interaction, [resultId], bot) {
    const { id, ranking } = await resultOf(resultId, bot);
    const list = songListOf(ranking);
    const files = playlistFiles(list, fileName);
    return {
      ...saveReply(id, list.songs.length, bot.accounts !== null),
      files: files.map(({ name, text }) => ({ name, attachment: Buffer.from(text) })),
    };
  },
} satisfies Press;

/** Asks for the permission to create playlists when it is missing: only here. */
export const saveOnSpotify = {
  action: 'save-spotify',
  acknowledge: 'ephemeral',
  async handle(interaction, [resultId], { accounts, linksByPasting, results }) {
    if (accounts === null) throw new UserError('accounts-off', texts.spotify.off);
    const list = songListOf((await resultOf(resultId, { results })).ranking);
    const { id: userId, displayName: name } = interaction.user;
    const signal = AbortSignal.timeout(createMs);
    const created = await accounts.createPlaylist(userId, list, { signal });
    if (created !== null) return createdReply(list.title, created);
    const address = await accounts.link({ userId, name }, { mayCreatePlaylists: true });
    return linkReply(address, linksByPasting, texts.save);
  },
} satisfies Press;

/** Named after the photo's caption. */
function songListOf({ scene, matches }: ShownRanking): SongList {
  const caption = cut(plainLine(scene.caption), 60).replace(/\.$/, '');
  return {
    title: caption === '' ? texts.save.nameless : texts.save.name(caption),
    songs: matches.map(({ song, youtube }) => ({ ...song, search: youtube })),
  };
}

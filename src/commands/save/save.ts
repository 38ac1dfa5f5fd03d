/** "Save as playlist": the songs as files, or as a private playlist on Spotify, for whoever pressed. */

import { resultOf } from '../../discord/answer/result-of.ts';
import type { Press } from '../../discord/command.ts';
import { quiet } from '../../discord/respond.ts';
import { UserError } from '../../errors.ts';
import { texts } from '../../locales/en/index.ts';
import { playlistFiles } from '../../songs/export.ts';
import { createdReply, mayCreateReply, saveReply } from './save-reply.ts';
import { listOf } from './song-list.ts';

const fileName = 'scenescore';
/** For all the songs that Spotify has to be asked about. */
const patienceMs = 60_000;

export const save = {
  action: 'save',
  acknowledge: 'ephemeral',
  async handle(interaction, [resultId], bot) {
    const { id, ranking } = await resultOf(resultId, bot);
    const list = listOf(ranking);
    await interaction.editReply({
      ...quiet,
      ...saveReply(id, list.songs.length, bot.accounts !== null),
      files: playlistFiles(list, fileName).map(({ name, text }) => ({ name, attachment: Buffer.from(text) })),
    });
  },
} satisfies Press;

/** The permission to create playlists is asked for here, and nowhere else. */
export const saveOnSpotify = {
  action: 'save-spotify',
  acknowledge: 'ephemeral',
  async handle(interaction, [resultId], bot) {
    const { accounts, linksByPasting } = bot;
    if (accounts === null) throw new UserError('accounts-off', texts.spotify.off);
    const { ranking } = await resultOf(resultId, bot);
    const list = listOf(ranking);
    const { id: userId, displayName: name } = interaction.user;
    const signal = AbortSignal.timeout(patienceMs);
    const created = await accounts.createPlaylist(userId, list, { signal });
    const reply =
      created === null
        ? mayCreateReply(await accounts.link({ userId, name }, { mayCreatePlaylists: true }), linksByPasting)
        : createdReply(list.title, created);
    await interaction.editReply({ ...quiet, ...reply });
  },
} satisfies Press;

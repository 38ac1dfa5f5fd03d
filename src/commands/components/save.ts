/** "Save as playlist": the songs as files, for whoever pressed. */
import { quiet } from '../../bot/answer.ts';
import type { Press } from '../../bot/command.ts';
import { listOf } from '../../bot/list-of.ts';
import { resultOf } from '../../bot/result-of.ts';
import { playlistFiles } from '../../playlists/export/index.ts';
import { saveReply } from '../replies/save.ts';

const fileName = 'scenescore';

export const save = {
  action: 'save',
  acknowledge: 'ephemeral',
  async handle(interaction, [resultId], bot) {
    const { ranking } = await resultOf(resultId, bot);
    const list = listOf(ranking);
    await interaction.editReply({
      ...quiet,
      ...saveReply(list.songs.length),
      files: playlistFiles(list, fileName).map(({ name, text }) => ({ name, attachment: Buffer.from(text) })),
    });
  },
} satisfies Press;

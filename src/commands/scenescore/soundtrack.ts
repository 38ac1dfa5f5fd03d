/** `/soundtrack`: up to ten photos and a playlist → a different song for each. */
import type { ChatInputCommandInteraction } from 'discord.js';
import { postedPhoto } from '../../discord/attachments.ts';
import type { SlashCommand } from '../../discord/command.ts';
import { slashCommand, worded } from '../../discord/command-builder.ts';
import { playlistChoices } from '../../discord/playlists.ts';
import { runAlbum } from '../../discord/run/run-match.ts';
import { mostPhotos } from '../../pipeline/album/match-album.ts';
import { addSongOptions, checkRun, songInputs } from './scenescore.ts';

/** One option a photo: Discord has no option for several files. */
const numbers = Array.from({ length: mostPhotos }, (_, at) => at + 1);

const command = slashCommand('soundtrack');
for (const number of numbers) {
  command.addAttachmentOption((option) =>
    worded(option, 'soundtrack.image', String(number))
      .setFileTypes('image')
      .setRequired(number === 1),
  );
}

const photosOf = ({ options }: ChatInputCommandInteraction) =>
  numbers.map((number) => options.getAttachment(`image${number}`)).filter((photo) => photo !== null);

export const soundtrack = {
  kind: 'slash',
  data: addSongOptions(command),
  check: (interaction, bot) => checkRun(photosOf(interaction), interaction, bot),
  acknowledge: 'public',
  choices: playlistChoices,
  async handle(interaction, bot) {
    const photos = photosOf(interaction).map((photo) => postedPhoto(photo));
    await runAlbum(interaction, { ...songInputs(interaction), photos }, bot);
  },
} satisfies SlashCommand;

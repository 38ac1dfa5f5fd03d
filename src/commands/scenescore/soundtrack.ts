/** `/soundtrack`: up to ten photos and a playlist → a different song for each. */
import { type ChatInputCommandInteraction, ComponentType, type ModalSubmitInteraction } from 'discord.js';
import { postedPhoto } from '../../discord/attachments.ts';
import type { Press, SlashCommand } from '../../discord/command.ts';
import { slashCommand, worded } from '../../discord/command-builder.ts';
import { textsFor } from '../../discord/language.ts';
import { playlistChoices } from '../../discord/playlists.ts';
import { form } from '../../discord/reply/message.ts';
import { runAlbum } from '../../discord/run/run-match.ts';
import { UserError } from '../../errors.ts';
import { sentences } from '../../locales/sentences.ts';
import { checkAlbum, mostPhotos } from '../../pipeline/album/match-album.ts';
import { addSongOptions, checkRun, maxFeeling, maxLink, songInputs } from './scenescore.ts';

/** One option a photo: Discord has no option for several files. */
const numbers = Array.from({ length: mostPhotos }, (_, at) => at + 1);

const command = slashCommand('soundtrack');
for (const number of numbers) {
  command.addAttachmentOption((option) =>
    worded(option, 'soundtrack.image', String(number)).setFileTypes('image'),
  );
}

const photosOf = ({ options }: ChatInputCommandInteraction) =>
  numbers.map((number) => options.getAttachment(`image${number}`)).filter((photo) => photo !== null);

export const soundtrack = {
  kind: 'slash',
  data: addSongOptions(command),
  check(interaction, bot) {
    const photos = photosOf(interaction);
    const { files } = songInputs(interaction);
    // A form can't take over a file that was attached before it.
    if (photos.length === 0 && files.length > 0)
      throw new UserError('no-photos', sentences.soundtrack.fileAlone);
    if (photos.length > 0) checkRun(photos, files, interaction, bot);
  },
  acknowledge: (interaction) => (photosOf(interaction).length === 0 ? 'none' : 'public'),
  choices: playlistChoices,
  async handle(interaction, bot) {
    const photos = photosOf(interaction).map((photo) => postedPhoto(photo));
    if (photos.length === 0) await interaction.showModal(albumForm(interaction));
    else await runAlbum(interaction, { ...songInputs(interaction), photos }, bot);
  },
} satisfies SlashCommand;

const fields = { photos: 'photos', playlist: 'playlist', file: 'file', feeling: 'feeling' } as const;

/** With what was typed already. */
function albumForm(interaction: ChatInputCommandInteraction) {
  const { link, feeling } = songInputs(interaction);
  const words = textsFor(interaction).soundtrack;
  const upload = { type: ComponentType.FileUpload } as const;
  const text = (value: string) => ({ required: false, ...(value === '' ? {} : { value }) });
  return form(['soundtrack'], words.modalTitle, [
    {
      ...upload,
      label: words.photosLabel,
      description: words.photosHint,
      custom_id: fields.photos,
      max_values: mostPhotos,
      file_types: ['image' as const],
    },
    {
      ...text(link ?? ''),
      label: words.playlistLabel,
      description: words.playlistHint,
      custom_id: fields.playlist,
      max_length: maxLink,
    },
    {
      ...upload,
      label: words.fileLabel,
      description: words.fileHint,
      custom_id: fields.file,
      min_values: 0,
      required: false,
    },
    { ...text(feeling), label: words.feelingLabel, custom_id: fields.feeling, max_length: maxFeeling },
  ]);
}

const uploaded = ({ fields: sent }: ModalSubmitInteraction, id: string) => [
  ...(sent.getUploadedFiles(id)?.values() ?? []),
];

/** The form was sent: the same run as with options. */
export const soundtrackFilled = {
  action: 'soundtrack',
  isRun: true,
  check(interaction, bot) {
    if (!interaction.isModalSubmit()) return;
    const photos = uploaded(interaction, fields.photos);
    checkAlbum(photos.length);
    checkRun(photos, uploaded(interaction, fields.file), interaction, bot);
  },
  acknowledge: 'public',
  async handle(interaction, _args, bot) {
    if (!interaction.isModalSubmit()) return;
    const photos = uploaded(interaction, fields.photos).map((photo) => postedPhoto(photo));
    const link = interaction.fields.getTextInputValue(fields.playlist).trim() || null;
    const feeling = interaction.fields.getTextInputValue(fields.feeling).trim();
    const files = uploaded(interaction, fields.file);
    await runAlbum(interaction, { link, files, feeling, photos }, bot);
  },
} satisfies Press;

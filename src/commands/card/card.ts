/** A story card of one song for the person who pressed; another song can be chosen under it. */
import { songOptions } from '../../discord/answer/buttons.ts';
import { matchOf } from '../../discord/answer/give-answer.ts';
import { pictureFile } from '../../discord/answer/pictures.ts';
import { fetchPressedPhoto, fileName, photoName } from '../../discord/attachments.ts';
import type { Bot } from '../../discord/bot.ts';
import type { Press, PressInteraction } from '../../discord/command.ts';
import { personLanguage } from '../../discord/language.ts';
import { colours, type Reply, selectRow } from '../../discord/reply/message.ts';
import { ServiceError, UserError } from '../../errors.ts';
import { textsIn } from '../../locales/in-words.ts';
import { sentences } from '../../locales/sentences.ts';
import type { Language } from '../../model/language.ts';
import type { ShownMatch } from '../../store/results.ts';

/** The card's file name in the reply. */
const cardName = 'scenescore-card.png';

/** The button: the card of the best match. */
export const card = {
  action: 'card',
  acknowledge: 'ephemeral',
  handle: (interaction, [resultId], bot) => giveCard(interaction, resultId, '1', bot),
} satisfies Press;

export const cardSong = {
  action: 'card-song',
  acknowledge: 'update',
  async handle(interaction, [resultId], bot) {
    const rank = interaction.isStringSelectMenu() ? interaction.values[0] : undefined;
    return giveCard(interaction, resultId, rank, bot);
  },
} satisfies Press;

/**
 * The reply shows the photo as a small picture too: a card for another song is drawn from it. As spoilers both are files
 * beside the embed.
 */
async function giveCard(
  interaction: PressInteraction,
  resultId: string | undefined,
  rank: string | undefined,
  bot: Bot,
): Promise<Reply> {
  const { result, match } = await matchOf(resultId, rank, bot);
  bot.photos.warm();
  const photo = await fetchPressedPhoto(interaction, bot);
  if (photo === null) throw new UserError('no-photo', sentences.card.noPhoto);
  const language = personLanguage(interaction);
  const { png, alt } = await draw(match, photo.bytes, language, bot);
  const { scene, matches } = result.ranking;
  const { isSpoiler } = photo;
  const texts = textsIn(language);
  const author = { name: texts.card.title };
  const embed = isSpoiler
    ? { author }
    : {
        author: { ...author, icon_url: `attachment://${photoName}` },
        image: { url: `attachment://${cardName}` },
      };
  const options = songOptions(texts, matches).map(({ label, value }) => ({
    label,
    value,
    default: value === String(match.rank),
  }));
  return {
    embeds: [{ color: colours.gold, ...embed }],
    components: [selectRow(texts.card.song, ['card-song', result.id], options)],
    files: [
      pictureFile(fileName(cardName, isSpoiler), png, alt),
      pictureFile(fileName(photoName, isSpoiler), photo.bytes, scene.caption),
    ],
  };
}

async function draw(
  { song, vibe }: ShownMatch,
  photo: Uint8Array,
  language: Language,
  { pictures, photos }: Bot,
) {
  if (pictures === null) throw new UserError('no-card', sentences.card.failed);
  try {
    const { rgb } = await photos.decode(photo);
    return await pictures.storyCard({ language, song, vibe, photo: rgb });
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    throw new UserError('no-card', sentences.card.failed, { cause: error });
  }
}

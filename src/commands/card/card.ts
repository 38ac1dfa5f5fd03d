/** A story card of a song, for the one who asks: its shape and its song can be changed under it. */

import { photoName } from '../../discord/answer/ranking-reply.ts';
import { matchOf } from '../../discord/answer/result-of.ts';
import { pressedPhoto } from '../../discord/attachments/pressed-photo.ts';
import type { Bot } from '../../discord/bot.ts';
import type { Press, PressInteraction } from '../../discord/command.ts';
import { cut, plainLine } from '../../discord/reply/escape.ts';
import { limits } from '../../discord/reply/limits.ts';
import { quiet } from '../../discord/respond.ts';
import { ServiceError, UserError } from '../../errors.ts';
import { texts } from '../../locales/en/texts.ts';
import type { StoryCard } from '../../pictures/pictures.ts';
import type { CardShape } from '../../pictures/shapes.ts';
import { cardName, cardReply, cardShapes } from './card-reply.ts';

type Wanted = { resultId: string | undefined; rank: string | undefined; shape: string | undefined };

async function giveCard(interaction: PressInteraction, wanted: Wanted, bot: Bot): Promise<void> {
  const { result, match } = await matchOf(wanted.resultId, wanted.rank, bot);
  const shape = cardShapes.find((one) => one === wanted.shape) ?? 'story';
  bot.photos.warm();
  const photo = await pressedPhoto(interaction, bot);
  if (photo === null) throw new UserError('no-photo', texts.card.noPhoto);
  const { song, vibe, rank } = match;
  const card = await draw({ song, vibe, shape }, photo, bot);
  const seen = cut(plainLine(result.ranking.scene.caption), limits.altText);
  await interaction.editReply({
    ...quiet,
    ...cardReply({ resultId: result.id, matches: result.ranking.matches, rank, shape }),
    files: [
      { name: cardName, attachment: Buffer.from(card.png), description: card.alt },
      { name: photoName, attachment: Buffer.from(photo), description: seen },
    ],
  });
}

async function draw(card: Omit<StoryCard, 'photo'> & { shape: CardShape }, photo: Uint8Array, bot: Bot) {
  const { pictures, photos } = bot;
  if (pictures === null) throw new UserError('no-card', texts.card.failed);
  try {
    return await pictures.storyCard({ ...card, photo: (await photos.decode(photo)).rgb });
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    throw new UserError('no-card', texts.card.failed, { cause: error });
  }
}

const chosen = (interaction: PressInteraction): string | undefined =>
  interaction.isStringSelectMenu() ? interaction.values[0] : undefined;

/** The button: the best match, upright. */
export const card = {
  action: 'card',
  acknowledge: 'ephemeral',
  handle: (interaction, [resultId], bot) =>
    giveCard(interaction, { resultId, rank: '1', shape: 'story' }, bot),
} satisfies Press;

export const cardShape = {
  action: 'card-shape',
  acknowledge: 'update',
  handle: (interaction, [resultId, rank], bot) =>
    giveCard(interaction, { resultId, rank, shape: chosen(interaction) }, bot),
} satisfies Press;

export const cardSong = {
  action: 'card-song',
  acknowledge: 'update',
  handle: (interaction, [resultId, shape], bot) =>
    giveCard(interaction, { resultId, rank: chosen(interaction), shape }, bot),
} satisfies Press;

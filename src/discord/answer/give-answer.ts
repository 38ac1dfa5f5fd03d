/** A ranking → the message that shows it, and the record its buttons and reactions live from. */
import type {
  ChatInputCommandInteraction,
  Message,
  MessageContextMenuCommandInteraction,
  ModalSubmitInteraction,
} from 'discord.js';
import { InteractionContextType, PermissionFlagsBits, userMention } from 'discord.js';
import { causeChain } from '../../errors.ts';
import { texts } from '../../locales/en/index.ts';
import type { Ranking } from '../../model/ranking.ts';
import type { Picture } from '../../pictures/pictures.ts';
import { packState, type RefineState, refineState } from '../../pipeline/refine/refine-state.ts';
import type { Result } from '../../store/results.ts';
import { type ShownRanking, shownRanking } from '../../store/shown-ranking.ts';
import type { Bot } from '../bot.ts';
import { cut, plainLine } from '../reply/escape.ts';
import { limits } from '../reply/limits.ts';
import type { ReplyMessage } from '../reply/message.ts';
import { hasExpired, quiet } from '../respond.ts';
import { serverOf } from '../server.ts';
import { actionsOf } from './actions-of.ts';
import { mapName, photoName, rankingReply } from './ranking-reply.ts';

export type RunInteraction =
  | ChatInputCommandInteraction
  | MessageContextMenuCommandInteraction
  | ModalSubmitInteraction;

/** `thumbnail`: the photo's small copy as a JPEG; without it the photo's own address is shown. `map`: the mood map. */
export type Found = {
  ranking: Ranking;
  thumbnail: Uint8Array | null;
  map: Picture | null;
  photoUrl: string | null;
  count: number;
  /** What it can be refined from, if that is more than the ranking itself. */
  state?: RefineState;
};

const needed = [PermissionFlagsBits.EmbedLinks, PermissionFlagsBits.AttachFiles];

/** May a card with a picture be posted where everybody sees it? */
export function mayPost(interaction: {
  inGuild(): boolean;
  appPermissions: { has(permissions: bigint[]): boolean };
}): boolean {
  return !interaction.inGuild() || interaction.appPermissions.has(needed);
}

/** Keeps the result first: its buttons must work from the moment they are seen. */
export async function giveAnswer(interaction: RunInteraction, found: Found, bot: Bot): Promise<void> {
  const ranking = shownRanking(found.ranking, found.count);
  const result = await keep(interaction, ranking, bot);
  if (result !== null) await keepState(result.id, found, bot);
  const { components = [], ...reply } = rankingReply({
    resultId: result?.id ?? 'none',
    ranking,
    page: 1,
    photo: found.thumbnail === null ? found.photoUrl : `attachment://${photoName}`,
    map: found.map === null ? null : `attachment://${mapName}`,
    actions: actionsOf(bot),
    reactions: result?.isReactable ?? false,
  });
  const unkept = { content: texts.run.notKept, components: [] };
  const message = await deliver(interaction, {
    ...reply,
    ...(result === null ? unkept : { components }),
    ...(mayPost(interaction) ? {} : { content: texts.failure.cannotPost }),
    files: filesOf(found),
  });
  if (result !== null) await bot.results.sent(result.id, message.id);
}

/**
 * null when the store fails: an answer without buttons is better than none. `mayReact`: do reactions say something
 * about its songs?
 */
export async function keep(
  interaction: RunInteraction,
  ranking: ShownRanking,
  bot: Bot,
  mayReact = true,
): Promise<Result | null> {
  const { user, channelId } = interaction;
  const serverId = serverOf(interaction, bot);
  const isReactable = mayReact && canReact(interaction, serverId);
  const { playlist } = ranking;
  try {
    const place = interaction.ephemeral ? null : `${interaction.guildId ?? '@me'}/${channelId}`;
    const who = { personId: user.id, serverId, channelId, place };
    const result = await bot.results.add({ ...who, isReactable, ranking });
    if (playlist.url !== null) {
      const { url: link, title, read: songs } = playlist;
      await bot.settings.used(user.id, { link, title, songs, readAt: bot.now() });
    }
    return result;
  } catch (error) {
    bot.log.error({ causes: causeChain(error) }, 'an answer could not be kept');
    return null;
  }
}

/** Without it the answer cannot be refined; everything else about it works. */
async function keepState(
  id: string,
  { ranking, state }: Found,
  { refine, results, log }: Bot,
): Promise<void> {
  if (refine === null) return;
  try {
    await results.keepState(id, await packState(state ?? refineState(ranking)));
  } catch (error) {
    log.error({ causes: causeChain(error) }, 'what an answer is refined from could not be kept');
  }
}

/** Reactions reach the bot where it is a member, and in its own direct messages; never on what one person sees. */
function canReact(interaction: RunInteraction, serverId: string | null): boolean {
  const here = serverId !== null || interaction.context === InteractionContextType.BotDM;
  return here && interaction.ephemeral !== true;
}

export type File = { name: string; attachment: Buffer; description: string };

/** A picture with words for those who cannot see it. */
export function described(name: string, bytes: Uint8Array, alt: string): File {
  return { name, attachment: Buffer.from(bytes), description: cut(plainLine(alt), limits.altText) };
}

/** The photo's small copy and the mood map. */
function filesOf({ thumbnail, map, ranking }: Found): File[] {
  return [
    ...(thumbnail === null ? [] : [described(photoName, thumbnail, ranking.scene.caption)]),
    ...(map === null ? [] : [described(mapName, map.png, map.alt)]),
  ];
}

type Answer = ReplyMessage & { files: File[] };

/** After a quarter of an hour the reply can no longer be edited: the channel gets the answer instead. */
export async function deliver(interaction: RunInteraction, message: Answer): Promise<Message> {
  try {
    return await interaction.editReply({ ...quiet, ...message });
  } catch (error) {
    const { channel, user } = interaction;
    if (!hasExpired(error) || interaction.ephemeral || channel?.isSendable() !== true) throw error;
    return channel.send({
      ...message,
      content: texts.run.late(userMention(user.id)),
      allowedMentions: { users: [user.id] },
    });
  }
}

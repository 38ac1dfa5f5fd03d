/** A ranking → the message that shows it, and the record its buttons and reactions work from. */
import {
  type ChatInputCommandInteraction,
  InteractionContextType,
  InteractionType,
  type MessageContextMenuCommandInteraction,
  type ModalSubmitInteraction,
  PermissionFlagsBits,
  type RepliableInteraction,
  userMention,
} from 'discord.js';
import { causeChain, UserError } from '../../errors.ts';
import { textsIn } from '../../locales/in-words.ts';
import { sentences } from '../../locales/sentences.ts';
import type { Texts } from '../../locales/words.ts';
import type { Language } from '../../model/language.ts';
import type { Ranking, RefineState, Soundtrack } from '../../model/ranking.ts';
import type { Picture } from '../../pictures/pictures.ts';
import { refineState } from '../../pipeline/refine/refine.ts';
import { type Result, type ShownRanking, shownRanking } from '../../store/results.ts';
import { fileName, photoName } from '../attachments.ts';
import type { Bot } from '../bot.ts';
import { answerLanguage, isPrivateAnswer } from '../language.ts';
import { noteUsed } from '../playlists.ts';
import { joined } from '../reply/escape.ts';
import type { Reply } from '../reply/message.ts';
import { hasExpired, quiet } from '../respond.ts';
import { serverOf } from '../servers.ts';
import { actionsOf } from './buttons.ts';
import { mapName, pictureFile } from './pictures.ts';
import { rankingReply } from './ranking-reply.ts';
import { albumPhotoName, soundtrackReply } from './soundtrack-reply.ts';

export type RunInteraction =
  | ChatInputCommandInteraction
  | MessageContextMenuCommandInteraction
  | ModalSubmitInteraction;

export type AnsweredPhoto = {
  url: string | null;
  /** The photo's small copy as a JPEG; null: the photo's own address is shown, until it expires. */
  thumbnail: Uint8Array | null;
  /** Then the copy is a hidden file beside the embeds: pictures in embeds cannot be hidden. */
  isSpoiler: boolean;
};

type Answer = AnsweredPhoto & {
  ranking: Ranking;
  /** The mood map. */
  map: Picture | null;
  /** Songs to show. */
  count: number;
  /** What it can be refined from, if that is more than the ranking itself. */
  state?: RefineState;
};

const isAllowed = (interaction: RepliableInteraction, permission: bigint): boolean =>
  !interaction.inGuild() || interaction.appPermissions.has(permission);

export const mayEmbed = (interaction: RepliableInteraction): boolean =>
  isAllowed(interaction, PermissionFlagsBits.EmbedLinks);

const mayAttach = (interaction: RepliableInteraction): boolean =>
  isAllowed(interaction, PermissionFlagsBits.AttachFiles);

/** null when it fails, which is logged: an answer without buttons is better than none. */
const orNull = <T>(work: Promise<T>, what: string, { log }: Bot): Promise<T | null> =>
  work.catch((error: unknown) => {
    log.error({ causes: causeChain(error) }, `${what} could not be saved`);
    return null;
  });

const noPictures = { thumbnail: null, map: null };

/** Saves the result first: its buttons must work from the moment they are seen. */
export async function giveAnswer(interaction: RunInteraction, answer: Answer, bot: Bot): Promise<void> {
  const { url, isSpoiler, state = refineState(answer.ranking) } = answer;
  const { thumbnail, map } = mayAttach(interaction) ? answer : noPictures;
  const ranking = shownRanking(answer.ranking, answer.count, answerLanguage(interaction));
  const isRefined = answer.state !== undefined;
  const result = await saveResult(interaction, ranking, bot, { isRateable: true, isRefined });
  if (result !== null && bot.refine !== null) {
    await orNull(bot.results.keepState(result, state), 'what an answer is refined from', bot);
  }
  const reply = rankingReply({
    resultId: result?.id ?? 'none',
    ranking,
    photo: shownPhoto(photoName, { url, thumbnail, isSpoiler }),
    map: map === null ? null : `attachment://${mapName}`,
    actions: actionsOf(bot),
    reactions: result?.isReactable ?? false,
    mayEmbed: mayEmbed(interaction),
  });
  const files = [
    thumbnail && pictureFile(fileName(photoName, isSpoiler), thumbnail, ranking.scene.caption),
    map && pictureFile(mapName, map.png, map.alt),
  ].filter((file) => file !== null);
  await deliver(interaction, { ...reply, files }, result, bot);
}

/** Where an embed gets the photo from; null: it shows none. */
function shownPhoto(name: string, { url, thumbnail, isSpoiler }: AnsweredPhoto): string | null {
  if (isSpoiler) return null;
  return thumbnail === null ? url : `attachment://${name}`;
}

/** Whose answer it is, where Discord doesn't say so: above what a form gives there is no "used /scenescore". */
function nameOfAsker(interaction: RunInteraction, texts: Texts): string {
  const { user, context } = interaction;
  if (!interaction.isModalSubmit() || isPrivateAnswer(interaction)) return '';
  if (context === InteractionContextType.BotDM) return '';
  // A changed message keeps the line above it, if a command has put one there.
  const { type } = interaction.message?.interactionMetadata ?? {};
  const isChanged = interaction.ephemeral === null;
  return isChanged && type === InteractionType.ApplicationCommand
    ? ''
    : texts.run.answerFor(userMention(user.id));
}

/**
 * `isRateable`: by reactions. They reach the bot where it is a member and in its own direct messages only. `isRefined`: no
 * playlist was read for it, and the one that was may be somebody else's.
 */
async function saveResult(
  interaction: RunInteraction,
  ranking: ShownRanking,
  bot: Bot,
  { isRateable, isRefined = false }: { isRateable: boolean; isRefined?: boolean },
): Promise<Result | null> {
  const { user, channelId, guildId, context } = interaction;
  const serverId = serverOf(interaction, bot);
  const isPrivate = isPrivateAnswer(interaction);
  const canReact = (serverId !== null || context === InteractionContextType.BotDM) && !isPrivate;
  const place = isPrivate ? null : `${guildId ?? '@me'}/${channelId}`;
  const about = { personId: user.id, serverId, channelId, place, isReactable: isRateable && canReact };
  const { url: link, title, read: songs } = ranking.playlist;
  const playlist = { title, songs, readAt: bot.now() };
  const [result] = await Promise.all([
    orNull(bot.results.add({ ...about, ranking }), 'an answer', bot),
    link !== null &&
      !isRefined &&
      orNull(noteUsed(about, { ...playlist, link }, bot), 'a used playlist', bot),
  ]);
  return result;
}

/** Direct messages and some threads are not in the cache. null: the bot can't see it. */
const channelOf = async ({ channel, channelId, client }: RunInteraction) =>
  channel ?? (channelId === null ? null : client.channels.fetch(channelId).catch(() => null));

/** Shows the answer, without buttons if there is no `result`, and links the result to its message. */
async function deliver(interaction: RunInteraction, reply: Reply, result: Result | null, bot: Bot) {
  const texts = textsIn(answerLanguage(interaction));
  const above = (line: string): string => joined([line, reply.content ?? null], '\n');
  const shown = {
    ...reply,
    content: above(nameOfAsker(interaction, texts)),
    ...(result === null ? { content: above(texts.run.notKept), components: [] } : {}),
  };
  const edited = interaction.editReply({ ...quiet, ...shown });
  const { id } = await edited.catch(async (error: unknown): Promise<{ id: string }> => {
    if (!hasExpired(error) || interaction.ephemeral) throw error;
    const channel = await channelOf(interaction);
    if (channel?.isSendable() !== true) throw error;
    const { user } = interaction;
    const content = above(texts.run.late(userMention(user.id)));
    return channel.send({ ...shown, content, allowedMentions: { users: [user.id] } });
  });
  if (result !== null) await bot.results.sent(result.id, id);
}

export async function giveSoundtrack(
  interaction: RunInteraction,
  soundtrack: Soundtrack,
  given: readonly AnsweredPhoto[],
  bot: Bot,
): Promise<void> {
  const photos = mayAttach(interaction) ? given : given.map((photo) => ({ ...photo, ...noPictures }));
  const language = answerLanguage(interaction);
  // A reaction to a whole album says nothing about one song.
  const result = await saveResult(interaction, asRanking(soundtrack, language), bot, { isRateable: false });
  const reply = soundtrackReply({
    resultId: result?.id ?? 'none',
    soundtrack,
    language,
    mayEmbed: mayEmbed(interaction),
    photos: photos.map((photo, at) => shownPhoto(albumPhotoName(at), photo)),
    actions: actionsOf(bot).filter((action) => action === 'preview' || action === 'save'),
  });
  const files = photos.flatMap(({ thumbnail, isSpoiler }, at) => {
    const caption = soundtrack.songs[at]?.scene.caption ?? '';
    return thumbnail === null
      ? []
      : [pictureFile(fileName(albumPhotoName(at), isSpoiler), thumbnail, caption)];
  });
  await deliver(interaction, { ...reply, files }, result, bot);
}

/** Saved as a ranking whose ranks are the photos' numbers: "Preview" and "Save as playlist" need no other form. */
function asRanking({ songs, ...rest }: Soundtrack, language: Language): ShownRanking {
  const [first] = songs;
  if (first === undefined) throw new RangeError('a soundtrack without songs');
  const matches = songs.map(({ match }, at) => ({ ...match, rank: at + 1 }));
  const { scene } = first;
  const ranking = { ...rest, scene, matches, explanation: '', explainedBy: 'features' } as const;
  return shownRanking(ranking, matches.length, language);
}

/** Throws a `UserError` when it has expired or was deleted. */
export async function resultOf(id: string | undefined, { results }: Bot): Promise<Result> {
  const result = id === undefined ? null : await results.find(id);
  if (result === null) throw new UserError('result-expired', sentences.failure.expired);
  return result;
}

/** The result and its song at `rank`. Throws a `UserError` as `resultOf` does. */
export async function matchOf(id: string | undefined, rank: string | undefined, bot: Bot) {
  const result = await resultOf(id, bot);
  const match = result.ranking.matches.find((one) => String(one.rank) === rank);
  if (match === undefined) throw new UserError('result-expired', sentences.failure.expired);
  return { result, match };
}

/** The result and what it can be refined from. Throws a `UserError` when one of them is no longer saved. */
export async function refinableOf(id: string | undefined, bot: Bot) {
  const result = await resultOf(id, bot);
  const state = await bot.results.state(result.id);
  if (state === null) throw new UserError('not-refinable', sentences.refine.expired);
  return { result, state };
}

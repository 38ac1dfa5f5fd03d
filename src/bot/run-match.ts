/** One photo, from the command to the answer. */
import type { ChatInputCommandInteraction, Message, MessageContextMenuCommandInteraction } from 'discord.js';
import { InteractionContextType, PermissionFlagsBits, userMention } from 'discord.js';
import type { ReplyMessage } from '../commands/replies/message.ts';
import { progressed, progressReply, startingProgress } from '../commands/replies/progress.ts';
import { photoName, rankingReply } from '../commands/replies/ranking.ts';
import { texts } from '../commands/replies/texts.ts';
import type { Ranking } from '../pipeline/types.ts';
import { shownRanking } from '../store/shown-ranking.ts';
import { hasExpired, quiet } from './answer.ts';
import { choosePlaylist } from './choose-playlist.ts';
import type { Acknowledgement } from './command.ts';
import type { Bot } from './dependencies.ts';
import { fetchAttachment } from './fetch-attachment.ts';
import { createLiveMessage } from './live-progress.ts';
import { fileSentences, photoSentences } from './photos.ts';
import { serverOf } from './server.ts';

type RunInteraction = ChatInputCommandInteraction | MessageContextMenuCommandInteraction;

export type Wanted = {
  photoUrl: string;
  link: string | null;
  file: { url: string; name: string } | null;
  feeling: string;
  count: number;
};

const needed = [PermissionFlagsBits.EmbedLinks, PermissionFlagsBits.AttachFiles];

/** For everybody to see, unless a card with a picture may not be posted here: then for the person alone. */
export function acknowledgeRun(interaction: RunInteraction): Acknowledgement {
  return interaction.inGuild() && !interaction.appPermissions.has(needed) ? 'ephemeral' : 'public';
}

/** What would end the run before it began. */
export function checkRun(interaction: RunInteraction, bot: Bot): void {
  bot.runs.check(interaction.user.id);
  bot.cooldown.check(interaction.user.id);
}

/** Waits for its turn, matches, answers. A run that comes to nothing costs no pause. */
export async function runMatch(interaction: RunInteraction, wanted: Wanted, bot: Bot): Promise<void> {
  const personId = interaction.user.id;
  const live = createLiveMessage({
    edit: (message) => interaction.editReply({ ...quiet, ...message }),
    everyMs: bot.limits.editEveryMs,
  });
  let progress = startingProgress;
  const show = (next: typeof progress): void => {
    progress = next;
    live.show(progressReply(progress));
  };
  bot.cooldown.start(personId);
  try {
    const chosen = await choosePlaylist(
      bot,
      { personId, serverId: serverOf(interaction, bot) },
      { link: wanted.link, hasFile: wanted.file !== null },
    );
    await bot.runs.enter({
      personId,
      onPlace: (place) => show({ ...progress, place }),
      work: async (signal) => {
        show({ ...progress, place: null });
        const photo = await fetchPhoto(wanted.photoUrl, signal, bot);
        const file = await fetchFile(wanted.file, signal, bot);
        const request = {
          photo,
          playlists: [...file, ...chosen.playlists],
          feeling: wanted.feeling,
          account: chosen.account,
        };
        const [ranking, thumbnail] = await Promise.all([
          untilAborted(
            bot.matchScene(request, { signal, onProgress: (event) => show(progressed(progress, event)) }),
            signal,
          ),
          // A picture that cannot be made small is the pipeline's to refuse; the answer does without.
          bot.thumbnail?.(photo).catch(() => null) ?? null,
        ]);
        await live.stop();
        await answer(interaction, { ranking, thumbnail, wanted }, bot);
      },
    });
  } catch (error) {
    bot.cooldown.forgive(personId);
    throw error;
  } finally {
    await live.stop();
  }
}

/** A run that is given up is answered at once, however long its last step takes to notice. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    work.then(resolve, reject);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

function fetchPhoto(url: string, signal: AbortSignal, { http, attachmentHosts, limits }: Bot) {
  const maxBytes = limits.maxPhotoBytes;
  return fetchAttachment({
    http,
    hosts: attachmentHosts,
    url,
    maxBytes,
    signal,
    sentences: photoSentences(maxBytes),
  });
}

async function fetchFile(file: Wanted['file'], signal: AbortSignal, { http, attachmentHosts, limits }: Bot) {
  if (file === null) return [];
  const maxBytes = limits.maxFileBytes;
  const bytes = await fetchAttachment({
    http,
    hosts: attachmentHosts,
    url: file.url,
    maxBytes,
    signal,
    sentences: fileSentences(maxBytes),
  });
  return [{ kind: 'file' as const, name: file.name, bytes }];
}

type Found = { ranking: Ranking; thumbnail: Uint8Array | null; wanted: Wanted };

/** Keeps the result first: its buttons must work from the moment they are seen. */
async function answer(interaction: RunInteraction, found: Found, bot: Bot): Promise<void> {
  const serverId = serverOf(interaction, bot);
  const result = await bot.results.add({
    personId: interaction.user.id,
    serverId,
    channelId: interaction.channelId,
    isReactable: canReact(interaction, serverId),
    ranking: shownRanking(found.ranking, found.wanted.count),
  });
  const { playlist } = result.ranking;
  if (playlist.url !== null) {
    await bot.settings.used(interaction.user.id, { link: playlist.url, title: playlist.title });
  }
  const reply = rankingReply({
    resultId: result.id,
    ranking: result.ranking,
    page: 1,
    photo: found.thumbnail === null ? found.wanted.photoUrl : `attachment://${photoName}`,
    reactions: result.isReactable,
  });
  const message = await deliver(interaction, {
    ...reply,
    ...(interaction.ephemeral && interaction.inGuild() && acknowledgeRun(interaction) === 'ephemeral'
      ? { content: texts.failure.cannotPost }
      : {}),
    files: found.thumbnail === null ? [] : [{ name: photoName, attachment: Buffer.from(found.thumbnail) }],
  });
  await bot.results.sent(result.id, message.id);
}

/** Reactions reach the bot where it is a member, and in its own direct messages; never on what one person sees. */
function canReact(interaction: RunInteraction, serverId: string | null): boolean {
  const here = serverId !== null || interaction.context === InteractionContextType.BotDM;
  return here && interaction.ephemeral !== true;
}

type Answer = ReplyMessage & { files: { name: string; attachment: Buffer }[] };

/** After a quarter of an hour the reply can no longer be edited: the channel gets the answer instead. */
async function deliver(interaction: RunInteraction, message: Answer): Promise<Message> {
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

/** "Save as playlist": the songs as files, or as a private playlist on Spotify, for the person who pressed, in either order. */
import { resultOf } from '../../discord/answer/give-answer.ts';
import type { Bot } from '../../discord/bot.ts';
import type { Press } from '../../discord/command.ts';
import { textsFor } from '../../discord/language.ts';
import { linkReply } from '../../discord/playlists.ts';
import { cut, escaped, maskedLink, plainLine } from '../../discord/reply/escape.ts';
import { button, type Reply, type ReplyMessage, row } from '../../discord/reply/message.ts';
import { UserError } from '../../errors.ts';
import { sentences } from '../../locales/sentences.ts';
import type { Texts } from '../../locales/words.ts';
import { playlistFiles, type SongList } from '../../songs/export.ts';
import type { ShownRanking } from '../../store/results.ts';
import { canRise, inOrder, type Order, orders } from './order.ts';

const fileName = 'scenescore';
/** For finding and adding all songs on Spotify. */
const createMs = 60_000;

type Words = Texts['save'];

export const save = {
  action: 'save',
  acknowledge: 'ephemeral',
  handle: (interaction, [resultId], bot) => giveFiles(resultId, 'answer', textsFor(interaction).save, bot),
} satisfies Press;

/** In the other order, in place of the files before. */
export const saveInOrder = {
  action: 'save-order',
  acknowledge: 'update',
  handle: (interaction, [resultId, order], bot) =>
    giveFiles(resultId, orderOf(order), textsFor(interaction).save, bot),
} satisfies Press;

const orderOf = (word: string | undefined): Order => orders.find((order) => order === word) ?? 'answer';

async function giveFiles(resultId: string | undefined, order: Order, words: Words, bot: Bot): Promise<Reply> {
  const { id, ranking } = await resultOf(resultId, bot);
  const files = playlistFiles(songListOf(ranking, order, words), fileName);
  return {
    ...saveReply(id, ranking, order, bot.accounts !== null, words),
    files: files.map(({ name, text }) => ({ name, attachment: Buffer.from(text) })),
  };
}

/** Asks for the permission to create playlists when it is missing: only here. */
export const saveOnSpotify = {
  action: 'save-spotify',
  acknowledge: 'ephemeral',
  async handle(interaction, [resultId, order], bot) {
    const { accounts, linksByPasting } = bot;
    if (accounts === null) throw new UserError('accounts-off', sentences.spotify.off);
    const texts = textsFor(interaction);
    const list = songListOf((await resultOf(resultId, bot)).ranking, orderOf(order), texts.save);
    const { id: userId, username: name } = interaction.user;
    const signal = AbortSignal.timeout(createMs);
    const created = await accounts.createPlaylist(userId, list, { signal });
    if (created !== null) return createdReply(list.title, created, texts.save);
    const address = await accounts.link({ userId, name }, { mayCreatePlaylists: true });
    return linkReply(address, linksByPasting, texts.spotify, texts.save.link);
  },
} satisfies Press;

/** Named after the photo's caption. */
function songListOf({ scene, matches }: ShownRanking, order: Order, words: Words): SongList {
  const caption = cut(plainLine(scene.caption), 60).replace(/\.$/, '');
  return {
    title: caption === '' ? words.nameless : words.name(caption),
    songs: inOrder(matches, order).map(({ song, youtube }) => ({ ...song, search: youtube })),
  };
}

/** Goes with the files; has a button for the other order, and one to Spotify where accounts can be linked. */
export function saveReply(
  resultId: string,
  { matches }: Pick<ShownRanking, 'matches'>,
  order: Order,
  canCreate: boolean,
  words: Words,
): ReplyMessage {
  const buttons = [
    ...orders
      .filter((other) => other !== order && canRise(matches))
      .map((other) => button(words.orders[other], ['save-order', resultId, other])),
    ...(canCreate ? [button(words.onSpotify, ['save-spotify', resultId, order])] : []),
  ];
  const files = words.files(matches.length, order);
  return { content: files, components: buttons.length === 0 ? [] : [row(buttons)] };
}

export function createdReply(
  name: string,
  { url, added, missing }: { url: string; added: number; missing: readonly string[] },
  words: Words,
): ReplyMessage {
  const created = words.created(maskedLink(name, url, 100), added);
  if (missing.length === 0) return { content: created };
  const titles = missing.map((title) => cut(plainLine(title), 60)).join(', ');
  return { content: `${created}\n${words.missing(escaped(titles, 500))}` };
}

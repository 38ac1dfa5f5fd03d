/** "Save as playlist": the songs as files, or as a private playlist on Spotify, for the person who pressed, in either order. */
import { timeoutSignal } from '../../concurrency/time-limits.ts';
import { resultOf } from '../../discord/answer/give-answer.ts';
import type { Bot } from '../../discord/bot.ts';
import type { Press } from '../../discord/command.ts';
import { personLanguage, textsFor } from '../../discord/language.ts';
import { linkReply } from '../../discord/playlists.ts';
import { cut, escaped, maskedLink, plainLine } from '../../discord/reply/escape.ts';
import { button, type Reply, row } from '../../discord/reply/message.ts';
import { UserError } from '../../errors.ts';
import { sentences } from '../../locales/sentences.ts';
import type { Texts } from '../../locales/words.ts';
import { isEnergyGuess } from '../../model/evidence.ts';
import { playlistFiles, type SongList } from '../../songs/export.ts';
import type { ShownMatch, ShownRanking } from '../../store/results.ts';

const fileName = 'scenescore';
/** For finding and adding all songs on Spotify. */
const createMs = 60_000;

/** `answer`: best first, or an album's photos in turn; `rising`: from the calmest song to the liveliest. */
const orders = ['answer', 'rising'] as const;
type Order = (typeof orders)[number];

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

/** With a button for the other order, and one to Spotify where accounts can be linked. */
async function giveFiles(resultId: string | undefined, order: Order, words: Words, bot: Bot): Promise<Reply> {
  const { id, ranking } = await resultOf(resultId, bot);
  const files = playlistFiles(songListOf(ranking, order, words), fileName);
  const buttons = [
    ...orders
      .filter((other) => other !== order && canRise(ranking.matches))
      .map((other) => button(words.orders[other], ['save-order', id, other])),
    ...(bot.accounts === null ? [] : [button(words.onSpotify, ['save-spotify', id, order])]),
  ];
  return {
    content: words.files(ranking.matches.length, order),
    components: buttons.length === 0 ? [] : [row(buttons)],
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
    const signal = timeoutSignal(createMs);
    const { description } = texts.spotifyLists.newPlaylist;
    const created = await accounts.createPlaylist(userId, { ...list, description }, { signal });
    if (created === null) {
      const language = personLanguage(interaction);
      const address = await accounts.link({ userId, name }, { mayCreatePlaylists: true, language });
      return linkReply(address, linksByPasting, texts.spotify, texts.save.link);
    }
    const { url, added, missing } = created;
    const content = texts.save.created(maskedLink(list.title, url, 100), added);
    if (missing.length === 0) return { content };
    const titles = missing.map((title) => cut(plainLine(title), 60)).join(', ');
    return { content: `${content}\n${texts.save.missing(escaped(titles, 500))}` };
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

/** null for a song whose energy is a guess. */
function energyOf({ reading }: ShownMatch): number | null {
  return isEnergyGuess(reading) ? null : reading.energy;
}

/** Is there any energy to order by? */
const canRise = (matches: readonly ShownMatch[]): boolean =>
  matches.filter((match) => energyOf(match) !== null).length > 1;

/** Guesses come where the mean of the others is, so neither end is one; equal songs stay in the answer's order. */
function inOrder(matches: readonly ShownMatch[], order: Order): ShownMatch[] {
  if (order === 'answer') return [...matches];
  const known = matches.map(energyOf).filter((energy) => energy !== null);
  const mean = known.reduce((sum, energy) => sum + energy, 0) / Math.max(1, known.length);
  return matches.toSorted((a, b) => (energyOf(a) ?? mean) - (energyOf(b) ?? mean));
}

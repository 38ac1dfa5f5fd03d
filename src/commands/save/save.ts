/** "Save as playlist": the songs as files, or as a private playlist on Spotify, for the person who pressed. */
import { resultOf } from '../../discord/answer/give-answer.ts';
import type { Press } from '../../discord/command.ts';
import { linkReply } from '../../discord/playlists.ts';
import { cut, escaped, maskedLink, plainLine } from '../../discord/reply/escape.ts';
import { button, type ReplyMessage, row } from '../../discord/reply/message.ts';
import { UserError } from '../../errors.ts';
import { texts } from '../../locales/en/index.ts';
import { playlistFiles, type SongList } from '../../songs/export.ts';
import type { ShownRanking } from '../../store/results.ts';

const fileName = 'scenescore';
/** For finding and adding all songs on Spotify. */
const createMs = 60_000;

export const save = {
  action: 'save',
  acknowledge: 'ephemeral',
  async handle(_interaction, [resultId], bot) {
    const { id, ranking } = await resultOf(resultId, bot);
    const list = songListOf(ranking);
    const files = playlistFiles(list, fileName);
    return {
      ...saveReply(id, list.songs.length, bot.accounts !== null),
      files: files.map(({ name, text }) => ({ name, attachment: Buffer.from(text) })),
    };
  },
} satisfies Press;

/** Asks for the permission to create playlists when it is missing: only here. */
export const saveOnSpotify = {
  action: 'save-spotify',
  acknowledge: 'ephemeral',
  async handle(interaction, [resultId], bot) {
    const { accounts, linksByPasting } = bot;
    if (accounts === null) throw new UserError('accounts-off', texts.spotify.off);
    const list = songListOf((await resultOf(resultId, bot)).ranking);
    const { id: userId, username: name } = interaction.user;
    const signal = AbortSignal.timeout(createMs);
    const created = await accounts.createPlaylist(userId, list, { signal });
    if (created !== null) return createdReply(list.title, created);
    const address = await accounts.link({ userId, name }, { mayCreatePlaylists: true });
    return linkReply(address, linksByPasting, texts.save.link);
  },
} satisfies Press;

/** Named after the photo's caption. */
function songListOf({ scene, matches }: ShownRanking): SongList {
  const caption = cut(plainLine(scene.caption), 60).replace(/\.$/, '');
  return {
    title: caption === '' ? texts.save.nameless : texts.save.name(caption),
    songs: matches.map(({ song, youtube }) => ({ ...song, search: youtube })),
  };
}

/** Goes with the files; has a button to Spotify where accounts can be linked. */
export function saveReply(resultId: string, songs: number, canCreate: boolean): ReplyMessage {
  const create = button(texts.save.onSpotify, ['save-spotify', resultId]);
  return { content: texts.save.files(songs), components: canCreate ? [row([create])] : [] };
}

export function createdReply(
  name: string,
  { url, added, missing }: { url: string; added: number; missing: readonly string[] },
): ReplyMessage {
  const created = texts.save.created(maskedLink(name, url, 100), added);
  if (missing.length === 0) return { content: created };
  const titles = missing.map((title) => cut(plainLine(title), 60)).join(', ');
  return { content: `${created}\n${texts.save.missing(escaped(titles, 500))}` };
}

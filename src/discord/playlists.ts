/** Which playlist is meant, which are offered while the person types, and how to link the account of private ones. */
import type { AutocompleteInteraction } from 'discord.js';
import { withTimeout } from '../concurrency/time-limits.ts';
import { UserError } from '../errors.ts';
import { sentences } from '../locales/sentences.ts';
import type { Texts } from '../locales/words.ts';
import type { Sentence } from '../model/sentence.ts';
import type { SpotifyAccess } from '../pipeline/ports.ts';
import type { PlaylistInput } from '../pipeline/request.ts';
import type { SavedPlaylist } from '../store/settings.ts';
import type { Bot } from './bot.ts';
import type { Choice } from './command.ts';
import { textsFor } from './language.ts';
import { cut, escaped, plainLine } from './reply/escape.ts';
import { button, discordMax, linkButton, type ReplyMessage, row } from './reply/message.ts';
import { serverOf } from './servers.ts';

/** Stands for the person's liked songs where a link is expected. */
const likedSongs = 'liked';

const maxLinks = 5;
/** The other choices do not wait longer for those of a service. */
const serviceMs = 1_500;

export type Asker = { personId: string; serverId: string | null };

/**
 * The playlists of `link`, else (without a file) the person's default, else the server's. Throws a `UserError` when
 * there is none (`whenNone` is its sentence), when there are too many links, or when a Spotify account is needed and not
 * linked.
 */
export async function choosePlaylist(
  bot: Bot,
  asker: Asker,
  given: { link: string | null; hasFile: boolean; whenNone?: Sentence | undefined },
): Promise<{
  playlists: PlaylistInput[];
  account: SpotifyAccess | undefined;
  /** null: the person named the playlists. */
  usedDefault: SavedPlaylist | null;
}> {
  const usedDefault = given.link === null && !given.hasFile ? await defaultOf(bot, asker) : null;
  const text = given.link ?? usedDefault?.link;
  if (text === undefined && !given.hasFile) {
    throw new UserError('no-playlist', given.whenNone ?? sentences.run.noPlaylist);
  }
  const links = text === undefined ? [] : linksOf(text);
  if (links.length > maxLinks) {
    throw new UserError('too-many-links', sentences.run.tooManyLinks(links.length, maxLinks));
  }
  const account = (await bot.accounts?.access(asker.personId)) ?? undefined;
  if (account === undefined && links.some((link) => isLikedSongs(link, bot))) {
    throw bot.accounts === null
      ? new UserError('accounts-off', sentences.run.likedOff)
      : new UserError('not-linked', sentences.run.notLinked);
  }
  return { playlists: links.map((link) => ({ kind: 'link', link })), account, usedDefault };
}

/** Whichever of their addresses is given. */
export function isLikedSongs(link: string, { recogniseLink }: Bot): boolean {
  try {
    return recogniseLink(link)?.type === 'liked';
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

/** What a playlist fails with for good. */
const lostCodes = [
  ...[
    'playlist-not-found',
    'spotify-unreadable',
    'spotify-not-yours',
    'youtube-unreadable',
    'apple-unreadable',
  ],
  'subsonic-off',
  ...['unknown-link', 'unsupported-link', 'unreadable-list', 'empty-playlist'],
];

/** People do not name their default playlist: a failure to read it says which one it was, and how to choose another. */
export function namingDefault(error: unknown, usedDefault: SavedPlaylist | null): unknown {
  if (usedDefault === null || !(error instanceof UserError) || !lostCodes.includes(error.code)) return error;
  const sentence = sentences.run.usualLost(escaped(usedDefault.title, 100), error.sentence);
  return new UserError(error.code, sentence, { cause: error });
}

const linkLike = /^(?:<?https?:\/\/|spotify:|subsonic:)|^liked$/i;

/** One link, or a few separated by blanks, commas or semicolons; anything else is passed on whole, for the source to judge. */
export function linksOf(text: string): string[] {
  const trimmed = text.trim();
  const parts = trimmed
    .replace(/(?<!\S)liked[ -]songs(?![^\s,;|])/gi, likedSongs)
    .split(/[\s,;|]+/)
    .filter((part) => part !== '')
    .map((part) => (/^liked$/i.test(part) ? likedSongs : part));
  const [first] = parts;
  if (parts.length === 1 && first === likedSongs) return [likedSongs];
  return parts.length > 1 && parts.every((part) => linkLike.test(part)) ? [...new Set(parts)] : [trimmed];
}

/** What is the same for all links to the same: a link that somebody shares has a code of its own. */
function listKey(text: string, { recogniseLink }: Pick<Bot, 'recogniseLink'>): string {
  const keys = linksOf(text).map((link) => {
    try {
      return JSON.stringify(recogniseLink(link) ?? link);
    } catch {
      return link;
    }
  });
  return keys.join(' ');
}

/** Remembers a playlist that was read for an answer, and its size where it is a default. */
export async function noteUsed({ personId, serverId }: Asker, playlist: SavedPlaylist, bot: Bot) {
  const key = listKey(playlist.link, bot);
  const isSame = (link: string): boolean => listKey(link, bot) === key;
  await bot.settings.used(personId, playlist, isSame);
  if (serverId !== null) await bot.settings.usedInServer(serverId, playlist, isSame);
}

async function defaultOf({ settings }: Bot, { personId, serverId }: Asker): Promise<SavedPlaylist | null> {
  const own = (await settings.ofPerson(personId)).playlist;
  if (own !== null || serverId === null) return own;
  return (await settings.ofServer(serverId)).playlist;
}

/** Defaults, recent playlists, those on Spotify and on the music server, whose name contains what was typed. Links too long are left out. */
export async function playlistChoices(interaction: AutocompleteInteraction, bot: Bot): Promise<Choice[]> {
  const personId = interaction.user.id;
  const serverId = serverOf(interaction, bot);
  const words = textsFor(interaction).playlist;
  const [person, server, spotify, musicServer] = await Promise.all([
    bot.settings.ofPerson(personId),
    serverId === null ? null : bot.settings.ofServer(serverId),
    spotifyChoices(personId, words, bot),
    bot.musicServerLists === null ? [] : inTime(bot.musicServerLists()),
  ]);
  const all: Choice[] = [
    ...(person.playlist
      ? [{ name: words.choiceMine(person.playlist.title), value: person.playlist.link }]
      : []),
    ...(server?.playlist
      ? [{ name: words.choiceServer(server.playlist.title), value: server.playlist.link }]
      : []),
    ...person.recent.map(({ title, link }) => ({ name: words.choiceRecent(title), value: link })),
    ...spotify,
    ...musicServer.map(({ title, link }) => ({ name: words.choiceMusicServer(title), value: link })),
  ];
  const typed = interaction.options.getFocused().trim().toLowerCase();
  const fitting = all
    .map(({ name, value }) => ({ name: cut(plainLine(name), discordMax.choiceName), value }))
    .filter(
      ({ name, value }) => value.length <= discordMax.choiceValue && name.toLowerCase().includes(typed),
    );
  const keys = fitting.map(({ value }) => listKey(value, bot));
  return fitting.filter((_, at) => keys.indexOf(keys[at] ?? '') === at);
}

/** None when the service fails or takes too long. */
const inTime = <T>(lists: Promise<T[]>): Promise<T[]> => withTimeout(serviceMs, lists).catch(() => []);

async function spotifyChoices(
  personId: string,
  words: Texts['playlist'],
  { accounts }: Bot,
): Promise<Choice[]> {
  if (accounts === null || !(await accounts.status(personId)).linked) return [];
  const own = await inTime(accounts.playlists(personId));
  return [
    { name: words.choiceLiked, value: likedSongs },
    ...own.map(({ title, link }) => ({ name: words.choiceSpotify(title), value: link })),
  ];
}

/**
 * The way to link a Spotify account, or to give it one more permission. With `byPasting` (Spotify cannot call the bot) a
 * second button takes the address the browser ended on.
 */
export function linkReply(
  url: string,
  byPasting: boolean,
  { link, open, pasteButton, pasteSteps }: Texts['spotify'],
  why: string = link,
): ReplyMessage {
  const buttons = [linkButton(open, url), ...(byPasting ? [button(pasteButton, ['spotify-paste'])] : [])];
  return { content: byPasting ? `${why}\n${pasteSteps}` : why, components: [row(buttons)] };
}

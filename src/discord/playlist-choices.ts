/** Playlists offered while the person types: their default, the server's, those used before, their own on Spotify. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { AutocompleteInteraction } from 'discord.js';
import { texts } from '../locales/en/index.ts';
import type { Bot } from './bot.ts';
import { cut, plainLine } from './reply/escape.ts';
import { limits } from './reply/limits.ts';
import { likedSongs } from './run/choose-playlist.ts';
import { serverOf } from './server.ts';

/** Spotify may take so long; the rest is offered without it. */
const spotifyMs = 1_500;

/** Those whose name holds what was typed; a link that is too long for a choice cannot be offered. */
export async function playlistChoices(
  interaction: AutocompleteInteraction,
  bot: Bot,
): Promise<{ name: string; value: string }[]> {
  const personId = interaction.user.id;
  const serverId = serverOf(interaction, bot);
  const [person, server, spotify] = await Promise.all([
    bot.settings.ofPerson(personId),
    serverId === null ? null : bot.settings.ofServer(serverId),
    spotifyChoices(personId, bot),
  ]);
  const words = texts.playlist;
  const all = [
    ...(person.playlist === null
      ? []
      : [{ name: words.choiceMine(person.playlist.title), value: person.playlist.link }]),
    ...(server === null || server.playlist === null
      ? []
      : [{ name: words.choiceServer(server.playlist.title), value: server.playlist.link }]),
    ...person.recent.map(({ title, link }) => ({ name: words.choiceRecent(title), value: link })),
    ...spotify,
  ];
  const typed = interaction.options.getFocused().trim().toLowerCase();
  const seen = new Set<string>();
  return all
    .map(({ name, value }) => ({ name: cut(plainLine(name), limits.choiceName), value }))
    .filter(({ name, value }) => {
      const fits = value.length <= limits.choiceValue && name.toLowerCase().includes(typed);
      const isNew = !seen.has(value);
      if (fits) seen.add(value);
      return fits && isNew;
    });
}

async function spotifyChoices(
  personId: string,
  { accounts }: Bot,
): Promise<{ name: string; value: string }[]> {
  if (accounts === null || !(await accounts.status(personId)).linked) return [];
  const liked = { name: texts.playlist.choiceLiked, value: likedSongs };
  const late = sleep(spotifyMs, [], { ref: false });
  const own = await Promise.race([accounts.playlists(personId), late]).catch(() => []);
  return [
    liked,
    ...own.map(({ title, link }) => ({ name: texts.playlist.choiceSpotify(title), value: link })),
  ];
}

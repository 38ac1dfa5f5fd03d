/** One ranked song, in words. */
import type { APIEmbed } from 'discord.js';
import { texts } from '../../locales/en/index.ts';
import type { ShownMatch } from '../../store/shown-ranking.ts';
import { escaped, italic, joined, maskedLink, percent, safeLink } from '../reply/escape.ts';
import { colours } from '../reply/message.ts';

/** How many characters each part may have, before escaping; 0 leaves it out. */
export type SongSizes = { title: number; artists: number; sentence: number; explanation: number };

/** Names of services, by the end of the host. */
const services: readonly (readonly [host: string, name: string])[] = [
  ['spotify.com', 'Spotify'],
  ['deezer.com', 'Deezer'],
  ['music.apple.com', 'Apple Music'],
  ['youtube.com', 'YouTube'],
  ['youtu.be', 'YouTube'],
  ['soundcloud.com', 'SoundCloud'],
  ['bandcamp.com', 'Bandcamp'],
  ['tidal.com', 'Tidal'],
];

/** The name of the service behind a link, or the general word. */
export function serviceName(link: string): string {
  const { hostname } = new URL(link);
  const known = services.find(([host]) => hostname === host || hostname.endsWith(`.${host}`));
  return known?.[1] ?? texts.ranking.listen;
}

/** "YouTube · Spotify", each once; an empty text when there is no usable link. */
export function listenLinks({ song, youtube }: { song: { url: string | null }; youtube: string }): string {
  const links = [youtube, song.url].map((url) => safeLink(url)).filter((url) => url !== null);
  const named = new Map(links.map((link) => [serviceName(link), link]));
  return [...named].map(([name, link]) => `[${name}](${link})`).join(' · ');
}

/** Escaped. */
export const artistsOf = ({ artists }: { artists: readonly string[] }, max: number): string =>
  escaped(artists.join(', '), max) || texts.ranking.unknownArtist;

export const scoreOf = ({ score }: { score: number }): string => texts.ranking.percent(percent(score));

export const reasonText = (reason: string, max: number): string | null => {
  const text = escaped(reason, max);
  return text === '' ? null : texts.ranking.why(text);
};

/** Where an embed of the song leads, and its cover. */
export function embedLinks({ song, youtube }: ShownMatch): Pick<APIEmbed, 'url' | 'thumbnail'> {
  const url = safeLink(song.url) ?? safeLink(youtube);
  const cover = safeLink(song.cover, 500);
  return {
    ...(url === null ? {} : { url }),
    ...(cover?.startsWith('https:') ? { thumbnail: { url: cover } } : {}),
  };
}

/** The top match in an embed of its own, with its cover when there is one. */
export function bestEmbed(match: ShownMatch, explanation: string, sizes: SongSizes): APIEmbed {
  const { song, rank, vibe } = match;
  const why = reasonText(match.reason, sizes.sentence);
  const paragraphs = [
    joined([`**${texts.ranking.by(artistsOf(song, sizes.artists))}**`, italic(vibe, sizes.sentence)], '\n'),
    escaped(explanation, sizes.explanation),
    joined([why && `-# ${why}`, listenLinks(match)], '\n'),
  ];
  return {
    color: colours.gold,
    author: { name: texts.ranking.best(scoreOf(match)) },
    title: `${rank}. ${escaped(song.title, sizes.title) || '?'}`,
    description: joined(paragraphs, '\n\n'),
    ...embedLinks(match),
  };
}

/** Any other song, as a few lines of a list. */
export function songLines(match: ShownMatch, sizes: SongSizes): string {
  const { song, rank, youtube, vibe } = match;
  const title = maskedLink(song.title || '?', safeLink(song.url) ?? youtube, sizes.title);
  const artists = texts.ranking.by(artistsOf(song, sizes.artists));
  const last = joined([reasonText(match.reason, sizes.sentence), listenLinks(match)], ' · ');
  const lines = [
    `**${rank}. ${title}** ${artists} · **${scoreOf(match)}**`,
    italic(vibe, sizes.sentence),
    last && `-# ${last}`,
  ];
  return joined(lines, '\n');
}

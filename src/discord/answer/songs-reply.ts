/** One ranked song, in words. */
import type { APIEmbed } from 'discord.js';
import { texts } from '../../locales/en/index.ts';
import type { ShownMatch } from '../../store/shown-ranking.ts';
import { percent } from '../reply/bars.ts';
import { escaped, maskedLink, safeLink } from '../reply/escape.ts';
import { colours } from '../reply/message.ts';

/** How many characters each part may have, before escaping. */
export type SongSizes = { title: number; artists: number; sentence: number; explanation: number };

/** Names of the places a song may be heard at, by the end of the host. */
const places: readonly (readonly [string, string])[] = [
  ['spotify.com', 'Spotify'],
  ['deezer.com', 'Deezer'],
  ['music.apple.com', 'Apple Music'],
  ['youtube.com', 'YouTube'],
  ['youtu.be', 'YouTube'],
  ['soundcloud.com', 'SoundCloud'],
  ['bandcamp.com', 'Bandcamp'],
  ['tidal.com', 'Tidal'],
];

/** The name of the place behind a link, or the general word. */
export function placeName(link: string): string {
  const { hostname } = new URL(link);
  const known = places.find(([host]) => hostname === host || hostname.endsWith(`.${host}`));
  return known?.[1] ?? texts.ranking.listen;
}

/** "YouTube · Spotify", each once; an empty text when there is no usable link. */
export function listenLinks({ song, youtube }: { song: { url: string | null }; youtube: string }): string {
  const links = [youtube, song.url].map((url) => safeLink(url)).filter((url) => url !== null);
  const named = new Map(links.map((link) => [placeName(link), link]));
  return [...named].map(([name, link]) => `[${name}](${link})`).join(' · ');
}

const artistsOf = ({ song }: ShownMatch, max: number): string =>
  escaped(song.artists.join(', '), max) || texts.ranking.unknownArtist;

export const scoreOf = ({ score }: ShownMatch): string => texts.ranking.percent(percent(score));

const sentence = (text: string, max: number, dress: (text: string) => string): string | null => {
  const shown = max > 0 ? escaped(text, max) : '';
  return shown === '' ? null : dress(shown);
};

/** The top match in an embed of its own, with its cover when there is one. */
export function bestEmbed(match: ShownMatch, explanation: string, sizes: SongSizes): APIEmbed {
  const { song } = match;
  const url = safeLink(song.url) ?? safeLink(match.youtube);
  const cover = safeLink(song.cover, 500);
  const paragraphs = [
    [
      `**${texts.ranking.by(artistsOf(match, sizes.artists))}**`,
      sentence(match.vibe, sizes.sentence, (text) => `*${text}*`),
    ],
    [sentence(explanation, sizes.explanation, (text) => text)],
    [
      sentence(match.reason, sizes.sentence, (text) => `-# ${texts.ranking.why(text)}`),
      listenLinks(match) || null,
    ],
  ].map((lines) => lines.filter((line) => line !== null).join('\n'));
  return {
    color: colours.gold,
    author: { name: texts.ranking.best(scoreOf(match)) },
    title: `${match.rank}. ${escaped(song.title, sizes.title) || '?'}`,
    ...(url === null ? {} : { url }),
    description: paragraphs.filter((paragraph) => paragraph !== '').join('\n\n'),
    ...(cover?.startsWith('https:') ? { thumbnail: { url: cover } } : {}),
  };
}

/** Any other song, as a few lines of a list. */
export function songLines(match: ShownMatch, sizes: SongSizes): string {
  const { song, rank } = match;
  const title = maskedLink(song.title || '?', safeLink(song.url) ?? match.youtube, sizes.title);
  const artists = artistsOf(match, sizes.artists);
  const links = listenLinks(match);
  const why = sentence(match.reason, sizes.sentence, (text) => texts.ranking.why(text));
  const last = [why, links].filter((part) => part !== null && part !== '').join(' · ');
  const lines = [
    `**${rank}. ${title}** ${texts.ranking.by(artists)} · **${scoreOf(match)}**`,
    sentence(match.vibe, sizes.sentence, (text) => `*${text}*`),
    last === '' ? null : `-# ${last}`,
  ];
  return lines.filter((line) => line !== null).join('\n');
}

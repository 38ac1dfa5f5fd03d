/** Parts of answers as embeds and lines: what the photo feels like, and songs. */
import type { APIEmbed } from 'discord.js';
import { inWords } from '../../locales/in-words.ts';
import type { Texts } from '../../locales/words.ts';
import { pad, padStart, widest } from '../../model/columns.ts';
import { isGuess } from '../../model/evidence.ts';
import type { ShownMatch, ShownRanking } from '../../store/results.ts';
import {
  bar,
  cut,
  escaped,
  italic,
  joined,
  maskedLink,
  percent,
  plainLine,
  safeLink,
} from '../reply/escape.ts';
import { colours } from '../reply/message.ts';

/** Corners of the mood plane as colours: gloomy and bright, each calm and lively. */
const corners = { calm: [0x4a6fa5, 0x6fb98f], lively: [0xa63d57, 0xf2a541] } as const;

/** A mix of the corners by valence and energy, each -1..1. */
export function feelingColour(valence: number, energy: number): number {
  const [x, y] = [(valence + 1) / 2, (energy + 1) / 2];
  const mix = (a: number, b: number, part: number): number => a * (1 - part) + b * part;
  const channel = (shift: number): number => {
    const part = (colour: number): number => (colour >> shift) & 255;
    const calm = mix(part(corners.calm[0]), part(corners.calm[1]), x);
    const lively = mix(part(corners.lively[0]), part(corners.lively[1]), x);
    return Math.round(mix(calm, lively, y));
  };
  return (channel(16) << 16) | (channel(8) << 8) | channel(0);
}

/** `Mood    gloomy ▰▰▰▱▱▱▱▱▱▱ bright`, in columns: one line for valence, one for energy, each -1..1. */
function feelingBars({ valence, energy }: { valence: number; energy: number }, texts: Texts): string {
  const { mood, energy: energyName, moodEnds, energyEnds } = texts.ranking;
  const nameWidth = widest([mood, energyName]);
  const endWidth = widest([moodEnds[0], energyEnds[0]]);
  const line = (name: string, value: number, [low, high]: readonly [string, string]): string =>
    `\`${pad(name, nameWidth)}  ${padStart(low, endWidth)} ${bar((value + 1) / 2)} ${high}\``;
  return `${line(mood, valence, moodEnds)}\n${line(energyName, energy, energyEnds)}`;
}

/** `photo` is the address of the photo's small copy, `attachment://` included. */
export function sceneEmbed(
  {
    scene: { caption, reading },
    understood,
    language,
  }: Pick<ShownRanking, 'scene' | 'understood' | 'language'>,
  { photo, captionMax, summaryMax }: { photo: string | null; captionMax: number; summaryMax: number },
  texts: Texts,
): APIEmbed {
  const words = texts.ranking;
  const moods = reading.moods.map((mood) => texts.moods[mood]).join(' · ');
  const wish = understood === null ? '' : escaped(inWords(understood, language), summaryMax);
  const paragraphs = [
    wish && words.understood(wish),
    italic(caption, captionMax),
    escaped(reading.summary, summaryMax),
    // A place that is hardly known would look like a measurement.
    isGuess(reading) ? '' : feelingBars(reading, texts),
  ];
  return {
    color: feelingColour(reading.valence, reading.energy),
    title: moods === '' ? words.sceneTitle : cut(plainLine(capitalised(moods)), 100),
    description: joined(paragraphs, '\n\n'),
    ...(photo === null ? {} : { image: { url: photo } }),
  };
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

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
export function siteName(link: string, texts: Texts): string {
  const { hostname } = new URL(link);
  const known = services.find(([host]) => hostname === host || hostname.endsWith(`.${host}`));
  return known?.[1] ?? texts.ranking.listen;
}

/** "YouTube · Spotify", each once; an empty text when there is no usable link. */
export function listenLinks(
  { song, youtube }: { song: { url: string | null }; youtube: string },
  texts: Texts,
): string {
  const links = [youtube, song.url].map((url) => safeLink(url)).filter((url) => url !== null);
  const named = new Map(links.map((link) => [siteName(link, texts), link]));
  return [...named].map(([name, link]) => `[${name}](${link})`).join(' · ');
}

/** Escaped. */
export const artistsOf = ({ artists }: { artists: readonly string[] }, max: number, texts: Texts): string =>
  escaped(artists.join(', '), max) || texts.ranking.unknownArtist;

export const scoreOf = ({ score, isGuess }: { score: number; isGuess: boolean }, texts: Texts): string =>
  isGuess ? texts.ranking.guess : texts.ranking.percent(percent(score));

export const reasonText = (reason: string, max: number, texts: Texts): string | null => {
  const text = escaped(reason, max);
  return text === '' ? null : texts.ranking.why(text);
};

/** The cover's address; null without a cover that can be shown. */
export function coverOf({ song }: ShownMatch): string | null {
  const cover = safeLink(song.cover, 500);
  return cover?.startsWith('https:') ? cover : null;
}

const thumbnail = (url: string | null): Pick<APIEmbed, 'thumbnail'> =>
  url === null ? {} : { thumbnail: { url } };

/** Where an embed of the song leads, and its cover. */
export function embedLinks(match: ShownMatch): Pick<APIEmbed, 'url' | 'thumbnail'> {
  const url = safeLink(match.youtube) ?? safeLink(match.song.url);
  return { ...(url === null ? {} : { url }), ...thumbnail(coverOf(match)) };
}

/** The top match in an embed of its own, with its cover when there is one. */
export function bestEmbed(match: ShownMatch, explanation: string, sizes: SongSizes, texts: Texts): APIEmbed {
  const { song, rank, vibe, isGuess } = match;
  const { by, best, bestGuess } = texts.ranking;
  const paragraphs = [
    joined([`**${by(artistsOf(song, sizes.artists, texts))}**`, italic(vibe, sizes.sentence)], '\n'),
    escaped(explanation, sizes.explanation),
  ];
  return {
    color: colours.gold,
    author: { name: isGuess ? bestGuess : best(scoreOf(match, texts)) },
    title: `${rank}. ${escaped(song.title, sizes.title) || '?'}`,
    description: joined(paragraphs, '\n\n'),
    ...embedLinks(match),
  };
}

/** Any other song as a few lines: its one link is where it can be heard. */
export function songLines(match: ShownMatch, sizes: SongSizes, texts: Texts): string {
  const { song, rank, youtube, vibe, isGuess } = match;
  const title = maskedLink(song.title || '?', safeLink(youtube) ?? song.url, sizes.title);
  const artists = texts.ranking.by(artistsOf(song, sizes.artists, texts));
  const score = isGuess && rank > 1 ? texts.ranking.otherGuess : scoreOf(match, texts);
  const why = reasonText(match.reason, sizes.sentence, texts);
  const lines = [
    `**${rank}. ${title}** ${artists} · **${score}**`,
    italic(vibe, sizes.sentence),
    why && `-# ${why}`,
  ];
  return joined(lines, '\n');
}

/** Songs in one embed, with the cover of the first. */
export const songsEmbed = (matches: readonly ShownMatch[], sizes: SongSizes, texts: Texts): APIEmbed => ({
  color: colours.brand,
  description: matches.map((match) => songLines(match, sizes, texts)).join('\n\n'),
  ...thumbnail(matches[0] === undefined ? null : coverOf(matches[0])),
});

/** What was seen in the photo and what it feels like. */
import type { APIEmbed } from 'discord.js';
import { texts } from '../../locales/en/index.ts';
import type { ShownRanking } from '../../store/shown-ranking.ts';
import { bar, cut, escaped, italic, joined, plainLine } from '../reply/escape.ts';

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
function feelingBars({ valence, energy }: { valence: number; energy: number }): string {
  const { mood, energy: energyName, moodEnds, energyEnds } = texts.ranking;
  const nameWidth = Math.max(mood.length, energyName.length);
  const endWidth = Math.max(moodEnds[0].length, energyEnds[0].length);
  const line = (name: string, value: number, [low, high]: readonly [string, string]): string =>
    `\`${name.padEnd(nameWidth)}  ${low.padStart(endWidth)} ${bar((value + 1) / 2)} ${high}\``;
  return `${line(mood, valence, moodEnds)}\n${line(energyName, energy, energyEnds)}`;
}

/** `photo` is the address of the photo's small copy, `attachment://` included. */
export function sceneEmbed(
  { scene: { caption, reading }, understood }: Pick<ShownRanking, 'scene' | 'understood'>,
  { photo, captionMax, summaryMax }: { photo: string | null; captionMax: number; summaryMax: number },
): APIEmbed {
  const words = texts.ranking;
  const moods = reading.moods.join(' · ');
  const wish = escaped(understood ?? '', summaryMax);
  const paragraphs = [
    wish && words.understood(wish),
    italic(caption, captionMax),
    escaped(reading.summary, summaryMax),
    feelingBars(reading),
  ];
  return {
    color: feelingColour(reading.valence, reading.energy),
    title: moods === '' ? words.sceneTitle : cut(plainLine(capitalised(moods)), 100),
    description: joined(paragraphs, '\n\n'),
    ...(photo === null ? {} : { thumbnail: { url: photo } }),
  };
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

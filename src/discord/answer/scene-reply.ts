/** What was seen in the photo and what it feels like. */
import type { APIEmbed } from 'discord.js';
import { texts } from '../../locales/en/index.ts';
import type { ShownRanking } from '../../store/shown-ranking.ts';
import { barBetween } from '../reply/bars.ts';
import { cut, escaped, plainLine } from '../reply/escape.ts';

/** Corners of the mood plane, as colours: calm and gloomy, calm and bright, lively and gloomy, lively and bright. */
const corners = { calm: [0x4a6fa5, 0x6fb98f], lively: [0xa63d57, 0xf2a541] } as const;

/** The colour of a feeling: a mix of the corners by valence and energy, each -1..1. */
export function feelingColour(valence: number, energy: number): number {
  const x = (valence + 1) / 2;
  const y = (energy + 1) / 2;
  const channel = (shift: number): number => {
    const [calmGloomy, calmBright] = corners.calm.map((colour) => (colour >> shift) & 255);
    const [livelyGloomy, livelyBright] = corners.lively.map((colour) => (colour >> shift) & 255);
    const calm = (calmGloomy ?? 0) * (1 - x) + (calmBright ?? 0) * x;
    const lively = (livelyGloomy ?? 0) * (1 - x) + (livelyBright ?? 0) * x;
    return Math.round(calm * (1 - y) + lively * y);
  };
  return (channel(16) << 16) | (channel(8) << 8) | channel(0);
}

/** `photo` is the address of the picture's small copy, `attachment://` included. */
export function sceneEmbed(
  scene: ShownRanking['scene'],
  options: { photo: string | null; captionMax: number; summaryMax: number; understood?: string | null },
): APIEmbed {
  const { caption, reading } = scene;
  const { ranking } = texts;
  const widths = {
    name: Math.max(ranking.mood.length, ranking.energy.length),
    end: Math.max(ranking.moodEnds[0].length, ranking.energyEnds[0].length),
  };
  const moods = reading.moods.join(' · ');
  const seen = escaped(caption, options.captionMax);
  const understood = escaped(options.understood ?? '', options.summaryMax);
  const lines = [
    understood === '' ? null : ranking.understood(understood),
    seen === '' ? null : ranking.seen(seen),
    escaped(reading.summary, options.summaryMax) || null,
    [
      barBetween(ranking.mood, reading.valence, ranking.moodEnds, widths),
      barBetween(ranking.energy, reading.energy, ranking.energyEnds, widths),
    ].join('\n'),
  ];
  return {
    color: feelingColour(reading.valence, reading.energy),
    title: moods === '' ? ranking.sceneTitle : cut(plainLine(capitalised(moods)), 100),
    description: lines.filter((line) => line !== null).join('\n\n'),
    ...(options.photo === null ? {} : { thumbnail: { url: options.photo } }),
  };
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

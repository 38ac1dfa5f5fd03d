/** The background of the mood map: four coloured corners with their names, and two axes. Pixels. */
import type { Texts } from '../locales/words.ts';
import type { Box, Point } from './place-labels.ts';
import { move, setText, type TextStyle } from './set-text.ts';
import { colours } from './style.ts';

export const mapSize = { width: 1200, height: 900 };

export const plane: Box = { x: 30, y: 30, width: 1140, height: 840 };
/** Keeps the outermost songs off the edge and off the corners' names. */
const margin = 104;

/** The place of a feeling on the picture; valence and energy -1..1. */
export function toPoint({ valence, energy }: { valence: number; energy: number }): Point {
  return {
    x: plane.x + margin + ((valence + 1) / 2) * (plane.width - 2 * margin),
    y: plane.y + margin + ((1 - energy) / 2) * (plane.height - 2 * margin),
  };
}

const corners = [
  { name: 'tense', colour: colours.stormy, x: 0, y: 0 },
  { name: 'bright', colour: colours.bright, x: 1, y: 0 },
  { name: 'sad', colour: colours.sad, x: 0, y: 1 },
  { name: 'calm', colour: colours.calm, x: 1, y: 1 },
] as const;

const cornerStyle: TextStyle = {
  sizes: [35],
  weight: 600,
  fill: colours.soft,
  maxWidth: 520,
  maxLines: 1,
};

/** The plane as SVG, and the boxes that the corners' names take. */
export async function drawPlane(
  cornerNames: Texts['pictures']['corners'],
): Promise<{ svg: string; names: Box[] }> {
  const names: Box[] = [];
  const parts = [
    `<rect width="${mapSize.width}" height="${mapSize.height}" fill="${colours.ground}"/>`,
    `<clipPath id="plane"><rect x="${plane.x}" y="${plane.y}" width="${plane.width}" height="${plane.height}" rx="36"/></clipPath>`,
    `<g clip-path="url(#plane)"><rect width="${mapSize.width}" height="${mapSize.height}" fill="${colours.panel}"/>`,
  ];
  corners.forEach(({ colour, x, y }, id) => {
    const [cx, cy] = [plane.x + x * plane.width, plane.y + y * plane.height];
    parts.push(
      `<radialGradient id="light${id}" gradientUnits="userSpaceOnUse" cx="${cx}" cy="${cy}" r="680">`,
      `<stop stop-color="${colour}" stop-opacity="0.5"/><stop offset="1" stop-color="${colour}" stop-opacity="0"/></radialGradient>`,
      `<rect width="${mapSize.width}" height="${mapSize.height}" fill="url(#light${id})"/>`,
    );
  });
  const middle = toPoint({ valence: 0, energy: 0 });
  parts.push(
    `<path d="M${plane.x} ${middle.y}H${plane.x + plane.width}M${middle.x} ${plane.y}V${plane.y + plane.height}" stroke="${colours.text}" stroke-opacity="0.16" stroke-width="2" stroke-dasharray="3 9" stroke-linecap="round"/></g>`,
  );
  for (const corner of corners) {
    const block = await setText(cornerNames[corner.name], cornerStyle);
    const x = plane.x + 28 + corner.x * (plane.width - 56 - block.width);
    const y = plane.y + 18 + corner.y * (plane.height - 36 - block.height);
    parts.push(move(block, x, y));
    names.push({ x, y, width: block.width, height: block.height });
  }
  return { svg: parts.join(''), names };
}

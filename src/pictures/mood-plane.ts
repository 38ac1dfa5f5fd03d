/** The plane of the mood map: four soft lights, two axes, and what each corner is called. Pixels. */
import { colours } from './colours.ts';
import type { Box } from './place-labels.ts';
import { move, type TextStyle, type Typesetter } from './text/typesetter.ts';

export const mapSize = { width: 1200, height: 900 };

export const plane: Box = { x: 30, y: 30, width: 1140, height: 840 };
/** The outermost songs stay off the edge and the corners' names. */
const margin = 104;

/** Where a feeling lies on the picture. */
export function at({ valence, energy }: { valence: number; energy: number }): { x: number; y: number } {
  return {
    x: plane.x + margin + ((valence + 1) / 2) * (plane.width - 2 * margin),
    y: plane.y + margin + ((1 - energy) / 2) * (plane.height - 2 * margin),
  };
}

const corners = [
  { name: 'tense & stormy', colour: colours.stormy, x: 0, y: 0 },
  { name: 'bright & lively', colour: colours.bright, x: 1, y: 0 },
  { name: 'sad & quiet', colour: colours.sad, x: 0, y: 1 },
  { name: 'calm & tender', colour: colours.calm, x: 1, y: 1 },
];

const cornerStyle: TextStyle = {
  sizes: [35],
  weight: 600,
  fill: colours.soft,
  maxWidth: 400,
  maxLines: 1,
};

/** The plane, and the boxes of the corners' names. */
export async function drawPlane(typesetter: Typesetter): Promise<{ svg: string; names: Box[] }> {
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
  const middle = at({ valence: 0, energy: 0 });
  parts.push(
    `<path d="M${plane.x} ${middle.y}H${plane.x + plane.width}M${middle.x} ${plane.y}V${plane.y + plane.height}" stroke="${colours.text}" stroke-opacity="0.16" stroke-width="2" stroke-dasharray="3 9" stroke-linecap="round"/></g>`,
  );
  for (const corner of corners) {
    const block = await typesetter.set(corner.name, cornerStyle);
    const x = plane.x + 28 + corner.x * (plane.width - 56 - block.width);
    const y = plane.y + 18 + corner.y * (plane.height - 36 - block.height);
    parts.push(move(block, x, y));
    names.push({ x, y, width: block.width, height: block.height });
  }
  return { svg: parts.join(''), names };
}

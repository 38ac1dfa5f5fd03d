/** How the labels of the mood map look. */
import { colours, px } from './colours.ts';
import type { Box, LabelPlaced } from './place-labels.ts';
import { move, type TextBlock, type TextStyle } from './text/typesetter.ts';

export const labelStyle: TextStyle = {
  sizes: [38],
  weight: 650,
  fill: colours.text,
  maxWidth: 430,
  maxLines: 1,
  align: 'left',
};

const padding = { x: 16, y: 5 };

/** A label: its rank and its name side by side, so that a name written from right to left keeps its number in front. */
export type Label = { rank: TextBlock | null; name: TextBlock; width: number; height: number; rim: string };

const gap = 12;

export function labelOf(rank: TextBlock | null, name: TextBlock, rim: string): Label {
  return {
    rank,
    name,
    rim,
    width: (rank === null ? 0 : rank.width + gap) + name.width + 2 * padding.x,
    height: name.height + 2 * padding.y,
  };
}

export function drawLabel({ rank, name, rim }: Label, { x, y, width, height }: Box): string {
  const left = x + padding.x;
  return [
    `<rect x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" rx="18" fill="${colours.ground}" fill-opacity="0.88" stroke="${rim}" stroke-width="2"/>`,
    rank === null ? '' : move(rank, left, y + padding.y),
    move(name, left + (rank === null ? 0 : rank.width + gap), y + padding.y),
  ].join('');
}

/** The line from a point to a label that had to go far. */
export function drawLead(from: { x: number; y: number }, box: LabelPlaced): string {
  if (!box.isFar) return '';
  const x = Math.min(Math.max(from.x, box.x + 18), box.x + box.width - 18);
  const y = Math.min(Math.max(from.y, box.y + 18), box.y + box.height - 18);
  return `<path d="M${px(from.x)} ${px(from.y)}L${px(x)} ${px(y)}" stroke="${colours.text}" stroke-opacity="0.55" stroke-width="2.5"/>`;
}

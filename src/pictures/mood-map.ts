/** The mood map: the photo as a star, the songs as dots on the plane of valence and energy, the best five by name. */
import type { Texts } from '../locales/words.ts';
import { rasterise } from '../photos/sharp.ts';
import { type Box, type PlacedLabel, type Point, placeLabels } from './place-labels.ts';
import { move, setText, type TextBlock, type TextStyle } from './set-text.ts';
import { colours, px, starPath } from './style.ts';

export type MapSong = {
  title: string;
  artists: string[];
  valence: number | null;
  energy: number | null;
};

export type MoodMap = {
  /** The words on it: names of the star and of the corners. */
  labels: Pick<Texts['pictures'], 'photo' | 'corners'>;
  photo: { valence: number; energy: number };
  /** Best match first. */
  songs: MapSong[];
};

const mapSize = { width: 1200, height: 900 };

const plane: Box = { x: 30, y: 30, width: 1140, height: 840 };
/** Keeps the outermost songs off the edge and off the corners' names. */
const margin = 104;

/** The place of a feeling on the picture; valence and energy -1..1. */
function toPoint({ valence, energy }: { valence: number; energy: number }): Point {
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
async function drawPlane(cornerNames: Texts['pictures']['corners']): Promise<{ svg: string; names: Box[] }> {
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

const namedSongs = 5;
const winnerRadius = 22;
const starRadius = 36;
const padding = { x: 16, y: 5 };
const rankGap = 16;

const labelStyle: TextStyle = {
  sizes: [38],
  weight: 700,
  fill: colours.text,
  maxWidth: 480,
  maxLines: 2,
};
const numberStyle: TextStyle = { ...labelStyle, sizes: [28], fill: colours.ground };

type Dot = Point & { song: MapSong; rank: number };

/** Rank and name are set apart, so that a name written from right to left keeps its rank in front. */
type Label = { rank: TextBlock | null; name: TextBlock; width: number; height: number; rim: string };

/** Worse matches are fainter. */
function drawDot({ x, y, rank }: Dot, songs: number): string {
  const opacity = 0.75 - 0.45 * Math.min(1, rank / Math.max(songs, 20));
  return `<circle cx="${px(x)}" cy="${px(y)}" r="8" fill="${colours.song}" fill-opacity="${opacity.toFixed(2)}"/>`;
}

/** With its rank inside, so that it can be found when its label is far away. */
async function drawWinner({ x, y, rank }: Dot): Promise<string> {
  const number = await setText(String(rank), numberStyle);
  const fill = rank === 1 ? colours.gold : colours.text;
  return `<circle cx="${px(x)}" cy="${px(y)}" r="${winnerRadius}" fill="${fill}" stroke="${colours.ground}" stroke-width="4"/>${move(number, x - number.width / 2, y - number.height / 2)}`;
}

function drawPhoto({ x, y }: Point): string {
  return [
    `<radialGradient id="glow"><stop stop-color="${colours.gold}" stop-opacity="0.7"/><stop offset="1" stop-color="${colours.gold}" stop-opacity="0"/></radialGradient>`,
    `<g transform="translate(${px(x)} ${px(y)})"><circle r="80" fill="url(#glow)"/>`,
    `<path d="${starPath(starRadius)}" fill="${colours.gold}" stroke="${colours.ground}" stroke-width="5" stroke-linejoin="round" paint-order="stroke"/></g>`,
  ].join('');
}

/** Songs at one place would hide each other and the star: each named one moves as little as it must. */
function separate(winners: readonly Dot[], star: Point): Dot[] {
  const placed: Dot[] = [];
  const isFree = ({ x, y }: Point): boolean =>
    Math.hypot(x - star.x, y - star.y) >= starRadius + winnerRadius &&
    placed.every((other) => Math.hypot(x - other.x, y - other.y) >= 2 * winnerRadius + 3);
  for (const dot of winners) {
    const spots = [0, 12, 24, 36, 48, 60, 76, 92].flatMap((distance) =>
      Array.from({ length: 16 }, (_, turn) => ({
        x: dot.x + distance * Math.cos((turn * Math.PI) / 8),
        y: dot.y + distance * Math.sin((turn * Math.PI) / 8),
      })),
    );
    placed.push({ ...dot, ...spots.find(isFree) });
  }
  return placed;
}

function toLabel(rank: TextBlock | null, name: TextBlock, rim: string): Label {
  const rankWidth = rank === null ? 0 : rank.width + rankGap;
  return {
    rank,
    name,
    rim,
    width: rankWidth + name.width + 2 * padding.x,
    height: name.height + 2 * padding.y,
  };
}

async function winnerLabel({ song, rank }: Dot): Promise<Label> {
  const isFirst = rank === 1;
  const number = await setText(String(rank), { ...labelStyle, fill: isFirst ? colours.gold : colours.soft });
  return toLabel(number, await setText(song.title, labelStyle), isFirst ? colours.gold : colours.line);
}

function drawLabel({ rank, name, rim }: Label, { x, y, width, height }: Box): string {
  const left = x + padding.x;
  return [
    `<rect x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" rx="18" fill="${colours.ground}" fill-opacity="0.88" stroke="${rim}" stroke-width="2"/>`,
    rank === null ? '' : move(rank, left, y + (height - rank.height) / 2),
    move(name, left + (rank === null ? 0 : rank.width + rankGap), y + padding.y),
  ].join('');
}

/** A line from a point to a label far from it. */
function drawLine(from: Point, label: PlacedLabel): string {
  if (!label.isFar) return '';
  const x = Math.min(Math.max(from.x, label.x + 18), label.x + label.width - 18);
  const y = Math.min(Math.max(from.y, label.y + 18), label.y + label.height - 18);
  return `<path d="M${px(from.x)} ${px(from.y)}L${px(x)} ${px(y)}" stroke="${colours.text}" stroke-opacity="0.55" stroke-width="2.5"/>`;
}

/** A square around a point. */
const around = ({ x, y }: Point, radius: number): Box => ({
  x: x - radius,
  y: y - radius,
  width: 2 * radius,
  height: 2 * radius,
});

/** A PNG of `mapSize`. Songs without a feeling are left out. */
export async function drawMoodMap(map: MoodMap): Promise<Uint8Array> {
  const { svg, names } = await drawPlane(map.labels.corners);
  const star = toPoint(map.photo);
  const dots = map.songs.flatMap((song, index): Dot[] => {
    const { valence, energy } = song;
    if (valence === null || energy === null) return [];
    return [{ ...toPoint({ valence, energy }), song, rank: index + 1 }];
  });
  const others = dots.filter(({ rank }) => rank > namedSongs);
  const winners = separate(
    dots.filter(({ rank }) => rank <= namedSongs),
    star,
  );
  const photoName = await setText(map.labels.photo, { ...labelStyle, fill: colours.gold });
  const labels = [toLabel(null, photoName, 'none'), ...(await Promise.all(winners.map(winnerLabel)))];
  const points = [star, ...winners];
  const boxes = placeLabels(
    labels.map(({ width, height }, index) => ({ ...(points[index] ?? star), width, height })),
    {
      bounds: { x: plane.x + 10, y: plane.y + 10, width: plane.width - 20, height: plane.height - 20 },
      solid: [...names, around(star, starRadius), ...winners.map((dot) => around(dot, winnerRadius))],
      soft: others,
    },
  );
  const drawn = labels.flatMap((label, index) => {
    const [box, point] = [boxes[index], points[index]];
    if (!box || !point) return [];
    return [{ line: drawLine(point, box), label: drawLabel(label, box) }];
  });
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${mapSize.width}" height="${mapSize.height}">`,
    svg,
    ...others.toReversed().map((dot) => drawDot(dot, dots.length)),
    ...drawn.map(({ line }) => line),
    drawPhoto(star),
    ...(await Promise.all(winners.toReversed().map(drawWinner))),
    ...drawn.map(({ label }) => label),
    '</svg>',
  ];
  return rasterise(Buffer.from(parts.join('')));
}

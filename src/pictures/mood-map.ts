/** The mood plane with the photo as a star and the songs as dots, the best of them by name. */
import { colours, px, starPath } from './colours.ts';
import { drawLabel, drawLead, type Label, labelOf, labelStyle } from './map-labels.ts';
import { at, drawPlane, mapSize, plane } from './mood-plane.ts';
import { type Box, placeLabels } from './place-labels.ts';
import type { MapSong, MoodMap } from './shapes.ts';
import { move, type TextStyle, type Typesetter } from './text/typesetter.ts';

const named = 5;
const winnerRadius = 22;
const starRadius = 36;

type Dot = { x: number; y: number; song: MapSong; rank: number };

const numberStyle: TextStyle = { ...labelStyle, sizes: [28], weight: 750, fill: colours.ground };

const around = ({ x, y }: { x: number; y: number }, radius: number): Box => ({
  x: x - radius,
  y: y - radius,
  width: 2 * radius,
  height: 2 * radius,
});

/** The further down, the fainter. */
function drawSong({ x, y, rank }: Dot, songs: number): string {
  const opacity = 0.75 - 0.45 * Math.min(1, rank / Math.max(songs, 20));
  return `<circle cx="${px(x)}" cy="${px(y)}" r="8" fill="${colours.song}" fill-opacity="${opacity.toFixed(2)}"/>`;
}

/** With its rank inside, so that it is found when its label had to go elsewhere. */
async function drawWinner({ x, y, rank }: Dot, typesetter: Typesetter): Promise<string> {
  const number = await typesetter.set(String(rank), numberStyle);
  const fill = rank === 1 ? colours.gold : colours.text;
  return `<circle cx="${px(x)}" cy="${px(y)}" r="${winnerRadius}" fill="${fill}" stroke="${colours.ground}" stroke-width="4"/>${move(number, x - number.width / 2, y - number.height / 2)}`;
}

function drawPhoto({ x, y }: { x: number; y: number }): string {
  return [
    `<radialGradient id="glow"><stop stop-color="${colours.gold}" stop-opacity="0.7"/><stop offset="1" stop-color="${colours.gold}" stop-opacity="0"/></radialGradient>`,
    `<g transform="translate(${px(x)} ${px(y)})"><circle r="80" fill="url(#glow)"/>`,
    `<path d="${starPath(starRadius)}" fill="${colours.gold}" stroke="${colours.ground}" stroke-width="5" stroke-linejoin="round" paint-order="stroke"/></g>`,
  ].join('');
}

/** Songs of one place would hide each other and the star: the named ones step aside, each as little as it can. */
function stepAside(winners: readonly Dot[], star: { x: number; y: number }): Dot[] {
  const placed: Dot[] = [];
  const isFree = ({ x, y }: { x: number; y: number }): boolean =>
    Math.hypot(x - star.x, y - star.y) >= starRadius + winnerRadius &&
    placed.every((other) => Math.hypot(x - other.x, y - other.y) >= 2 * winnerRadius + 3);
  for (const dot of winners) {
    const spots = [0, 12, 24, 36, 48, 60, 76, 92].flatMap((reach) =>
      Array.from({ length: 16 }, (_, turn) => ({
        x: dot.x + reach * Math.cos((turn * Math.PI) / 8),
        y: dot.y + reach * Math.sin((turn * Math.PI) / 8),
      })),
    );
    placed.push({ ...dot, ...spots.find(isFree) });
  }
  return placed;
}

/** An SVG of `mapSize`. Songs of which no feeling was read are left out. */
export async function drawMoodMap(map: MoodMap, typesetter: Typesetter): Promise<string> {
  const { svg, names } = await drawPlane(typesetter);
  const star = at(map.photo);
  const dots = map.songs.flatMap((song, index): Dot[] => {
    const { valence, energy } = song;
    return valence === null || energy === null ? [] : [{ ...at({ valence, energy }), song, rank: index + 1 }];
  });
  const others = dots.filter(({ rank }) => rank > named);
  const winners = stepAside(
    dots.filter(({ rank }) => rank <= named),
    star,
  );
  const labels: Label[] = [];
  for (const { song, rank } of winners) {
    const fill = rank === 1 ? colours.gold : colours.soft;
    const number = await typesetter.set(String(rank), { ...labelStyle, fill });
    const name = await typesetter.set(song.title, labelStyle);
    labels.push(labelOf(number, name, rank === 1 ? colours.gold : colours.line));
  }
  const photoName = await typesetter.set('your photo', { ...labelStyle, fill: colours.gold });
  labels.push(labelOf(null, photoName, 'none'));
  const points = [...winners, star];
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
    // The star needs no name when there is no room beside it.
    if (!box || !point || (label.rank === null && box.isFar)) return [];
    return [{ lead: drawLead(point, box), label: drawLabel(label, box) }];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${mapSize.width}" height="${mapSize.height}">`,
    svg,
    ...others.toReversed().map((dot) => drawSong(dot, dots.length)),
    ...drawn.map(({ lead }) => lead),
    drawPhoto(star),
    ...(await Promise.all(winners.toReversed().map((dot) => drawWinner(dot, typesetter)))),
    ...drawn.map(({ label }) => label),
    '</svg>',
  ].join('');
}

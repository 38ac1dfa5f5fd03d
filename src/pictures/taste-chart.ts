/** What counts for one person beside what counts for everybody, a bar for each feature. */
import { colours, px } from './colours.ts';
import type { Taste } from './shapes.ts';
import { move, type TextStyle, type Typesetter } from './text/typesetter.ts';

const width = 1200;
const edge = 56;
const head = 150;
const rowHeight = 96;
const foot = 92;
const maxRows = 8;
const bars = { left: 330, right: 930, height: 40 };
const dots = { left: 1006, gap: 30, count: 5, radius: 9 };

const plain: TextStyle = {
  sizes: [36],
  weight: 550,
  fill: colours.text,
  maxWidth: 250,
  maxLines: 1,
  align: 'left',
};
const small: TextStyle = { ...plain, sizes: [28], weight: 450, fill: colours.soft, maxWidth: 700 };

type Feature = Taste['features'][number];

/** Full at the sure end, fading out over what may be. */
function drawBar({ standard, learned, sureness }: Feature, y: number, id: number, scale: number): string {
  const length = learned * scale;
  const doubt = (1 - sureness) * 0.5 * length;
  const change = learned - standard;
  const colour = Math.abs(change) < 0.005 ? colours.soft : change > 0 ? colours.gold : colours.song;
  const full = length + doubt === 0 ? 1 : (length - doubt) / (length + doubt);
  const at = bars.left + standard * scale;
  const middle = y + bars.height / 2;
  return [
    `<rect x="${bars.left}" y="${y}" width="${bars.right - bars.left}" height="${bars.height}" rx="12" fill="${colours.line}" fill-opacity="0.45"/>`,
    `<linearGradient id="bar${id}"><stop offset="${full.toFixed(3)}" stop-color="${colour}"/><stop offset="1" stop-color="${colour}" stop-opacity="${doubt > 0.5 ? 0 : 1}"/></linearGradient>`,
    `<rect x="${bars.left}" y="${y}" width="${px(Math.max(10, length + doubt))}" height="${bars.height}" rx="12" fill="url(#bar${id})"/>`,
    `<path d="M${px(at)} ${middle - 32}V${middle + 32}" stroke="${colours.text}" stroke-width="5" stroke-linecap="round"/>`,
  ].join('');
}

function drawSureness({ sureness }: Feature, y: number): string {
  const full = Math.round(sureness * dots.count);
  return Array.from({ length: dots.count }, (_, at) => {
    const fill = at < full ? colours.soft : colours.line;
    return `<circle cx="${dots.left + at * dots.gap}" cy="${y + bars.height / 2}" r="${dots.radius}" fill="${fill}"/>`;
  }).join('');
}

/** An SVG, 1200 wide and as high as its rows need. */
export async function drawTasteChart({ features, ratings }: Taste, typesetter: Typesetter): Promise<string> {
  const rows = features.slice(0, maxRows);
  const height = head + rows.length * rowHeight + foot;
  const longest = Math.max(
    0.05,
    ...rows.map((row) => Math.max(row.standard, row.learned * (1.5 - row.sureness / 2))),
  );
  const scale = (bars.right - bars.left) / longest;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">`,
    `<rect width="${width}" height="${height}" fill="${colours.panel}"/>`,
  ];
  const title = await typesetter.set('What counts for you', {
    ...plain,
    sizes: [50],
    weight: 750,
    maxWidth: 800,
  });
  const from = await typesetter.set(`from ${ratings} ${ratings === 1 ? 'rating' : 'ratings'}`, small);
  const sure = await typesetter.set('how sure', { ...small, maxWidth: 200 });
  parts.push(
    move(title, edge, 36),
    move(from, edge + title.width + 24, 36 + title.height * 0.75 - from.height * 0.75),
    move(sure, dots.left + 2 * dots.gap - sure.width / 2, 48),
  );
  for (const [index, row] of rows.entries()) {
    const y = head + index * rowHeight + (rowHeight - bars.height) / 2;
    const label = await typesetter.set(row.label, plain);
    parts.push(
      move(label, edge, y + (bars.height - label.height) / 2),
      drawBar(row, y, index, scale),
      drawSureness(row, y),
    );
  }
  const y = height - foot + 14;
  const legend = [
    {
      mark: `<rect y="9" width="34" height="22" rx="7" fill="${colours.gold}"/>`,
      text: 'more than at the start',
    },
    { mark: `<rect y="9" width="34" height="22" rx="7" fill="${colours.song}"/>`, text: 'less' },
    {
      mark: `<path d="M17 4V36" stroke="${colours.text}" stroke-width="5" stroke-linecap="round"/>`,
      text: 'where everyone starts',
    },
  ];
  let x = edge;
  for (const { mark, text } of legend) {
    const block = await typesetter.set(text, small);
    parts.push(
      `<g transform="translate(${px(x)} ${y})">${mark}</g>`,
      move(block, x + 48, y + 20 - block.height / 2),
    );
    x += 48 + block.width + 44;
  }
  return `${parts.join('')}</svg>`;
}

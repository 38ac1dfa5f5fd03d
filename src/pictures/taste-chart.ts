/** What counts for one person beside what counts for everybody, a bar for each feature. */
import { colours, px } from './colours.ts';
import type { TasteRows } from './shapes.ts';
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
  sizes: [34, 30],
  weight: 550,
  fill: colours.text,
  maxWidth: 262,
  maxLines: 1,
  align: 'left',
};
const small: TextStyle = { ...plain, sizes: [28], weight: 450, fill: colours.soft, maxWidth: 700 };

type Row = TasteRows['rows'][number];

const kinds = {
  more: { colour: colours.gold, text: 'more than at first' },
  less: { colour: colours.song, text: 'less' },
  same: { colour: colours.soft, text: 'unchanged' },
  contrast: { colour: colours.stormy, text: 'contrast' },
};

type Kind = keyof typeof kinds;

/** A change of half a percent cannot be seen. */
function kindOf({ yours, usual }: Row): Kind {
  if (yours < 0 && usual >= 0) return 'contrast';
  const gain = Math.abs(yours) - Math.abs(usual);
  return Math.abs(gain) < 0.005 ? 'same' : gain > 0 ? 'more' : 'less';
}

/** How far the bar fades out on either side of its value: nothing for what is sure, half of it for what is a guess. */
const doubt = ({ yours, sureness }: Row): number => (1 - sureness) * 0.5 * Math.abs(yours);

function drawBar(row: Row, y: number, id: number, scale: number): string {
  const length = Math.abs(row.yours) * scale;
  const fade = doubt(row) * scale;
  const { colour } = kinds[kindOf(row)];
  const full = fade > 0.5 ? (length - fade) / (length + fade) : 1;
  const start = bars.left + Math.abs(row.usual) * scale;
  const middle = y + bars.height / 2;
  return [
    `<rect x="${bars.left}" y="${y}" width="${bars.right - bars.left}" height="${bars.height}" rx="12" fill="${colours.line}" fill-opacity="0.45"/>`,
    `<linearGradient id="bar${id}"><stop offset="${full.toFixed(3)}" stop-color="${colour}"/><stop offset="1" stop-color="${colour}" stop-opacity="${full < 1 ? 0 : 1}"/></linearGradient>`,
    `<rect x="${bars.left}" y="${y}" width="${px(Math.max(10, length + fade))}" height="${bars.height}" rx="12" fill="url(#bar${id})"/>`,
    `<path d="M${px(start)} ${middle - 32}V${middle + 32}" stroke="${colours.text}" stroke-width="5" stroke-linecap="round"/>`,
  ].join('');
}

function drawSureness({ sureness }: Row, y: number): string {
  const full = Math.round(sureness * dots.count);
  return Array.from({ length: dots.count }, (_, at) => {
    const fill = at < full ? colours.soft : colours.line;
    return `<circle cx="${dots.left + at * dots.gap}" cy="${y + bars.height / 2}" r="${dots.radius}" fill="${fill}"/>`;
  }).join('');
}

/** What the colours that occur mean, and the white stroke. */
async function drawLegend(rows: readonly Row[], y: number, typesetter: Typesetter): Promise<string> {
  const there = new Set(rows.map(kindOf));
  const entries = (['more', 'less', 'same', 'contrast'] as const)
    .filter((kind) => there.has(kind))
    .map((kind) => ({
      mark: `<rect y="9" width="34" height="22" rx="7" fill="${kinds[kind].colour}"/>`,
      text: kinds[kind].text,
    }));
  entries.push({
    mark: `<path d="M17 4V36" stroke="${colours.text}" stroke-width="5" stroke-linecap="round"/>`,
    text: 'where all start',
  });
  const parts: string[] = [];
  let x = edge;
  for (const { mark, text } of entries) {
    const block = await typesetter.set(text, small);
    parts.push(
      `<g transform="translate(${px(x)} ${y})">${mark}</g>`,
      move(block, x + 46, y + 20 - block.height / 2),
    );
    x += 46 + block.width + 36;
  }
  return parts.join('');
}

/** An SVG, 1200 wide and as high as its rows need. */
export async function drawTasteChart(taste: TasteRows, typesetter: Typesetter): Promise<string> {
  const rows = taste.rows.slice(0, maxRows);
  const height = head + rows.length * rowHeight + foot;
  const reach = (row: Row): number => Math.max(Math.abs(row.usual), Math.abs(row.yours) + doubt(row));
  const scale = (bars.right - bars.left) / Math.max(0.05, ...rows.map(reach));
  const title = await typesetter.set('What counts for you', {
    ...plain,
    sizes: [50],
    weight: 750,
    maxWidth: 800,
  });
  const from = await typesetter.set(`from ${taste.count} ${taste.count === 1 ? 'rating' : 'ratings'}`, small);
  const sure = await typesetter.set('how sure', small);
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">`,
    `<rect width="${width}" height="${height}" fill="${colours.panel}"/>`,
    move(title, edge, 36),
    move(from, edge + title.width + 24, 36 + title.height * 0.75 - from.height * 0.75),
    move(sure, dots.left + 2 * dots.gap - sure.width / 2, 36 + title.height * 0.75 - sure.height * 0.75),
  ];
  for (const [index, row] of rows.entries()) {
    const y = head + index * rowHeight + (rowHeight - bars.height) / 2;
    const label = await typesetter.set(row.label, plain);
    parts.push(
      move(label, edge, y + (bars.height - label.height) / 2),
      drawBar(row, y, index, scale),
      drawSureness(row, y),
    );
  }
  parts.push(await drawLegend(rows, height - foot + 14, typesetter));
  return `${parts.join('')}</svg>`;
}

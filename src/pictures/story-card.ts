/** A card for a story: the photo in a frame, the song, who plays it, how it feels, and a small mark. */
import { colours, px, starPath } from './colours.ts';
import type { Box } from './place-labels.ts';
import type { Drawing } from './protocol.ts';
import { type CardShape, type CardText, cardSizes } from './shapes.ts';
import { move, type TextBlock, type TextStyle, type Typesetter } from './text/typesetter.ts';

type Plan = {
  /** Where the photo may lie; it keeps its proportions. */
  photo: Box;
  /** Where the text lies. Without `y`, below the photo, both together in the middle of `photo`'s height. */
  text: Box;
  titleSizes: readonly number[];
  titleLines: number;
  artistSize: number;
  vibeSize: number;
  align: 'center' | 'start';
  mark: { x: number; y: number };
};

/**
 * Instagram covers about 250 pixels at the top of a story and 300 at its bottom with its own buttons: there is only
 * the blurred photo there.
 */
const plans: Record<CardShape, Plan> = {
  story: {
    photo: { x: 90, y: 250, width: 900, height: 1350 },
    text: { x: 90, y: 0, width: 900, height: 620 },
    titleSizes: [92, 80, 68, 58],
    titleLines: 3,
    artistSize: 50,
    vibeSize: 42,
    align: 'center',
    mark: { x: 540, y: 1660 },
  },
  landscape: {
    photo: { x: 90, y: 90, width: 900, height: 900 },
    text: { x: 1070, y: 90, width: 760, height: 900 },
    titleSizes: [88, 76, 66, 56],
    titleLines: 4,
    artistSize: 48,
    vibeSize: 40,
    align: 'start',
    mark: { x: 1070, y: 990 },
  },
  square: {
    photo: { x: 70, y: 60, width: 940, height: 900 },
    text: { x: 70, y: 0, width: 940, height: 400 },
    titleSizes: [66, 58, 50],
    titleLines: 2,
    artistSize: 40,
    vibeSize: 34,
    align: 'center',
    mark: { x: 540, y: 1015 },
  },
};

const gaps = { photo: 52, title: 10, artist: 26 };

type Set = { blocks: { block: TextBlock; gap: number }[]; height: number };

async function setTexts(card: CardText, plan: Plan, typesetter: Typesetter): Promise<Set> {
  const common = { maxWidth: plan.text.width, align: plan.align } as const;
  const title: TextStyle = {
    ...common,
    sizes: plan.titleSizes,
    weight: 800,
    fill: colours.text,
    maxLines: plan.titleLines,
  };
  const artist: TextStyle = {
    ...common,
    sizes: [plan.artistSize],
    weight: 500,
    fill: colours.gold,
    maxLines: 1,
  };
  const vibe: TextStyle = { ...artist, sizes: [plan.vibeSize], weight: 400, fill: '#dfe3f0', maxLines: 3 };
  const texts = [
    { text: card.title, style: title, gap: gaps.title },
    { text: card.artists.join(', '), style: artist, gap: gaps.artist },
    { text: card.vibe, style: vibe, gap: 0 },
  ];
  const blocks: Set['blocks'] = [];
  for (const { text, style, gap } of texts) {
    const block = await typesetter.set(text, style);
    if (block.lines > 0) blocks.push({ block, gap });
  }
  const last = blocks.at(-1);
  if (last) last.gap = 0;
  return { blocks, height: blocks.reduce((sum, { block, gap }) => sum + block.height + gap, 0) };
}

/** The largest box of that proportion within another, in its middle. */
function fitInto(box: Box, ratio: number): Box {
  const width = Math.min(box.width, box.height * ratio);
  const height = Math.min(box.height, box.width / ratio);
  return { x: box.x + (box.width - width) / 2, y: box.y + (box.height - height) / 2, width, height };
}

/** Photo above, text below, both in the middle; or side by side, where the text has a place of its own. */
function arrange(plan: Plan, textHeight: number, ratio: number): { photo: Box; textTop: number } {
  if (plan.text.y > 0) {
    return {
      photo: fitInto(plan.photo, ratio),
      textTop: plan.text.y + (plan.text.height - textHeight) / 2,
    };
  }
  const room = plan.photo.height - textHeight - gaps.photo;
  const photo = fitInto({ ...plan.photo, height: room }, ratio);
  const top = plan.photo.y + (plan.photo.height - photo.height - gaps.photo - textHeight) / 2;
  return { photo: { ...photo, y: top }, textTop: top + photo.height + gaps.photo };
}

async function drawMark(plan: Plan, typesetter: Typesetter): Promise<string> {
  const name = await typesetter.set('SceneScore', {
    sizes: [30],
    weight: 650,
    fill: colours.text,
    maxWidth: 400,
    maxLines: 1,
  });
  const width = name.width + 36;
  const left = plan.mark.x - (plan.align === 'center' ? width / 2 : 0);
  const top = plan.mark.y - name.height;
  return `<g opacity="0.8"><path transform="translate(${px(left + 13)} ${px(top + 19)})" d="${starPath(14)}" fill="${colours.gold}"/>${move(name, left + 36, top)}</g>`;
}

/** A see-through SVG of the card's size that lies over the photo, and where the photo is to lie sharp. */
export async function drawStoryCard(card: CardText, typesetter: Typesetter): Promise<Required<Drawing>> {
  const plan = plans[card.shape];
  const { width, height } = cardSizes[card.shape];
  // Panoramas and scrolls are shown by their middle.
  const ratio = Math.min(2.2, Math.max(0.5, card.photoRatio));
  const texts = await setTexts(card, plan, typesetter);
  const { photo, textTop } = arrange(plan, texts.height, ratio);
  const parts: string[] = [];
  let y = textTop;
  for (const { block, gap } of texts.blocks) {
    const rightEnd = plan.text.width - block.width;
    const x = plan.text.x + (plan.align === 'center' ? rightEnd / 2 : block.startsRight ? rightEnd : 0);
    parts.push(move(block, x, y));
    y += block.height + gap;
  }
  parts.push(await drawMark(plan, typesetter));
  return {
    svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${parts.join('')}</svg>`,
    photo,
  };
}

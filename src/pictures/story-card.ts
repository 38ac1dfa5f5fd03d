/** A card for a story: the photo in a frame, the song, who plays it, how it feels, and a small mark. */
import { type Plan, plans } from './card-plans.ts';
import { colours, px, starPath } from './colours.ts';
import type { Box } from './place-labels.ts';
import { type CardText, cardSizes } from './shapes.ts';
import { move, type TextBlock, type TextStyle, type Typesetter } from './text/typesetter.ts';

/** In front of each. */
const gaps = { photo: 52, artist: 10, vibe: 26 };

type Align = 'left' | 'center' | 'right';

type Texts = { blocks: { block: TextBlock; gap: number }[]; height: number; align: Align };

async function setTexts(card: CardText, plan: Plan, typesetter: Typesetter): Promise<Texts> {
  const title = await typesetter.set(card.title, {
    sizes: plan.titleSizes,
    weight: 800,
    fill: colours.text,
    maxWidth: plan.text.width,
    maxLines: 8,
    maxHeight: plan.titleHeight,
    align: plan.align,
  });
  // What belongs to an Arabic title stands on its side.
  const align: Align = plan.align === 'center' ? 'center' : title.startsRight ? 'right' : 'left';
  const artistStyle: TextStyle = {
    sizes: [plan.artistSize, plan.artistSize * 0.84],
    weight: 500,
    fill: colours.gold,
    maxWidth: plan.text.width,
    maxLines: 1,
    align,
  };
  const artist = await typesetter.set(card.artists.join(', '), artistStyle);
  const vibe = await typesetter.set(card.vibe, {
    ...artistStyle,
    sizes: [plan.vibeSize],
    weight: 400,
    fill: colours.text,
    maxLines: 3,
  });
  const blocks = [
    { block: title, gap: 0 },
    { block: artist, gap: gaps.artist },
    { block: vibe, gap: gaps.vibe },
  ].filter(({ block }) => block.lines > 0);
  return { blocks, height: blocks.reduce((sum, { block, gap }) => sum + gap + block.height, 0), align };
}

const shares: Record<Align, number> = { left: 0, center: 0.5, right: 1 };

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

async function drawMark({ mark, text }: Plan, align: Align, typesetter: Typesetter): Promise<string> {
  const name = await typesetter.set('SceneScore', {
    sizes: [30],
    weight: 650,
    fill: colours.text,
    maxWidth: 400,
    maxLines: 1,
  });
  const left = text.x + shares[align] * (text.width - name.width - 36);
  const top = mark - name.height;
  return `<g opacity="0.8"><path transform="translate(${px(left + 13)} ${px(top + 19)})" d="${starPath(14)}" fill="${colours.gold}"/>${move(name, left + 36, top)}</g>`;
}

/** A see-through SVG of the card's size that lies over the photo, and where the photo is to lie sharp. */
export async function drawStoryCard(
  card: CardText,
  typesetter: Typesetter,
): Promise<{ svg: string; frame: Box }> {
  const plan = plans[card.shape];
  const { width, height } = cardSizes[card.shape];
  // Panoramas and scrolls are shown by their middle.
  const ratio = Math.min(2.2, Math.max(0.5, card.photoRatio));
  const texts = await setTexts(card, plan, typesetter);
  const { photo, textTop } = arrange(plan, texts.height, ratio);
  // A dark photo shows its edge.
  const parts = [
    `<rect x="${px(photo.x)}" y="${px(photo.y)}" width="${px(photo.width)}" height="${px(photo.height)}" rx="36" fill="none" stroke="${colours.text}" stroke-opacity="0.22" stroke-width="3"/>`,
  ];
  let y = textTop;
  for (const { block, gap } of texts.blocks) {
    y += gap;
    parts.push(move(block, plan.text.x + shares[texts.align] * (plan.text.width - block.width), y));
    y += block.height;
  }
  parts.push(await drawMark(plan, texts.align, typesetter));
  return {
    svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${parts.join('')}</svg>`,
    frame: photo,
  };
}

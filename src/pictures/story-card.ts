/** A 9:16 card for a story: the photo in a frame, the song, its artist, its feeling and a small mark. Pixels. */
import type { RgbImage } from '../model/photo.ts';
import { loadSharp } from '../photos/sharp.ts';
import type { Box } from './place-labels.ts';
import { move, setText, type TextBlock, type TextStyle } from './set-text.ts';
import { colours, px, starPath } from './style.ts';

export type CardText = {
  title: string;
  artists: string[];
  /** The song's feeling in one sentence; may be empty. */
  vibe: string;
};

const canvas = { width: 1080, height: 1920 };
/** Instagram covers about 250 pixels at the top of a story and 300 at its bottom with its own buttons. */
const area: Box = { x: 90, y: 250, width: 900, height: 1330 };
const markFoot = 1660;
const cornerRadius = 36;
/** Above each block. */
const gaps = { photo: 52, artist: 10, vibe: 26 };

const titleStyle: TextStyle = {
  sizes: [92, 80, 68, 58, 50],
  weight: 800,
  fill: colours.text,
  maxWidth: area.width,
  maxLines: 8,
  maxHeight: 380,
};
const artistStyle: TextStyle = {
  sizes: [50, 42],
  weight: 500,
  fill: colours.gold,
  maxWidth: area.width,
  maxLines: 1,
};
const vibeStyle: TextStyle = { ...artistStyle, sizes: [42], weight: 400, fill: colours.text, maxLines: 3 };

type Texts = { blocks: { block: TextBlock; gap: number }[]; height: number };

async function setTexts({ title, artists, vibe }: CardText): Promise<Texts> {
  const blocks = [
    { block: await setText(title, titleStyle), gap: 0 },
    { block: await setText(artists.join(', '), artistStyle), gap: gaps.artist },
    { block: await setText(vibe, vibeStyle), gap: gaps.vibe },
  ].filter(({ block }) => block.lines > 0);
  return { blocks, height: blocks.reduce((sum, { block, gap }) => sum + gap + block.height, 0) };
}

/** The photo's frame, with room for the text below it; both together in the middle of the area. */
function framePhoto(photo: RgbImage, textHeight: number): Box {
  // Panoramas and very tall photos show only their middle.
  const ratio = Math.min(2.2, Math.max(0.5, photo.width / photo.height));
  const room = area.height - textHeight - gaps.photo;
  const width = Math.round(Math.min(area.width, room * ratio));
  const height = Math.round(Math.min(room, area.width / ratio));
  return {
    x: Math.round(area.x + (area.width - width) / 2),
    y: Math.round(area.y + (room - height) / 2),
    width,
    height,
  };
}

async function drawMark(): Promise<string> {
  const style: TextStyle = { sizes: [30], weight: 700, fill: colours.text, maxWidth: 400, maxLines: 1 };
  const name = await setText('SceneScore', style);
  const left = (canvas.width - name.width - 36) / 2;
  const top = markFoot - name.height;
  return `<g opacity="0.8"><path transform="translate(${px(left + 13)} ${px(top + 19)})" d="${starPath(14)}" fill="${colours.gold}"/>${move(name, left + 36, top)}</g>`;
}

/** What lies over the photo: a rim, so that a dark photo shows its edge, the texts and the mark. */
async function drawOverlay(frame: Box, { blocks }: Texts): Promise<string> {
  const parts = [
    `<rect x="${frame.x}" y="${frame.y}" width="${frame.width}" height="${frame.height}" rx="${cornerRadius}" fill="none" stroke="${colours.text}" stroke-opacity="0.22" stroke-width="3"/>`,
  ];
  let y = frame.y + frame.height + gaps.photo;
  for (const { block, gap } of blocks) {
    y += gap;
    parts.push(move(block, (canvas.width - block.width) / 2, y));
    y += block.height;
  }
  parts.push(await drawMark());
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${canvas.width}" height="${canvas.height}">${parts.join('')}</svg>`;
}

/** Cut to the size around its middle. */
const cover = { fit: 'cover', position: 'centre' } as const;

/** The photo blurred and darkened over the whole canvas, and sharp with round corners in its frame. */
async function composePhoto({ data, width, height }: RgbImage, frame: Box, overlay: string) {
  const sharp = await loadSharp();
  const raw = { raw: { width, height, channels: 3 } } as const;
  // Blurred while small: looks the same and is twenty times as fast. Darkened here, as sharp would darken after composing.
  const blurred = await sharp(data, raw)
    .resize({ width: canvas.width / 8, height: canvas.height / 8, ...cover })
    .blur(6)
    .linear(0.36, 6)
    .png()
    .toBuffer();
  const corners = `<svg width="${frame.width}" height="${frame.height}"><rect width="${frame.width}" height="${frame.height}" rx="${cornerRadius}"/></svg>`;
  const framed = await sharp(data, raw)
    .resize({ width: frame.width, height: frame.height, ...cover })
    .ensureAlpha()
    .composite([{ input: Buffer.from(corners), blend: 'dest-in' }])
    .png()
    .toBuffer();
  return sharp(blurred)
    .resize({ ...canvas, fit: 'fill', kernel: 'cubic' })
    .composite([
      { input: framed, left: frame.x, top: frame.y },
      { input: Buffer.from(overlay), left: 0, top: 0 },
    ])
    .png()
    .toBuffer();
}

/** A PNG, 1080 x 1920. */
export async function drawStoryCard(text: CardText, photo: RgbImage): Promise<Uint8Array> {
  const texts = await setTexts(text);
  const frame = framePhoto(photo, texts.height);
  return composePhoto(photo, frame, await drawOverlay(frame, texts));
}

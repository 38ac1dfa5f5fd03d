/** What stands where on a card of each shape. Pixels. */
import type { Box } from './place-labels.ts';
import type { CardShape } from './shapes.ts';

export type Plan = {
  /** Where the photo may lie; it keeps its proportions. */
  photo: Box;
  /** Where the text lies. Without `y`, below the photo, both together in the middle of `photo`'s height. */
  text: Box;
  titleSizes: readonly number[];
  titleHeight: number;
  artistSize: number;
  vibeSize: number;
  align: 'center' | 'start';
  /** The foot of the small mark. */
  mark: number;
};

/**
 * Instagram covers about 250 pixels at the top of a story and 300 at its bottom with its own buttons: there is only
 * the blurred photo there.
 */
export const plans: Record<CardShape, Plan> = {
  story: {
    photo: { x: 90, y: 250, width: 900, height: 1330 },
    text: { x: 90, y: 0, width: 900, height: 620 },
    titleSizes: [92, 80, 68, 58, 50],
    titleHeight: 380,
    artistSize: 50,
    vibeSize: 42,
    align: 'center',
    mark: 1660,
  },
  landscape: {
    photo: { x: 90, y: 90, width: 900, height: 900 },
    text: { x: 1070, y: 90, width: 760, height: 900 },
    titleSizes: [88, 76, 66, 56, 50],
    titleHeight: 520,
    artistSize: 48,
    vibeSize: 40,
    align: 'start',
    mark: 990,
  },
  square: {
    photo: { x: 70, y: 56, width: 940, height: 904 },
    text: { x: 70, y: 0, width: 940, height: 400 },
    titleSizes: [66, 58, 50, 42],
    titleHeight: 176,
    artistSize: 40,
    vibeSize: 34,
    align: 'center',
    mark: 1040,
  },
};

/** Pictures made by hand: one byte of PNG, and words that say which. */
import type { Picture, Pictures } from '../../../src/pictures/pictures.ts';

const drawn = (what: string) => async (): Promise<Picture> => ({
  png: new Uint8Array([0x89]),
  alt: `a drawn ${what}`,
});

export function drawing(change: Partial<Pictures> = {}): Pictures {
  return {
    moodMap: drawn('mood map'),
    storyCard: drawn('story card'),
    warm: () => undefined,
    close: async () => undefined,
    ...change,
  };
}

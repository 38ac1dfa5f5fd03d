/** The drawing process: draws one picture at a time and keeps the fonts it has opened. */
import { serveParent } from '../concurrency/worker-process.ts';
import { pictures } from '../locales/en/pictures.ts';
import { packagePath } from '../package-path.ts';
import { drawMoodMap } from './mood-map.ts';
import { drawStoryCard } from './story-card.ts';

// Read by fontconfig when sharp is loaded, which the first picture does.
process.env.FONTCONFIG_FILE = packagePath('assets', 'fonts.conf');

let isWarm = false;

const methods = {
  /** Opens the fonts before the first picture. */
  async warm(): Promise<void> {
    if (!isWarm) await drawMoodMap({ labels: pictures, photo: { valence: 0, energy: 0 }, songs: [] });
    isWarm = true;
  },
  drawMoodMap,
  drawStoryCard,
};
export type DrawingMethods = typeof methods;

serveParent(methods);

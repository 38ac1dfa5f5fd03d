/** The drawing process: keeps the fonts it has opened until it is ended, lays out and paints one picture at a time. */
import { serveParent } from '../concurrency/worker-process.ts';
import { drawMoodMap } from './mood-map.ts';
import { type DrawingJob, jobSchema } from './protocol.ts';
import { rasterise, rasteriseOverPhoto } from './rasterise.ts';
import { cardSizes } from './shapes.ts';
import { drawStoryCard } from './story-card.ts';
import { drawTasteChart } from './taste-chart.ts';
import { createTypesetter } from './text/typesetter.ts';

const typesetter = createTypesetter();

let isWarm = false;

/** Most of what a first picture takes is taken by an empty one too. */
async function warm(): Promise<null> {
  if (!isWarm) await draw({ type: 'mood-map', map: { photo: { valence: 0, energy: 0 }, songs: [] } });
  isWarm = true;
  return null;
}

async function draw(job: DrawingJob): Promise<Uint8Array | null> {
  switch (job.type) {
    case 'warm':
      return warm();
    case 'mood-map':
      return rasterise(Buffer.from(await drawMoodMap(job.map, typesetter)));
    case 'card': {
      const { svg, frame } = await drawStoryCard(job.card, typesetter);
      const canvas = cardSizes[job.card.shape];
      return rasteriseOverPhoto(Buffer.from(svg), { photo: job.photo, canvas, frame });
    }
    case 'taste':
      return rasterise(Buffer.from(await drawTasteChart(job.taste, typesetter)));
  }
}

serveParent(jobSchema, async (job) => () => draw(job));

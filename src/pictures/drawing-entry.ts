/** The drawing process: keeps the fonts it has opened until it is ended, draws one picture at a time. */
import { causeChain } from '../errors.ts';
import { serveParent } from '../support/worker-process.ts';
import type { Answer } from '../support/worker-queue.ts';
import { drawMoodMap } from './mood-map.ts';
import { type Drawing, type DrawingJob, requestSchema } from './protocol.ts';
import { drawStoryCard } from './story-card.ts';
import { drawTasteChart } from './taste-chart.ts';
import { createTypesetter } from './text/typesetter.ts';

const typesetter = createTypesetter();

async function draw(job: DrawingJob): Promise<Drawing> {
  switch (job.type) {
    case 'mood-map':
      return { svg: await drawMoodMap(job.map, typesetter) };
    case 'card':
      return drawStoryCard(job.card, typesetter);
    case 'taste':
      return { svg: await drawTasteChart(job.taste, typesetter) };
  }
}

async function answer(message: unknown): Promise<Answer> {
  const { id, job } = requestSchema.parse(message);
  try {
    return { id, ok: true, value: await draw(job) };
  } catch (error) {
    return { id, ok: false, while: 'running', error: causeChain(error).join('; ') };
  }
}

serveParent(answer);

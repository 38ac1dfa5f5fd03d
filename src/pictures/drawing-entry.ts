/** The drawing process: draws one picture at a time and keeps the fonts it has opened. */
import { serveParent } from '../concurrency/worker-process.ts';
import { packagePath } from '../package-path.ts';
import { type DrawingJob, jobSchema } from './jobs.ts';
import { drawMoodMap } from './mood-map.ts';
import { drawStoryCard } from './story-card.ts';

// Read by fontconfig when sharp is loaded, which the first picture does.
process.env.FONTCONFIG_FILE = packagePath('assets', 'fonts.conf');

let isWarm = false;

async function draw(job: DrawingJob): Promise<Uint8Array | null> {
  switch (job.type) {
    case 'warm':
      if (!isWarm) await drawMoodMap({ photo: { valence: 0, energy: 0 }, songs: [] });
      isWarm = true;
      return null;
    case 'mood-map':
      return drawMoodMap(job.map);
    case 'card':
      return drawStoryCard(job.text, job.photo);
  }
}

serveParent(jobSchema, async (job) => () => draw(job));

/** Pictures with text: laid out, set and painted in a process of their own. */

import { startProcess } from '../concurrency/worker-process.ts';
import { createWorkerQueue, type WorkerFailure } from '../concurrency/worker-queue.ts';
import { ServiceError } from '../errors.ts';
import type { RgbImage } from '../model/photo.ts';
import { moodMapAlt, storyCardAlt, tasteChartAlt } from './alt-texts.ts';
import { answers, type DrawingJob } from './protocol.ts';
import type { CardShape, MoodMap, TasteRows } from './shapes.ts';
import { cleanLine } from './text/clean-line.ts';

export type Picture = {
  png: Uint8Array;
  /** What is to be seen, in one line of at most 1000 characters. */
  alt: string;
};

/** As much of a ranking as the map shows; matches best first. */
export type MappedRanking = {
  scene: { reading: { valence: number; energy: number } };
  matches: readonly {
    song: { title: string; artists: readonly string[] };
    reading: { valence: number | null; energy: number | null };
  }[];
};

export type StoryCard = {
  photo: RgbImage;
  song: { title: string; artists: readonly string[] };
  /** The song's feeling in one sentence; may be empty. */
  vibe: string;
  shape: CardShape;
};

type CallOptions = { signal?: AbortSignal | undefined };

/** Each throws `ServiceError` of `pictures` when the picture cannot be drawn, retryable when it took too long. */
export interface Pictures {
  /** 1200 x 900: the photo as a star among its songs on the plane of valence and energy. */
  moodMap(ranking: MappedRanking, options?: CallOptions): Promise<Picture>;
  /** 1080 x 1920, 1920 x 1080 or 1080 x 1080. */
  storyCard(card: StoryCard, options?: CallOptions): Promise<Picture>;
  /** 1200 wide: what counts for this person beside what counts for everybody. */
  tasteChart(taste: TasteRows, options?: CallOptions): Promise<Picture>;
  /** Makes ready what draws, while there is nothing to draw yet. */
  warm(): void;
  close(): Promise<void>;
}

export type PicturesOptions = {
  /** For the drawing of one picture. Default 10 s. */
  timeoutMs?: number;
  /** Without work for so long, the process ends. Default 5 minutes. */
  idleMs?: number;
};

/** More dots than these would only hide each other. */
const maxSongs = 500;

/** No line shows more. */
const maxArtists = 20;

const messages: Record<WorkerFailure, string> = {
  late: 'the picture took too long',
  died: 'the drawing process died',
  unusable: 'the picture could not be begun',
  failed: 'the picture could not be drawn',
  closed: 'no more pictures are drawn',
  'unknown-answer': 'the drawing process answered in an unknown shape',
};

function onPlane(value: number | null): number | null {
  return value === null || Number.isNaN(value) ? null : Math.min(1, Math.max(-1, value));
}

/** A title of which nothing can be set would leave a hole. */
function named({ title, artists }: StoryCard['song']): { title: string; artists: string[] } {
  return { title: cleanLine(title, 400) || 'Untitled', artists: artists.slice(0, maxArtists) };
}

function mapOf({ scene, matches }: MappedRanking): MoodMap {
  const { valence, energy } = scene.reading;
  return {
    photo: { valence: onPlane(valence) ?? 0, energy: onPlane(energy) ?? 0 },
    songs: matches.slice(0, maxSongs).map(({ song, reading }) => ({
      ...named(song),
      valence: onPlane(reading.valence),
      energy: onPlane(reading.energy),
    })),
  };
}

/** Starts nothing yet: the process comes with the first picture. */
export function createPictures(options: PicturesOptions = {}): Pictures {
  const drawing = createWorkerQueue<DrawingJob>({
    start: (events) => startProcess({ beside: import.meta.url, entry: 'drawing-entry' }, events),
    failure: (kind, cause) =>
      new ServiceError(messages[kind], { service: 'pictures', retryable: kind === 'late', cause }),
    timeoutMs: options.timeoutMs ?? 10_000,
    idleMs: options.idleMs ?? 5 * 60_000,
  });
  const draw = (job: DrawingJob, call?: CallOptions) => drawing.run(job, answers.picture, call);

  return {
    async moodMap(ranking, call) {
      const map = mapOf(ranking);
      return { png: await draw({ type: 'mood-map', map }, call), alt: moodMapAlt(map) };
    },
    async storyCard({ photo, song, vibe, shape }, call) {
      const text = named(song);
      const card = { shape, ...text, vibe, photoRatio: photo.width / photo.height };
      return { png: await draw({ type: 'card', card, photo }, call), alt: storyCardAlt(text, vibe) };
    },
    async tasteChart(taste, call) {
      return { png: await draw({ type: 'taste', taste }, call), alt: tasteChartAlt(taste) };
    },
    warm() {
      // What cannot be started is told of by the first picture.
      drawing.run({ type: 'warm' }, answers.warm).catch(() => undefined);
    },
    close: () => drawing.close(),
  };
}

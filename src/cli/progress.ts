/** A live line on a terminal: the stage, songs done of total, time left. Nothing when piped. */
import { createLogUpdate } from 'log-update';
import colours from 'picocolors';
import { cliTexts } from '../locales/en/cli.ts';
import type { OnProgress, ProgressEvent } from '../model/progress.ts';
import { bar, cut, printable } from './text.ts';

const texts = cliTexts.progress;

/** Words for an event, and how much of its stage is done (0..1) where that is known. */
function progressText(event: ProgressEvent): { text: string; share: number | null } {
  const of = (done: number, total: number | null): number | null => (total ? done / total : null);
  switch (event.type) {
    case 'model-downloading': {
      const { model, doneBytes, totalBytes } = event;
      return { text: texts.downloading(model, doneBytes, totalBytes), share: of(doneBytes, totalBytes) };
    }
    case 'scene-described':
      return { text: texts.described(event.caption), share: null };
    case 'playlist-loaded':
      return { text: texts.loaded(event.title, event.songs), share: null };
    case 'lyrics-searched':
      return { text: texts.lyrics(event.done, event.total), share: of(event.done, event.total) };
    case 'songs-read':
      return { text: texts.reading(event.done, event.total), share: of(event.done, event.total) };
    case 'songs-ranked':
      return { text: texts.ranked(event.songs), share: null };
    case 'explanation-written':
      return { text: texts.done, share: 1 };
  }
}

/** Seconds left at the pace so far; null before there is a pace. */
function secondsLeft(share: number | null, elapsedMs: number): number | null {
  if (share === null || share < 0.05 || share >= 1 || elapsedMs < 500) return null;
  return Math.ceil((elapsedMs * (1 - share)) / share / 1000);
}

/** Does the work with a live line on `stream` when it is a terminal; elsewhere `otherwise` gets the events. */
export async function withProgress<T>(
  stream: NodeJS.WriteStream,
  work: (onProgress: OnProgress) => Promise<T>,
  otherwise: OnProgress = () => undefined,
): Promise<T> {
  if (!stream.isTTY) return work(otherwise);
  const draw = createLogUpdate(stream);
  let stage = '';
  let stageStart = Date.now();
  let lastDrawn = 0;
  function onProgress(event: ProgressEvent): void {
    if (event.type !== stage) {
      stage = event.type;
      stageStart = Date.now();
      lastDrawn = 0;
    }
    if (Date.now() - lastDrawn < 80) return;
    lastDrawn = Date.now();
    const { text, share } = progressText(event);
    const left = secondsLeft(share, Date.now() - stageStart);
    const gauge = share === null ? '' : `${bar(share, 16)} `;
    const time = left === null ? '' : texts.left(left);
    draw(colours.dim(cut(`${gauge}${printable(text)}${time}`, (stream.columns || 80) - 1)));
  }
  try {
    return await work(onProgress);
  } finally {
    draw.clear();
    draw.done();
  }
}

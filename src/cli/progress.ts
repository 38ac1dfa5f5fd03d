/** A live line on a terminal: the stage, songs done of total, time left. Nothing of the kind when piped. */
import { createLogUpdate } from 'log-update';
import colours from 'picocolors';
import type { OnProgress, ProgressEvent } from '../model/progress.ts';
import { bar, cut, printable } from './text.ts';

export type ProgressLine = { onProgress: OnProgress; stop(): void };

/** Words for an event; with a share where it can be told. Pure. */
export function progressText(event: ProgressEvent): { text: string; share: number | null } {
  const of = (done: number, total: number): number | null => (total === 0 ? null : done / total);
  switch (event.type) {
    case 'model-downloading': {
      const mega = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;
      const total = event.totalBytes === null ? '' : ` of ${mega(event.totalBytes)}`;
      return {
        text: `Downloading ${event.model}: ${mega(event.doneBytes)}${total}`,
        share: event.totalBytes === null ? null : of(event.doneBytes, event.totalBytes),
      };
    }
    case 'scene-described':
      return { text: `I see: ${event.caption}`, share: null };
    case 'playlist-loaded':
      return { text: `${event.title}: ${event.songs} songs`, share: null };
    case 'lyrics-searched':
      return {
        text: `Looking for words: ${event.done} of ${event.total} songs`,
        share: of(event.done, event.total),
      };
    case 'songs-read':
      return {
        text: `Reading feelings: ${event.done} of ${event.total} songs`,
        share: of(event.done, event.total),
      };
    case 'songs-embedded':
      return {
        text: `Comparing meanings: ${event.done} of ${event.total} songs`,
        share: of(event.done, event.total),
      };
    case 'songs-ranked':
      return { text: `Ranked ${event.songs} songs`, share: null };
    case 'explanation-written':
      return { text: 'Done', share: 1 };
  }
}

/** Seconds left at the pace so far; null before there is a pace. */
export function secondsLeft(share: number | null, elapsedMs: number): number | null {
  if (share === null || share < 0.05 || share >= 1 || elapsedMs < 500) return null;
  return Math.ceil((elapsedMs * (1 - share)) / share / 1000);
}

/** Draws on `stream` when it is a terminal; silent otherwise. */
export function startProgress(stream: NodeJS.WriteStream, now: () => number = Date.now): ProgressLine {
  if (!stream.isTTY) return { onProgress: () => undefined, stop: () => undefined };
  const draw = createLogUpdate(stream);
  let stage = '';
  let stageStart = now();
  let lastDrawn = 0;
  return {
    onProgress(event) {
      if (event.type !== stage) {
        stage = event.type;
        stageStart = now();
        lastDrawn = 0;
      }
      if (now() - lastDrawn < 80) return;
      lastDrawn = now();
      const { text, share } = progressText(event);
      const left = secondsLeft(share, now() - stageStart);
      const gauge = share === null ? '' : `${bar(share, 16)} `;
      const time = left === null ? '' : `, ${left} s left`;
      draw(colours.dim(cut(`${gauge}${printable(text)}${time}`, (stream.columns || 80) - 1)));
    },
    stop() {
      draw.clear();
      draw.done();
    },
  };
}

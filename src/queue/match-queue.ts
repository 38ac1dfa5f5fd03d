/** `matchScene` and `matchAlbum` made by workers. */
import { type MatchAlbum, onPhoto } from '../pipeline/album/match-album.ts';
import type { MatchScene } from '../pipeline/request.ts';
import { openTaskQueue, type TaskQueue, type TaskQueueOptions } from './task-queue.ts';
import { answered } from './wire.ts';

export type MatchQueueOptions = TaskQueueOptions & {
  /** Makes a photo small enough to send. Throws `UserError` for what is no photo. */
  shrinkPhoto(photo: Uint8Array): Promise<Uint8Array>;
};

export interface MatchQueue extends Pick<TaskQueue, 'depth' | 'close'> {
  matchScene: MatchScene;
  matchAlbum: MatchAlbum;
}

/** Throws `UserError` when Redis cannot be reached. */
export async function openMatchQueue({ shrinkPhoto, ...options }: MatchQueueOptions): Promise<MatchQueue> {
  const { run, depth, close } = await openTaskQueue(options);
  return {
    async matchScene(request, runOptions = {}) {
      const small = { ...request, photo: await shrinkPhoto(request.photo) };
      const answer = await run({ kind: 'match', request: small }, runOptions);
      return answered(answer, (one) => (one.kind === 'ranking' ? one.ranking : undefined));
    },
    async matchAlbum(request, runOptions = {}) {
      const photos: Uint8Array[] = [];
      for (const [at, photo] of request.photos.entries()) {
        photos.push(await onPhoto(at, request.photos.length, () => shrinkPhoto(photo)));
      }
      const answer = await run({ kind: 'album', request: { ...request, photos } }, runOptions);
      return answered(answer, (one) => (one.kind === 'soundtrack' ? one.soundtrack : undefined));
    },
    depth,
    close,
  };
}

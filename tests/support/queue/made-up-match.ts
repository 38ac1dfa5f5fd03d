/** A run that waits and answers, as one that asks services does; in the tests' process or in a worker's. */
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../../../src/errors.ts';
import { createMatchAlbum, type MatchAlbum } from '../../../src/pipeline/album/match-album.ts';
import { createMatchScene } from '../../../src/pipeline/match-scene.ts';
import type { MatchScene } from '../../../src/pipeline/request.ts';
import { createSealing } from '../../../src/queue/sealing.ts';
import { alwaysThere } from '../pipeline.ts';

export const sealing = createSealing([Buffer.alloc(32, 7)]);

/** An album through the pipeline that asks nobody. */
export const madeUpAlbum = (): MatchAlbum => createMatchAlbum(alwaysThere());

/** The feeling says what happens: `wait 100`, `mistake`, `bug`, `die`. */
export function madeUpMatch(): MatchScene {
  const matchScene = createMatchScene(alwaysThere());
  return async (request, options) => {
    const [word, ms] = request.feeling.split(' ');
    if (word === 'wait')
      await sleep(Number(ms), undefined, options?.signal ? { signal: options.signal } : {});
    if (word === 'mistake') throw new UserError('not-an-image', 'That is no picture I can read.');
    if (word === 'bug') throw new TypeError('private words');
    if (word === 'die') process.kill(process.pid, 'SIGKILL');
    return matchScene(request, options);
  };
}

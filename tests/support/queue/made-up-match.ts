/** A run that waits and answers, as one that asks services does; in the tests' process or in a worker's. */
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../../../src/errors.ts';
import { createMatchAlbum, type MatchAlbum } from '../../../src/pipeline/album/match-album.ts';
import { createMatchScene } from '../../../src/pipeline/match-scene.ts';
import type { MatchScene } from '../../../src/pipeline/request.ts';
import { createSecretBox } from '../../../src/store/secrets.ts';
import { alwaysThere } from '../pipeline.ts';

const box = createSecretBox([Buffer.alloc(32, 7)]);
export const sealing = {
  seal: (secret: string) => box.seal(secret, 'queue'),
  open: (sealed: string) => box.open(sealed, 'queue'),
};

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

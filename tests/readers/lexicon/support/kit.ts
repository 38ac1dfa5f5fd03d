/** The evaluation kit, where it lies beside the project; tests that need it skip otherwise. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { packagePath } from '../../../../src/package-path.ts';

const sceneSchema = z.object({ caption: z.string(), valence: z.number() });
const songSchema = z.object({
  artist: z.string(),
  title: z.string(),
  valence_sign: z.number(),
  arousal_sign: z.number(),
  vibe: z.object({ summary: z.string() }),
});

export type Kit = { scenes: z.infer<typeof sceneSchema>[]; songs: z.infer<typeof songSchema>[] };

/** Null when there is none. */
export function readKit(): Kit | null {
  const folder = ['..', join('..', '..')]
    .map((up) => packagePath(up, 'shared', 'eval', 'dev'))
    .find((path) => existsSync(join(path, 'scenes.json')));
  if (folder === undefined) return null;
  const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  return {
    scenes: z.array(sceneSchema).parse(read('scenes.json')),
    songs: z.array(songSchema).parse(read('songs.json')),
  };
}

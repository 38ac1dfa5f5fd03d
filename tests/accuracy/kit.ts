/** Scenes, songs and playlists with people's ratings and agreed moods; `kit/README.md` says where they come from. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** The folder for `scenescore evaluate`. */
export const kitFolder = join(import.meta.dirname, 'kit');

const read = (name: string): unknown => JSON.parse(readFileSync(join(kitFolder, name), 'utf8'));

/** 60 photos, as captions; `valence` is the mean rating of about 100 people, 1..7. */
export const scenes = z
  .array(z.object({ caption: z.string(), valence: z.number() }))
  .parse(read('scenes.json'));

/** 120 songs; the signs say on which side of the middle public sources put their valence and arousal. */
export const songs = z
  .array(
    z.object({
      artist: z.string(),
      title: z.string(),
      valence_sign: z.number(),
      arousal_sign: z.number(),
      vibe: z.object({ summary: z.string() }),
    }),
  )
  .parse(read('songs.json'));

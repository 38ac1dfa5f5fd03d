/** An evaluation kit: rated photos, labelled songs and fixed playlists in a folder. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { UserError } from '../../errors.ts';
import { moodSchema, sceneReadingSchema } from '../../model/reading.ts';

/** As they were written for the kit: of any length. */
const reading = sceneReadingSchema.pick({ valence: true, energy: true }).extend({
  summary: z.string(),
  moods: z.array(moodSchema),
  themes: z.array(z.string()),
});

const scenes = z
  .array(
    z.object({
      id: z.string(),
      file: z.string(),
      theme: z.string(),
      valence: z.number(),
      valence_z: z.number(),
      caption: z.string(),
      reading,
    }),
  )
  .min(1);

const sign = z.number().int().min(-1).max(1);

const songs = z
  .array(
    z.object({
      id: z.string(),
      artist: z.string(),
      title: z.string(),
      album: z.string().nullish(),
      year: z.number().nullish(),
      genres: z.array(z.string()).default([]),
      vibe: reading,
      valence_sign: sign,
      arousal_sign: sign,
    }),
  )
  .min(1);

/** Measured from the photos beforehand, for kits that come without them. */
const light = z.record(z.string(), z.object({ valence: z.number(), energy: z.number() }));

const playlists = z.record(z.string(), z.array(z.string()).min(1));

export type KitScene = z.output<typeof scenes>[number];
export type KitSong = z.output<typeof songs>[number];

export type Kit = {
  dir: string;
  scenes: KitScene[];
  songs: KitSong[];
  /** Name → song ids. */
  playlists: Record<string, string[]>;
  /** Scene id → where its light and colour put it, -1..1; null: to be measured from the photos. */
  light: z.output<typeof light> | null;
};

async function readPart<T>(dir: string, name: string, schema: z.ZodType<T>): Promise<T | null> {
  let text: string;
  try {
    text = await readFile(join(dir, name), 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
    throw new UserError('unreadable-kit', `I couldn't read ${name} in ${dir}.`, { cause });
  }
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (cause) {
    throw new UserError('broken-kit', `${name} in ${dir} is not JSON.`, { cause });
  }
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UserError(
    'broken-kit',
    `${name} in ${dir} is not as expected: ${issue?.path.join('.')} ${issue?.message}.`,
  );
}

/** Reads a kit; without `playlists.json` there is one playlist of all songs. Throws `UserError` for what is no kit. */
export async function loadKit(dir: string): Promise<Kit> {
  const missing = (name: string): UserError =>
    new UserError(
      'no-kit',
      `There is no ${name} in ${dir}; give a folder that holds scenes.json and songs.json.`,
    );
  const kitScenes = await readPart(dir, 'scenes.json', scenes);
  if (kitScenes === null) throw missing('scenes.json');
  const kitSongs = await readPart(dir, 'songs.json', songs);
  if (kitSongs === null) throw missing('songs.json');
  const kitPlaylists = (await readPart(dir, 'playlists.json', playlists)) ?? {
    all: kitSongs.map(({ id }) => id),
  };
  const known = new Set(kitSongs.map(({ id }) => id));
  for (const [name, ids] of Object.entries(kitPlaylists)) {
    const stranger = ids.find((id) => !known.has(id));
    if (stranger !== undefined) {
      throw new UserError(
        'broken-kit',
        `The playlist ${name} names ${stranger}, which songs.json doesn't have.`,
      );
    }
  }
  const kitLight = await readPart(dir, 'light.json', light);
  return { dir, scenes: kitScenes, songs: kitSongs, playlists: kitPlaylists, light: kitLight };
}

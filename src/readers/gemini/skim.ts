/** A first look at songs by Gemini: short forms, many in a call, so that their words can be fetched in a good order. */

import type { Song } from '../../model/song.ts';
import type { CallOptions, Skim } from '../../pipeline/ports.ts';
import { songSkims } from './answers.ts';
import type { GeminiClient } from './client.ts';
import { songsData } from './prompt-data.ts';
import { skimRules } from './prompts.ts';
import { skimSchema } from './schemas.ts';

const songsPerCall = 100;
/** About 40 tokens a short form, and room for a model that thinks first. */
const tokensFor = (songs: number): number => 1024 + songs * 80;

async function skimSome(songs: readonly Song[], client: GeminiClient, call: CallOptions) {
  const texts = songs.map((song) => ({ song, lyrics: { kind: 'none' as const } }));
  const answer = await client.ask(
    {
      rules: skimRules,
      data: songsData(texts, false),
      schema: skimSchema,
      maxOutputTokens: tokensFor(songs.length),
    },
    call,
  );
  const skims = songSkims(answer.kind === 'answered' ? answer.data : null, songs.length);
  return songs.map((_, at): Skim | null => skims.get(at) ?? null);
}

/** Null for songs that no usable form came for. Asks once a hundred, never again. Throws `ServiceError`. */
export async function skimSongs(
  songs: readonly Song[],
  client: GeminiClient,
  call: CallOptions,
): Promise<(Skim | null)[]> {
  const portions = Array.from({ length: Math.ceil(songs.length / songsPerCall) }, (_, at) =>
    songs.slice(at * songsPerCall, (at + 1) * songsPerCall),
  );
  return (await Promise.all(portions.map((some) => skimSome(some, client, call)))).flat();
}

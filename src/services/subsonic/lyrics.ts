/** Lyrics of songs that lie on the host's Subsonic server. https://opensubsonic.netlify.app/docs/extensions/songlyrics */
import { z } from 'zod';
import { ServiceError } from '../../errors.ts';
import { subsonic } from '../../locales/en/music-services.ts';
import { createBreaker } from '../../net/recovery.ts';
import type { CallOptions, Lyrics, LyricsSource } from '../../pipeline/ports.ts';
import type { LyricsProvider } from '../lyrics/lyrics-queue.ts';
import { asLyrics } from '../lyrics/lyrics-text.ts';
import { clientOf, type SubsonicClient } from './client.ts';

export const subsonicLyrics: LyricsProvider = {
  service: 'subsonic',
  atOnce: 4,
  createService(config, { http }) {
    const client = clientOf(config, http);
    return client && createSubsonicLyrics(client);
  },
  // Its playlists' probe asks already.
  probe: () => null,
};

const lines = z.array(z.object({ value: z.string().catch('') })).catch([]);
const byId = z.object({
  lyricsList: z.object({ structuredLyrics: z.array(z.object({ line: lines })).catch([]) }),
});
const byName = z.object({ lyrics: z.object({ value: z.string().catch('') }).catch({ value: '' }) });

/** Servers say "no such method" and "no such song" with 404, in a number of Subsonic's or of HTTP's. */
const isMissing = (error: unknown): boolean => error instanceof ServiceError && error.status === 404;

function createSubsonicLyrics({ ask, hasExtension }: SubsonicClient): LyricsSource {
  const breaker = createBreaker({ service: 'subsonic', failures: 3, openMs: 60_000 });
  async function textOf(id: string, artist: string, title: string, call: CallOptions): Promise<string> {
    if (!(await hasExtension('songLyrics', call)))
      return (await ask('getLyrics', { artist, title }, byName, call)).lyrics.value;
    const { lyricsList } = await ask('getLyricsBySongId', { id }, byId, call);
    const texts = lyricsList.structuredLyrics.map(({ line }) => line.map(({ value }) => value).join('\n'));
    return texts.find((text) => text.trim() !== '') ?? '';
  }

  return {
    name: subsonic.inSentence,
    isFor: ({ subsonicId }) => subsonicId !== undefined,
    async find({ subsonicId, artists, title }, call = {}): Promise<Lyrics> {
      if (subsonicId === undefined) return { kind: 'none' };
      try {
        return asLyrics(await breaker.run(() => textOf(subsonicId, artists[0] ?? '', title, call)));
      } catch (error) {
        if (isMissing(error)) return { kind: 'none' };
        throw error;
      }
    },
  };
}

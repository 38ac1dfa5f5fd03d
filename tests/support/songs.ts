/** Songs and memories for tests. */

import type { Song } from '../../src/model/song.ts';
import type { Cache } from '../../src/pipeline/ports.ts';

export function aSong(fields: Partial<Song> & { title: string }): Song {
  return {
    artists: ['The Band'],
    album: null,
    year: null,
    durationMs: null,
    isrc: null,
    url: null,
    genres: [],
    cover: null,
    audio: null,
    reading: null,
    ...fields,
  };
}

export type RecordingCache = Cache & { entries: Map<string, { value: unknown; ttlMs: number }> };

/** Keeps everything as JSON, as the real ones do, and shows what it keeps. */
export function recordingCache(): RecordingCache {
  const entries: RecordingCache['entries'] = new Map();
  const cache: RecordingCache = {
    entries,
    get: async (key) => entries.get(key)?.value,
    set: async (key, value, ttlMs) => {
      entries.set(key, { value: JSON.parse(JSON.stringify(value)), ttlMs });
    },
    getMany: (keys) => Promise.all(keys.map((key) => cache.get(key))),
    setMany: async (all, ttlMs) => {
      for (const { key, value } of all) await cache.set(key, value, ttlMs);
    },
    remove: async (keys) => {
      for (const key of keys) entries.delete(key);
    },
    takeTrouble: () => null,
  };
  return cache;
}

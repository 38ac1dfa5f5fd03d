/** Hand-written ports that record what they are asked, for tests of the run. */
import { createHash } from 'node:crypto';
import { UserError } from '../../src/errors.ts';
import type { Photo } from '../../src/model/photo.ts';
import type { Playlist } from '../../src/model/playlist.ts';
import type { SongReading } from '../../src/model/reading.ts';
import type { Song } from '../../src/model/song.ts';
import { readPalette } from '../../src/photos/palette.ts';
import type { PipelinePorts } from '../../src/pipeline/pipeline-ports.ts';
import type { Cache, Embedder, Reader, SongText } from '../../src/pipeline/ports.ts';
import { loadRankTables } from '../../src/pipeline/ranking/tables.ts';
import { sure } from './readings.ts';
import { aSong } from './songs.ts';

export function song(title: string, facts: Partial<Song> = {}): Song {
  return aSong({ title, artists: [`Band of ${title}`], ...facts });
}

export function playlist(songs: Song[], facts: Partial<Playlist> = {}): Playlist {
  return {
    title: 'A list',
    source: 'file',
    url: null,
    songs,
    total: songs.length,
    skipped: [],
    notices: [],
    snapshot: null,
    ...facts,
  };
}

const rgb = { data: new Uint8Array([20, 22, 30, 40, 44, 52]), width: 2, height: 1 };

export const photo: Photo = {
  hash: 'f00d',
  format: 'png',
  width: 2,
  height: 1,
  rgb,
  palette: readPalette(rgb),
  description: null,
};

/** A cache that forgets with the test; values go through JSON as in a real one. */
export function memoryCache(): Cache & { keys(): string[] } {
  const entries = new Map<string, string>();
  const get = async (key: string): Promise<unknown> => {
    const json = entries.get(key);
    return json === undefined ? undefined : JSON.parse(json);
  };
  const set = async (key: string, value: unknown): Promise<void> => {
    entries.set(key, JSON.stringify(value));
  };
  return {
    get,
    set,
    async remove(keys) {
      for (const key of keys) entries.delete(key);
    },
    getMany: (keys) => Promise.all(keys.map(get)),
    async setMany(some) {
      for (const { key, value } of some) await set(key, value);
    },
    takeTrouble: () => null,
    keys: () => [...entries.keys()],
  };
}

const place = (text: string, salt: string): number =>
  (createHash('sha256')
    .update(salt + text)
    .digest()
    .readInt8(0) /
    128) *
  0.9;

/** Reads a feeling off the letters of the title: always there, never fails. */
export function letterReader(id: Reader['id'] = 'lexicon'): Reader & { asked: SongText[][]; scenes: number } {
  const asked: SongText[][] = [];
  return {
    id,
    version: '1',
    asked,
    scenes: 0,
    async readSongs(songs) {
      asked.push([...songs]);
      const readings = songs.map(
        ({ song: { title }, lyrics }): SongReading => ({
          summary: `The feeling of ${title}.`,
          valence: place(title, 'v'),
          energy: place(title, 'e'),
          moods: ['wistful'],
          themes: ['letters'],
          basis: lyrics.kind === 'words' ? 'lyrics' : 'title',
          by: id,
          ...sure,
        }),
      );
      return { readings, notices: [] };
    },
    async readScene() {
      this.scenes++;
      return {
        summary: 'Dim and still.',
        valence: -0.4,
        energy: -0.3,
        moods: ['melancholic'],
        themes: ['night'],
        by: id,
        ...sure,
      };
    },
  };
}

/** Vectors of four dimensions off the letters. */
export function letterEmbedder(model = 'letters'): Embedder & { texts: number } {
  return {
    space: { model, dimensions: 4 },
    texts: 0,
    async embed(texts) {
      this.texts += texts.length;
      return texts.map((text) => {
        const vector = Float32Array.from(['a', 'b', 'c', 'd'], (salt) => place(text, salt));
        const length = Math.hypot(...vector);
        return vector.map((value) => value / length);
      });
    },
  };
}

/** A pipeline's ports with only what is always there; `over` replaces any. */
export function alwaysThere(over: Partial<PipelinePorts> = {}): PipelinePorts {
  return {
    decoder: { decode: async () => photo },
    photoReader: null,
    captioners: [],
    sceneMood: null,
    readers: [letterReader()],
    localLyrics: null,
    lyrics: { name: 'nothing', find: async () => ({ kind: 'none' }) },
    cache: memoryCache(),
    songsInDepth: 400,
    songsInBackground: 0,
    background: null,
    facts: null,
    factsBackground: null,
    ears: null,
    earsBackground: null,
    songKey: ({ title, artists }) => `${artists.join('|')}|${title}`.toLowerCase(),
    isSameArtist: (one, other) => one.some((name) => other.includes(name)),
    sources: [],
    recogniseLink(text) {
      if (text.includes('example.com'))
        throw new UserError('unknown-link', 'I do not know this kind of link.');
      return text.startsWith('https://') ? { service: 'deezer', type: 'playlist' } : null;
    },
    readFile: () => playlist([song('from a file')]),
    readText: () => playlist([song('from text')]),
    readSounds: () => playlist([song('from sounds')]),
    join: (playlists) => playlist(playlists.flatMap(({ songs }) => songs)),
    writer: null,
    sceneWriter: null,
    readWish: (reading) => ({
      reading,
      avoid: { moods: [], themes: [] },
      understood: { text: '' },
      isUnderstood: false,
      coverage: 0,
    }),
    embedders: [async () => letterEmbedder()],
    videos: null,
    tables: loadRankTables(),
    budgetMs: 60_000,
    sharpenEveryMs: 250,
    ...over,
  };
}

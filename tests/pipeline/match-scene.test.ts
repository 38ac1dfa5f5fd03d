import { describe, expect, it } from 'vitest';
import { ServiceError, UserError } from '../../src/errors.ts';
import { createMatchScene, type PipelinePorts } from '../../src/pipeline/match-scene.ts';
import type { Captioner, LyricsSource, Reader, Writer } from '../../src/pipeline/ports.ts';
import type { MatchRequest } from '../../src/pipeline/request.ts';
import type { ProgressEvent } from '../../src/pipeline/types.ts';
import {
  alwaysThere,
  letterEmbedder,
  letterReader,
  memoryCache,
  playlist,
  song,
} from '../support/pipeline.ts';

const titles = [
  'Dawn',
  'Dusk',
  'Noon',
  'Midnight',
  'Rain',
  'Snow',
  'Wind',
  'Fire',
  'Dust',
  'Salt',
  'Iron',
  'Glass',
];

function request(over: Partial<MatchRequest> = {}): MatchRequest {
  return {
    photo: new Uint8Array([1]),
    playlists: [{ kind: 'playlist', playlist: playlist(titles.map((title) => song(title))) }],
    feeling: '',
    ...over,
  };
}

const down = (service: string) => new ServiceError(`${service} is down`, { service, retryable: true });
const codes = (ranking: { notices: { code: string }[] }): string[] => ranking.notices.map(({ code }) => code);

/** A language model's reader that can be made to fail. */
function gemini(over: Partial<Reader> = {}): Reader & { asked: unknown[][] } {
  return { ...letterReader('gemini'), ...over };
}

it('ranks every song with nothing but what is always there, and says which way it got there', async () => {
  const events: ProgressEvent['type'][] = [];
  const ranking = await createMatchScene(alwaysThere())(request(), {
    onProgress: ({ type }) => events.push(type),
  });
  expect(ranking.matches.map(({ rank }) => rank)).toEqual(titles.map((_, at) => at + 1));
  expect(new Set(ranking.matches.map((match) => match.song.title))).toEqual(new Set(titles));
  for (const match of ranking.matches) {
    expect(match.score).toBeGreaterThanOrEqual(0);
    expect(match.score).toBeLessThanOrEqual(1);
    expect(match.reason).not.toBe('');
    expect(match.youtube).toContain(encodeURIComponent(match.song.title));
  }
  expect(ranking.explanation).toContain(ranking.matches[0]?.song.title);
  expect(ranking.scene.captionedBy).toBe('palette');
  expect(codes(ranking)).toEqual(['captioned-by-palette', 'how-read']);
  expect(events).toEqual(
    expect.arrayContaining([
      'scene-described',
      'playlist-loaded',
      'songs-read',
      'songs-ranked',
      'explanation-written',
    ]),
  );
});

it('gives the same answer to the same question', async () => {
  const match = createMatchScene(alwaysThere());
  const order = async () => (await match(request())).matches.map((one) => one.song.title);
  expect(await order()).toEqual(await order());
});

describe('when something is down', () => {
  const captioner: Captioner = { id: 'blip', model: 'blip', caption: () => Promise.reject(down('models')) };
  const writer: Writer = { id: 'gemini', version: '1', explain: () => Promise.reject(down('gemini')) };
  const failing: Partial<PipelinePorts> = {
    captioners: [captioner],
    sceneMood: { model: 'clip', moods: () => Promise.reject(down('models')) },
    readers: [
      gemini({
        readSongs: () => Promise.reject(down('gemini')),
        readScene: () => Promise.reject(down('gemini')),
      }),
      letterReader(),
    ],
    lyrics: { name: 'LRCLIB', find: () => Promise.reject(down('lrclib')) },
    embedders: [() => Promise.reject(down('models')), async () => letterEmbedder('builtin')],
    writers: [writer, ...alwaysThere().writers],
    videos: { find: () => Promise.reject(down('youtube')) },
  };

  it('still ranks, and tells each thing once', async () => {
    const ranking = await createMatchScene(alwaysThere(failing))(request());
    expect(ranking.matches).toHaveLength(titles.length);
    expect(codes(ranking)).toEqual([
      'captioned-by-palette',
      'reader-failed',
      'embedder-failed',
      'writer-failed',
      'how-read',
    ]);
    expect(ranking.explainedBy).toBe('features');
  });

  it('ends within its time when everything hangs', async () => {
    const never = (_: unknown, options?: { signal?: AbortSignal | undefined }): Promise<never> =>
      new Promise((_resolve, reject) => {
        options?.signal?.addEventListener('abort', () => reject(options.signal?.reason));
      });
    const hanging: Partial<PipelinePorts> = {
      captioners: [{ ...captioner, caption: never }],
      readers: [gemini({ readSongs: never, readScene: never }), letterReader()],
      lyrics: { name: 'LRCLIB', find: never },
      writers: [{ ...writer, explain: never }, ...alwaysThere().writers],
      videos: { find: never },
      budgetMs: 400,
    };
    const ranking = await createMatchScene(alwaysThere(hanging))(request());
    expect(ranking.matches).toHaveLength(titles.length);
    expect(codes(ranking)).toContain('lyrics-late');
  });

  it('lets a bug through instead of taking it for weather', async () => {
    const broken = gemini({ readSongs: () => Promise.reject(new TypeError('undefined is not a function')) });
    await expect(
      createMatchScene(alwaysThere({ readers: [broken, letterReader()] }))(request()),
    ).rejects.toThrow(TypeError);
  });
});

describe('memory', () => {
  it('asks nobody anything at the second identical match, and only about the photo at a new one', async () => {
    const reader = gemini();
    let lyricsAsked = 0;
    const lyrics: LyricsSource = {
      name: 'x',
      find: async () => {
        lyricsAsked++;
        return { kind: 'words', text: 'la' };
      },
    };
    const ports = alwaysThere({ readers: [reader, letterReader()], lyrics, cache: memoryCache() });
    const first = await createMatchScene(ports)(request());
    expect([reader.asked.length, lyricsAsked]).toEqual([1, titles.length]);
    const second = await createMatchScene(ports)(request());
    expect([reader.asked.length, lyricsAsked]).toEqual([1, titles.length]);
    expect(second.matches).toEqual(first.matches);
  });

  it('reads a song once for two who ask at the same time', async () => {
    const reader = gemini();
    const match = createMatchScene(alwaysThere({ readers: [reader, letterReader()] }));
    const [one, other] = await Promise.all([match(request()), match(request())]);
    expect(reader.asked.flat()).toHaveLength(titles.length);
    expect(one.matches.map((m) => m.vibe)).toEqual(other.matches.map((m) => m.vibe));
  });

  it("does not hand one file's made-up facts to another person", async () => {
    const reader = gemini();
    const match = createMatchScene(alwaysThere({ readers: [reader, letterReader()] }));
    const listing = (facts: object) =>
      request({ playlists: [{ kind: 'playlist', playlist: playlist([song('Dawn', facts)]) }] });
    await match(listing({ audio: { valence: 1, energy: 1 } }));
    await match(listing({}));
    expect(reader.asked.filter((songs) => songs.length > 0)).toHaveLength(2);
  });

  it('does not remember a reading made while the lyrics could not be asked for', async () => {
    const reader = gemini();
    const cache = memoryCache();
    const match = createMatchScene(
      alwaysThere({
        readers: [reader, letterReader()],
        cache,
        lyrics: { name: 'x', find: () => Promise.reject(down('lrclib')) },
      }),
    );
    await match(request());
    expect(cache.keys().filter((key) => key.startsWith('song-'))).toEqual([]);
  });
});

it('reads only the best guesses of a long playlist with care, and says so', async () => {
  const reader = gemini();
  const ranking = await createMatchScene(alwaysThere({ readers: [reader, letterReader()], deepest: 5 }))(
    request(),
  );
  expect(reader.asked.flat()).toHaveLength(5);
  expect(ranking.matches).toHaveLength(titles.length);
  expect(codes(ranking)).toContain('read-lightly');
});

it('takes a reading written by hand as it is, and says so', async () => {
  const reading = { summary: 'Ours.', valence: 0.5, energy: 0, moods: ['joyful' as const], themes: [] };
  const reader = gemini();
  const hand = request({
    playlists: [{ kind: 'playlist', playlist: playlist([song('Dawn', { reading })]) }],
  });
  const ranking = await createMatchScene(alwaysThere({ readers: [reader, letterReader()] }))(hand);
  expect(ranking.matches[0]).toMatchObject({ vibe: 'Ours.', reading: { by: 'hand' } });
  expect(reader.asked.flat()).toEqual([]);
  expect(ranking.notices.at(-1)?.text).toContain('by hand');
});

it("tells a mistake as the person's: a link nobody knows, a list without songs, a photo that is none", async () => {
  const match = createMatchScene(alwaysThere());
  const from = (input: MatchRequest['playlists'][number]) => match(request({ playlists: [input] }));
  await expect(from({ kind: 'link', link: 'https://example.com' })).rejects.toMatchObject({
    code: 'unknown-link',
  });
  await expect(from({ kind: 'playlist', playlist: playlist([]) })).rejects.toMatchObject({
    code: 'empty-playlist',
  });
  const noPhoto = new UserError('not-an-image', 'This is no photo.');
  const blind = createMatchScene(alwaysThere({ decoder: { decode: () => Promise.reject(noPhoto) } }));
  await expect(blind(request())).rejects.toBe(noPhoto);
});

it('takes what is no link for pasted text', async () => {
  const ranking = await createMatchScene(alwaysThere())(
    request({ playlists: [{ kind: 'link', link: 'A - B\nC - D' }] }),
  );
  expect(ranking.matches.map((match) => match.song.title)).toEqual(['from text']);
});

it('makes a sentence of a playlist service that is down: nothing stands behind it', async () => {
  const source = {
    name: 'deezer',
    accepts: () => true,
    load: () =>
      Promise.reject(new ServiceError('x', { service: 'deezer', retryable: false, retryAfterMs: 7_200_000 })),
  };
  const match = createMatchScene(alwaysThere({ sources: [source] }));
  const asked = match(request({ playlists: [{ kind: 'link', link: 'https://deezer.com/playlist/1' }] }));
  await expect(asked).rejects.toThrow('Deezer does not answer just now. Try again in about 120 minutes');
});

it('stops when the person gives up', async () => {
  const given = new AbortController();
  const lyrics: LyricsSource = {
    name: 'x',
    find: async () => {
      given.abort(new Error('enough'));
      return { kind: 'none' };
    },
  };
  await expect(
    createMatchScene(alwaysThere({ lyrics }))(request(), { signal: given.signal }),
  ).rejects.toThrow('enough');
});

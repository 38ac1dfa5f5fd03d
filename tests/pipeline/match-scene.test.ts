import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createBackgroundQueue } from '../../src/concurrency/queues.ts';
import { DownloadingError, ServiceError, UserError } from '../../src/errors.ts';
import type { ProgressEvent } from '../../src/model/progress.ts';
import type { Ranking } from '../../src/model/ranking.ts';
import { MOODS, type SongReading } from '../../src/model/reading.ts';
import { sceneSchema } from '../../src/model/scene.ts';
import { day, hour } from '../../src/pipeline/cached-answers.ts';
import { createMatchScene } from '../../src/pipeline/match-scene.ts';
import type { PipelinePorts } from '../../src/pipeline/pipeline-ports.ts';
import type {
  Captioner,
  Lyrics,
  LyricsSource,
  PhotoReader,
  Reader,
  Writer,
} from '../../src/pipeline/ports.ts';
import type { MatchRequest } from '../../src/pipeline/request.ts';
import { songsPerBatch } from '../../src/pipeline/songs/read-batches.ts';
import { createLexiconReader } from '../../src/readers/lexicon/reader.ts';
import {
  alwaysThere,
  letterEmbedder,
  letterReader,
  memoryCache,
  photo,
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

/** A promise and what resolves it. */
function pending<T>() {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((resolveIt) => {
    resolve = resolveIt;
  });
  return { promise, resolve };
}

const nothing = { summary: '', valence: 0, energy: 0, moods: ['wistful'], themes: [] };
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
  expect(ranking.scene.captionedBy).toBe('colours');
  expect(codes(ranking)).toEqual(['known-by-colours', 'how-read']);
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

describe('the photo', () => {
  const link: Partial<MatchRequest> = { playlists: [{ kind: 'link', link: 'https://deezer.com/1' }] };
  const describing = (caption: Captioner['caption'], load: () => Promise<ReturnType<typeof playlist>>) =>
    createMatchScene(
      alwaysThere({
        captioners: [{ id: 'blip', model: 'blip', caption }],
        sources: [{ name: 'deezer', load }],
      }),
    )(request(link));

  it('is described while the playlist is loaded', async () => {
    const described = pending<void>();
    const ranking = await describing(
      async () => {
        described.resolve();
        return 'a boat';
      },
      async () => {
        await described.promise;
        return playlist([song('Dawn')]);
      },
    );
    expect(ranking.scene.caption).toContain('A boat.');
  });

  it('is seen by a language model while the playlist is loaded', async () => {
    const { reading } = await createMatchScene(alwaysThere())(request()).then(({ scene }) => scene);
    const seen = pending<void>();
    const ports = alwaysThere({
      photoReader: {
        id: 'gemini',
        version: '1',
        async seePhoto() {
          seen.resolve();
          return { caption: 'a boat', reading };
        },
      },
      sources: [
        {
          name: 'deezer',
          async load() {
            await seen.promise;
            return playlist([song('Dawn')]);
          },
        },
      ],
    });
    const ranking = await createMatchScene(ports)(request(link));
    expect(ranking.scene.caption).toContain('A boat.');
  });

  it('is not described any further when there is no playlist', async () => {
    const begun = pending<AbortSignal | undefined>();
    const failing = describing(
      (_, { signal } = {}) => {
        begun.resolve(signal);
        return new Promise(() => undefined);
      },
      async () => {
        await begun.promise;
        throw new UserError('private', 'This playlist is private.');
      },
    );
    await expect(failing).rejects.toThrow('This playlist is private.');
    expect((await begun.promise)?.aborted).toBe(true);
  });
});

describe('models that are still being downloaded', () => {
  const late = (share: number | null) => async () => {
    throw new DownloadingError('blip', share);
  };
  const captionerOf = (id: string, caption: Captioner['caption']): Captioner => ({ id, model: id, caption });
  const said = async (over: Parameters<typeof alwaysThere>[0]) => {
    const { notices } = await createMatchScene(alwaysThere(over))(request());
    return Object.fromEntries(notices.map(({ code, text }) => [code, text]));
  };

  it('are said with how far they are, each with what was done instead', async () => {
    const notices = await said({
      captioners: [captionerOf('blip', late(0.437)), captionerOf('florence', late(0))],
      sceneMood: { moods: late(null) },
      embedders: [late(0.999), async () => letterEmbedder()],
    });
    expect(notices).toMatchObject({
      'known-by-colours':
        'Only 43 % of the photo model is downloaded so far, so I went by light and colours alone (ask again later for a closer look).',
      'embedder-failed':
        'Only 99 % of the sentence model is downloaded so far, so meanings were compared with my own list of words.',
    });
    expect(notices).not.toHaveProperty('moods-missing');
  });

  it('are said where another captioner helps out', async () => {
    const notices = await said({
      captioners: [captionerOf('blip', late(0.1)), captionerOf('florence', async () => 'a man with a dog')],
      sceneMood: { moods: late(null) },
    });
    expect(notices['moods-missing']).toBe(
      'The mood model is not downloaded yet, so I judge the moods without it.',
    );
    expect(notices['captioned-by-another']).toBe(
      'Only 10 % of the photo model is downloaded so far, so florence described the photo.',
    );
    expect(notices).not.toHaveProperty('known-by-colours');
  });

  it('that cannot be had are said in another way', async () => {
    const fails = async () => {
      throw down('models');
    };
    const notices = await said({
      captioners: [captionerOf('blip', fails)],
      sceneMood: { moods: fails },
    });
    expect(notices['known-by-colours']).toMatch(/^No captioning model was available.*models fetch/);
    expect(notices).not.toHaveProperty('moods-missing');
  });
});

describe('what is said of the photo', () => {
  const captioned: string[] = [];
  const captioner: Captioner = {
    id: 'blip',
    model: 'blip',
    async caption() {
      captioned.push('asked');
      return 'a man with a dog';
    },
  };
  const seen = async (
    said: MatchRequest['said'],
    captioners: Captioner[],
    description: string | null = null,
  ) => {
    captioned.length = 0;
    const decoder = { decode: async () => ({ ...photo, description }) };
    const ranking = await createMatchScene(alwaysThere({ captioners, decoder }))(request({ said }));
    const { caption, captionedBy } = ranking.scene;
    expect(caption).toContain(photo.palette.description);
    const isUnknown = codes(ranking).includes('known-by-colours');
    expect(isUnknown).toBe(captionedBy === 'colours');
    const [words = ''] = caption.split(photo.palette.description);
    return { by: captionedBy, caption: words.trim() };
  };

  it('stands before any captioner, which then is not asked', async () => {
    const alt = { text: 'our boat  on the lake', by: 'description' } as const;
    expect(await seen(alt, [captioner], 'A lake.')).toEqual({
      by: 'description',
      caption: 'Our boat on the lake.',
    });
    const answer = { text: 'A funeral!', by: 'words' } as const;
    expect(await seen(answer, [captioner], 'A lake.')).toEqual({ by: 'words', caption: 'A funeral!' });
    expect(await seen(undefined, [captioner], 'A lake')).toEqual({ by: 'description', caption: 'A lake.' });
    expect(captioned).toEqual([]);
  });

  it('goes with the caption where it is only the message beside it, and alone without a captioner', async () => {
    const message = { text: 'miss you, old friend', by: 'message' } as const;
    expect(await seen(message, [captioner])).toEqual({
      by: 'blip',
      caption: 'A man with a dog. Miss you, old friend.',
    });
    expect(await seen(message, [])).toEqual({ by: 'description', caption: 'Miss you, old friend.' });
    expect(await seen(undefined, [])).toEqual({ by: 'colours', caption: '' });
  });

  it('goes with a caption where nobody here can read its language', async () => {
    const seenBy = async (
      readers: Reader[],
      captioners: Captioner[],
      photoReader: PhotoReader | null = null,
      text = 'Ein Hund am Strand',
    ) => {
      captioned.length = 0;
      const ports = alwaysThere({ captioners, readers, photoReader });
      const said = { text, by: 'description' } as const;
      const { scene } = await createMatchScene(ports)(request({ said }));
      return [scene.captionedBy, scene.caption.replace(photo.palette.description, '').trim()];
    };
    const lexicon = createLexiconReader();
    // What somebody described goes to nobody outside, whoever can read the words.
    const outside = {
      id: 'gemini',
      version: '1',
      seePhoto: () => expect.fail('the photo was sent'),
    } as const;
    expect(await seenBy([lexicon], [captioner], outside)).toEqual([
      'blip',
      'A man with a dog. Ein Hund am Strand.',
    ]);
    expect(await seenBy([lexicon], [])).toEqual(['description', 'Ein Hund am Strand.']);
    expect(await seenBy([letterReader('gemini'), lexicon], [captioner])).toEqual([
      'description',
      'Ein Hund am Strand.',
    ]);
    // A plain description feels like nothing, but it says what is there.
    expect(await seenBy([lexicon], [captioner], null, 'a wooden table')).toEqual([
      'description',
      'A wooden table.',
    ]);
  });

  it('is not to be had from a model that the host wants none of', async () => {
    const noticeWith = async (captioners: Captioner[]) =>
      (await createMatchScene(alwaysThere({ captioners }))(request())).notices[0]?.text;
    expect(await noticeWith([])).toMatch(/light and colours alone \(CAPTIONER=none\)\.$/);
    const failing = { ...captioner, caption: () => Promise.reject(down('models')) };
    expect(await noticeWith([failing])).toContain('npx scenescore models fetch');
  });

  it('is read from what was kept under the old name too', () => {
    const scene = {
      caption: '',
      palette: photo.palette,
      reading: { ...nothing, by: 'lexicon' },
      moods: null,
    };
    expect(sceneSchema.parse({ ...scene, captionedBy: 'palette' }).captionedBy).toBe('colours');
  });

  it('is nowhere in the cache', async () => {
    const cache = memoryCache();
    const said = { text: 'Xanadu under water', by: 'description' } as const;
    await createMatchScene(alwaysThere({ cache, readers: [letterReader('gemini'), letterReader()] }))(
      request({ said }),
    );
    const kept = await cache.getMany(cache.keys());
    expect(kept.length).toBeGreaterThan(0);
    expect(JSON.stringify([cache.keys(), kept])).not.toMatch(/xanadu/i);
  });
});

it('counts the moods of an image model as evidence, and leaves them out where there is none', async () => {
  const captioners: Captioner[] = [{ id: 'blip', model: 'blip', caption: async () => 'a lake' }];
  const sure = MOODS.map((mood) => (mood === 'joyful' ? 0.9 : 0.1 / (MOODS.length - 1)));
  const sceneWith = async (sceneMood: PipelinePorts['sceneMood']) =>
    (await createMatchScene(alwaysThere({ captioners, sceneMood }))(request())).scene;
  const without = await sceneWith(null);
  const failed = await sceneWith({ moods: () => Promise.reject(down('models')) });
  const seen = await sceneWith({ moods: async () => sure });
  expect(failed).toEqual(without);
  expect(without.reading.evidence).not.toContain('moods');
  expect(seen.reading.evidence).toContain('moods');
  expect(seen.reading.valence).toBeGreaterThan(without.reading.valence + 0.1);
  expect(seen.reading.certainty.valence).toBeGreaterThan(without.reading.certainty.valence);
});

it('says nothing of colours alone where an image model saw moods', async () => {
  const sad = MOODS.map((mood) => Number(mood === 'melancholic'));
  const bright = { ...photo, palette: { ...photo.palette, valence: 0.8 } };
  const seenIn = async (sceneMood: PipelinePorts['sceneMood']) => {
    const readers = [createLexiconReader()];
    const decoder = { decode: async () => bright };
    const { scene, notices } = await createMatchScene(
      alwaysThere({ captioners: [], readers, decoder, sceneMood }),
    )(request());
    return { ...scene.reading, notice: notices.find(({ code }) => code === 'known-by-colours')?.text };
  };
  const coloured = await seenIn(null);
  expect(coloured.summary).toMatch(/^From its light and colours alone it could be a happy picture/);
  expect(coloured.notice).toContain('so I went by light and colours alone');
  const moody = await seenIn({ moods: async () => sad });
  expect(moody.valence).toBeLessThan(-0.1);
  expect(moody.summary).toMatch(/^From its light, colours and mood alone it could be a sad picture/);
  expect(moody.notice).toContain('so I went by light, colours and mood alone');
});

describe('when something is down', () => {
  const captioner: Captioner = { id: 'blip', model: 'blip', caption: () => Promise.reject(down('models')) };
  const writer: Writer = { id: 'gemini', version: '1', explain: () => Promise.reject(down('gemini')) };
  const failing: Partial<PipelinePorts> = {
    captioners: [captioner],
    sceneMood: { moods: () => Promise.reject(down('models')) },
    readers: [
      gemini({
        readSongs: () => Promise.reject(down('gemini')),
        readScene: () => Promise.reject(down('gemini')),
      }),
      letterReader(),
    ],
    lyrics: { name: 'LRCLIB', find: () => Promise.reject(down('lrclib')) },
    embedders: [() => Promise.reject(down('models')), async () => letterEmbedder('builtin')],
    writer,
    videos: { find: () => Promise.reject(down('youtube')) },
  };

  it('still ranks, and says each thing once', async () => {
    const ranking = await createMatchScene(alwaysThere(failing))(request());
    expect(ranking.matches).toHaveLength(titles.length);
    expect(codes(ranking)).toEqual(['known-by-colours', 'reader-failed', 'embedder-failed', 'how-read']);
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
      writer: { ...writer, explain: never },
      videos: { find: never },
      budgetMs: 400,
    };
    const ranking = await createMatchScene(alwaysThere(hanging))(request());
    expect(ranking.matches).toHaveLength(titles.length);
    expect(codes(ranking)).toContain('lyrics-late');
  });

  it('lets a bug through', async () => {
    const broken = gemini({ readSongs: () => Promise.reject(new TypeError('undefined is not a function')) });
    await expect(
      createMatchScene(alwaysThere({ readers: [broken, letterReader()] }))(request()),
    ).rejects.toThrow(TypeError);
  });
});

describe('memory', () => {
  it('asks for nothing at the second identical match', async () => {
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

  it('counts the songs whose words it cannot read over all batches, for two at once and from the cache', async () => {
    const many = Array.from({ length: 3 * songsPerBatch }, (_, at) => song(`Title ${at}`));
    const lyrics: LyricsSource = {
      name: 'x',
      find: async ({ title }) =>
        title.endsWith('7') ? { kind: 'instrumental' } : { kind: 'words', text: 'Мы идём домой по снегу' },
    };
    const match = createMatchScene(alwaysThere({ readers: [createLexiconReader()], lyrics }));
    const asked = request({ playlists: [{ kind: 'playlist', playlist: playlist(many) }] });
    const rankings = [...(await Promise.all([match(asked), match(asked)])), await match(asked)];
    for (const { notices } of rankings) {
      const told = notices.map(({ text }) => text).join(' ');
      expect(told).toContain('76 songs are not in English');
      expect(told).toContain('8 songs have no words');
    }
  });

  it('tells both of two who ask at the same time what went wrong with their songs', async () => {
    const failing = gemini({ readSongs: () => Promise.reject(down('gemini')) });
    const lyrics: LyricsSource = {
      name: 'LRCLIB',
      async find(_song, options) {
        options?.onNotice?.({ code: 'lyrics-lrclib-failed', text: 'LRCLIB did not answer.' });
        return { kind: 'none' };
      },
    };
    const match = createMatchScene(alwaysThere({ readers: [failing, letterReader()], lyrics }));
    const both = await Promise.all([match(request()), match(request())]);
    for (const ranking of both)
      expect(codes(ranking)).toEqual(expect.arrayContaining(['lyrics-lrclib-failed', 'reader-failed']));
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

  it('looks for lyrics again an hour after the service was down, and asks the reader only about those it found', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const reader = gemini();
    let looked = 0;
    let words: Lyrics | null = null;
    const lyrics: LyricsSource = {
      name: 'x',
      async find() {
        looked++;
        if (words === null) throw down('lrclib');
        return words;
      },
    };
    const match = createMatchScene(alwaysThere({ readers: [reader, letterReader()], lyrics }));
    await match(request());
    await match(request());
    expect([looked, reader.asked.flat().length]).toEqual([titles.length, titles.length]);
    vi.setSystemTime(Date.now() + hour);
    await match(request());
    expect([looked, reader.asked.flat().length]).toEqual([2 * titles.length, titles.length]);
    vi.setSystemTime(Date.now() + hour);
    words = { kind: 'none' };
    await match(request());
    vi.setSystemTime(Date.now() + hour);
    await match(request());
    expect([looked, reader.asked.flat().length]).toEqual([3 * titles.length, titles.length]);
    vi.setSystemTime(Date.now() + day);
    words = { kind: 'words', text: 'la' };
    expect((await match(request())).depth?.fromLyrics).toBe(titles.length);
    expect([looked, reader.asked.flat().length]).toEqual([4 * titles.length, 2 * titles.length]);
  });
});

it('keeps what a stand-in read for a day, then asks the better one again, and never takes less', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const reader = letterReader('gemini');
  let by: SongReading['by'] | null = 'gemma';
  const standIn: Reader = {
    ...reader,
    async readSongs(songs) {
      const { readings } = await reader.readSongs(songs);
      return {
        readings: readings.map((one) => (one === null || by === null ? null : { ...one, by })),
        notices: [],
      };
    },
  };
  for (const words of [{ kind: 'words', text: 'la' }, { kind: 'none' }] as const) {
    by = 'gemma';
    reader.asked.splice(0);
    const lyrics: LyricsSource = { name: 'x', find: async () => words };
    const match = createMatchScene(alwaysThere({ readers: [standIn, letterReader()], lyrics }));
    const readBy = async () => new Set((await match(request())).matches.map(({ reading }) => reading.by));
    expect(await readBy()).toEqual(new Set(['gemma']));
    expect(await readBy()).toEqual(new Set(['gemma']));
    expect(reader.asked.flat()).toHaveLength(titles.length);
    // Nobody better answers the next day either: the words list does not take its place.
    vi.setSystemTime(Date.now() + day);
    by = null;
    expect(await readBy()).toEqual(new Set(['gemma']));
    by = 'gemini';
    vi.setSystemTime(Date.now() + day);
    expect(await readBy()).toEqual(new Set(['gemini']));
    vi.setSystemTime(Date.now() + hour);
    expect(await readBy()).toEqual(new Set(['gemini']));
    expect(reader.asked.flat()).toHaveLength(3 * titles.length);
  }
});

it('keeps what a model knows of a recording while only the words list could read its words', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const knowing = letterReader('gemini');
  let isDown = false;
  const reader: Reader = {
    ...knowing,
    async readSongs(songs) {
      if (isDown) throw down('gemini');
      const { readings } = await knowing.readSongs(songs);
      const evidence: SongReading['evidence'] = ['knowledge'];
      return { readings: readings.map((one) => one && { ...one, evidence }), notices: [] };
    },
  };
  let words: Lyrics = { kind: 'none' };
  const lyrics: LyricsSource = { name: 'x', find: async () => words };
  const match = createMatchScene(alwaysThere({ readers: [reader, letterReader()], lyrics }));
  const readBy = async () => new Set((await match(request())).matches.map(({ reading }) => reading.by));
  expect(await readBy()).toEqual(new Set(['gemini']));
  vi.setSystemTime(Date.now() + day);
  words = { kind: 'words', text: 'la' };
  isDown = true;
  expect(await readBy()).toEqual(new Set(['gemini']));
  isDown = false;
  expect((await match(request())).depth?.fromLyrics).toBe(titles.length);
});

it('says that a lyrics service failed for as long as its songs go without, and not longer', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const notice = { code: 'lyrics-lrclib-failed', text: 'LRCLIB did not answer for some songs.' };
  let isDown = true;
  const lyrics: LyricsSource = {
    name: 'LRCLIB',
    async find(_song, options) {
      if (isDown) options?.onNotice?.(notice);
      return { kind: 'none' };
    },
  };
  const match = createMatchScene(alwaysThere({ lyrics, cache: memoryCache() }));
  const isSaid = async () => (await match(request())).notices.some(({ code }) => code === notice.code);
  expect(await isSaid()).toBe(true);
  isDown = false;
  // Its songs are looked up again in an hour; until then they are read without their words.
  expect(await isSaid()).toBe(true);
  vi.setSystemTime(Date.now() + hour);
  expect(await isSaid()).toBe(false);
  expect(await isSaid()).toBe(false);
});

describe('sharper and sharper', () => {
  /** Lyrics that arrive when the test lets them. */
  function gatedLyrics(): LyricsSource & { waiting: Map<string, () => void>; open(title: string): void } {
    const waiting = new Map<string, () => void>();
    return {
      name: 'gate',
      waiting,
      open(title) {
        waiting.get(title)?.();
        waiting.delete(title);
      },
      find: ({ title }, { signal } = {}) =>
        new Promise((resolve, reject) => {
          waiting.set(title, () => resolve({ kind: 'words', text: 'la' }));
          signal?.addEventListener('abort', () => {
            waiting.delete(title);
            reject(signal.reason);
          });
        }),
    };
  }

  const many = Array.from({ length: 60 }, (_, at) => song(`Song ${at}`));
  const ofMany = request({ playlists: [{ kind: 'playlist', playlist: playlist(many) }] });

  it('shows a whole ranking before any lyrics came, and better ones while they come', async () => {
    const lyrics = gatedLyrics();
    const reader = gemini();
    const shown: Ranking[] = [];
    const ports = alwaysThere({ readers: [reader, letterReader()], lyrics, sharpenEveryMs: 1 });
    const final = createMatchScene(ports)(ofMany, { onRanking: (ranking) => shown.push(ranking) });
    await expect.poll(() => shown.length).toBeGreaterThan(0);
    expect(shown[0]?.matches).toHaveLength(60);
    expect(shown[0]?.depth).toEqual({ fromLyrics: 0, songs: 60, isFinal: false });
    expect(shown[0]?.explanation).not.toBe('');
    expect(shown[0]?.notices.at(-1)?.text).toContain('0 of 60 songs');

    const release = async (count: number) => {
      for (let done = 0; done < count; done++) {
        await expect.poll(() => lyrics.waiting.size).toBeGreaterThan(0);
        lyrics.open([...lyrics.waiting.keys()][0] ?? '');
      }
    };
    await release(songsPerBatch);
    // The first batch is read while other songs are still waited for.
    await expect.poll(() => shown.at(-1)?.depth?.fromLyrics).toBe(songsPerBatch);
    await release(60 - songsPerBatch);
    const ranking = await final;
    expect(ranking.depth).toEqual({ fromLyrics: 60, songs: 60, isFinal: true });
    expect(shown.every(({ depth }) => depth?.isFinal === false)).toBe(true);
    expect(reader.asked.flat()).toHaveLength(60);
  });

  /** Titles in the order in which their words are looked for; words come once there is a first ranking. */
  async function lookUps(reader: Reader): Promise<{ opened: string[]; ranking: Ranking }> {
    const lyrics = gatedLyrics();
    const opened: string[] = [];
    const shown: Ranking[] = [];
    const ports = alwaysThere({ readers: [reader, letterReader()], lyrics });
    const final = createMatchScene(ports)(ofMany, { onRanking: (ranking) => shown.push(ranking) });
    await expect.poll(() => shown.length).toBeGreaterThan(0);
    for (let done = 0; done < many.length; done++) {
      await expect.poll(() => lyrics.waiting.size).toBeGreaterThan(0);
      const title = [...lyrics.waiting.keys()][0] ?? '';
      opened.push(title);
      lyrics.open(title);
    }
    return { opened, ranking: await final };
  }

  it('looks up first the songs that are likely to come first', async () => {
    const { opened, ranking } = await lookUps(gemini());
    const top = new Set(ranking.matches.slice(0, 15).map((match) => match.song.title));
    const early = opened.slice(0, 30).filter((title) => top.has(title));
    expect(early.length).toBeGreaterThanOrEqual(12);
  });

  describe('words and video that are asked for beside the last readings', () => {
    const more = Array.from({ length: 100 }, (_, at) => song(`Song ${at}`));
    const ofMore = request({ playlists: [{ kind: 'playlist', playlist: playlist(more) }] });

    /** Reads what guesses say, in words of its own; small batches when the test lets it. */
    function slowReader() {
      const inner = letterReader('gemini');
      const gate = pending<void>();
      let held = 0;
      const readSongs: Reader['readSongs'] = async (songs, call) => {
        if (songs.length < 8) {
          held += songs.length;
          await gate.promise;
        }
        const { readings, notices } = await inner.readSongs(songs, call);
        return {
          readings: readings.map((one) => one && { ...one, summary: `Really: ${one.summary}` }),
          notices,
        };
      };
      return { reader: { ...inner, readSongs }, open: () => gate.resolve(), held: () => held };
    }
    const writerOf = (explain: Writer['explain']): Writer => ({ id: 'gemini', version: '1', explain });

    it('are those of the answer when no song at the top was waited for', async () => {
      const { reader, open, held } = slowReader();
      const explain = vi.fn(async () => ({ explanation: 'It fits.', reasons: [], order: null }));
      const lyrics: LyricsSource = { name: 'a', find: async () => ({ kind: 'words', text: 'la' }) };
      const find = vi.fn(async () => 'https://www.youtube.com/watch?v=1');
      const ports = alwaysThere({
        readers: [reader, letterReader()],
        lyrics,
        writer: writerOf(explain),
        videos: { find },
      });
      const final = createMatchScene(ports)(ofMore);
      await expect.poll(() => explain.mock.calls.length).toBe(1);
      expect(find).toHaveBeenCalledTimes(1);
      expect(held()).toBeGreaterThan(0);
      open();
      expect((await final).explanation).toBe('It fits.');
      expect(explain).toHaveBeenCalledTimes(1);
    });

    it('are not asked for while a song at the top is waited for', async () => {
      const [best] = (await createMatchScene(alwaysThere())(ofMore)).matches;
      const title = best?.song.title ?? '';
      const { reader, open, held } = slowReader();
      const explain = vi.fn(async () => ({ explanation: 'It fits.', reasons: [], order: null }));
      const gated = gatedLyrics();
      const find: LyricsSource['find'] = async (song, call) =>
        song.title === title ? gated.find(song, call) : { kind: 'words', text: 'la' };
      const shown: Ranking[] = [];
      const ports = alwaysThere({
        readers: [reader, letterReader()],
        lyrics: { name: 'a', find },
        writer: writerOf(explain),
        sharpenEveryMs: 1,
      });
      const final = createMatchScene(ports)(ofMore, { onRanking: (ranking) => shown.push(ranking) });
      await expect.poll(() => gated.waiting.size).toBe(1);
      await expect.poll(() => shown.at(-1)?.depth?.fromLyrics).toBeGreaterThan(songsPerBatch);
      gated.open(title);
      await expect.poll(held).toBeGreaterThan(0);
      open();
      expect((await final).matches[0]?.song.title).toBe(title);
      expect(explain).toHaveBeenCalledTimes(1);
    });
  });

  it('shows nothing after the answer, and nothing before one that is in the cache', async () => {
    const ports = alwaysThere({ readers: [gemini(), letterReader()], sharpenEveryMs: 1 });
    const match = createMatchScene(ports);
    await match(request());
    const shown: Ranking[] = [];
    await match(request(), { onRanking: (ranking) => shown.push(ranking) });
    expect(shown).toEqual([]);
  });

  it('fails when a first answer could not be shown', async () => {
    const ports = alwaysThere({ readers: [gemini(), letterReader()] });
    const broken = createMatchScene(ports)(request(), {
      onRanking: () => {
        throw new TypeError('no such channel');
      },
    });
    await expect(broken).rejects.toThrow(TypeError);
  });

  it('reads what another run started to read and gave up', async () => {
    const lyrics = gatedLyrics();
    const reader = gemini();
    const match = createMatchScene(alwaysThere({ readers: [reader, letterReader()], lyrics }));
    const given = new AbortController();
    const one = match(request(), { signal: given.signal });
    await expect.poll(() => lyrics.waiting.size).toBeGreaterThan(5);
    const seen: Ranking[] = [];
    const other = match(request(), { onRanking: (ranking) => seen.push(ranking) });
    await expect.poll(() => seen.length).toBeGreaterThan(0);
    given.abort();
    await expect(one).rejects.toThrow('aborted');
    await expect
      .poll(() => {
        for (const title of [...lyrics.waiting.keys()]) lyrics.open(title);
        return reader.asked.flat().length;
      })
      .toBe(titles.length);
    expect((await other).depth).toEqual({ fromLyrics: titles.length, songs: titles.length, isFinal: true });
  });

  it('reads late songs in the background, so that the next request finds them', async () => {
    const lyrics = gatedLyrics();
    const reader = gemini();
    const background = createBackgroundQueue({ maxWaiting: 10 });
    onTestFinished(() => background.close());
    const ports = alwaysThere({ readers: [reader, letterReader()], lyrics, background, budgetMs: 300 });
    const match = createMatchScene(ports);
    const hasty = await match(request());
    expect(hasty.depth?.fromLyrics).toBe(0);
    expect(codes(hasty)).toContain('lyrics-late');

    for (let done = 0; done < titles.length; done++) {
      await expect.poll(() => lyrics.waiting.size).toBeGreaterThan(0);
      lyrics.open([...lyrics.waiting.keys()].at(-1) ?? '');
    }
    await background.idle();
    const asked = reader.asked.length;
    const later = await match(request());
    expect(later.depth?.fromLyrics).toBe(titles.length);
    expect(reader.asked.length).toBe(asked);
  });

  it('says nothing of a lyrics service that failed and then answered in the background', async () => {
    const notice = { code: 'lyrics-lrclib-failed', text: 'LRCLIB did not answer for some songs.' };
    const late = new Set<string>();
    const lyrics: LyricsSource = {
      name: 'LRCLIB, then another',
      async find({ title }, { signal, onNotice } = {}) {
        if (late.has(title)) return { kind: 'none' };
        late.add(title);
        onNotice?.(notice);
        return new Promise((_, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason));
        });
      },
    };
    const background = createBackgroundQueue({ maxWaiting: 10 });
    onTestFinished(() => background.close());
    const match = createMatchScene(alwaysThere({ lyrics, background, budgetMs: 300 }));
    const few = request({
      playlists: [{ kind: 'playlist', playlist: playlist([song('Dawn'), song('Dusk')]) }],
    });
    expect(codes(await match(few))).toContain(notice.code);
    await background.idle();
    expect(codes(await match(few))).not.toContain(notice.code);
  });

  it('asks the reader for nothing new when words are late a second time', async () => {
    const reader = gemini();
    const lyrics = gatedLyrics();
    const match = createMatchScene(alwaysThere({ readers: [reader, letterReader()], lyrics, budgetMs: 200 }));
    await match(request());
    await match(request());
    expect(reader.asked.flat()).toHaveLength(titles.length);
  });
});

it('reads only the best guesses of a long playlist with care, and says so', async () => {
  const reader = gemini();
  const ranking = await createMatchScene(alwaysThere({ readers: [reader, letterReader()], songsInDepth: 5 }))(
    request(),
  );
  expect(reader.asked.flat()).toHaveLength(5);
  expect(ranking.matches).toHaveLength(titles.length);
  expect(codes(ranking)).toContain('read-lightly');
});

it('reads the next best of a long playlist in the background, so that the next run is deeper', async () => {
  const reader = gemini();
  const background = createBackgroundQueue({ maxWaiting: 10 });
  onTestFinished(() => background.close());
  const ports = alwaysThere({
    readers: [reader, letterReader()],
    background,
    songsInDepth: 3,
    songsInBackground: 4,
  });
  const match = createMatchScene(ports);
  expect((await match(request())).notices.map(({ text }) => text).join()).toContain('9 songs');
  await background.idle();
  expect(reader.asked.flat()).toHaveLength(7);
  const later = await match(request());
  await background.idle();
  expect(later.notices.map(({ text }) => text).join()).toContain('2 songs');
  // Nobody was asked about any song twice.
  expect(reader.asked.flat()).toHaveLength(titles.length);
});

it('comes to the end of a long playlist, though songs without words are looked for again every day', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const reader = letterReader('gemini');
  const match = createMatchScene(alwaysThere({ readers: [reader, letterReader()], songsInDepth: 3 }));
  for (let days = 0; days < 4; days++) {
    await match(request());
    vi.setSystemTime(Date.now() + day);
  }
  const read = reader.asked.flat().map(({ song: { title } }) => title);
  expect(read.sort()).toEqual([...titles].sort());
  expect(codes(await match(request()))).not.toContain('read-lightly');
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

it('asks for a smaller copy of a photo that takes too long to open', async () => {
  const decode: PipelinePorts['decoder']['decode'] = (_bytes, options) =>
    new Promise((_resolve, reject) => {
      options?.signal?.addEventListener('abort', () => reject(options.signal?.reason));
    });
  const slow = createMatchScene(alwaysThere({ decoder: { decode }, budgetMs: 100 }));
  await expect(slow(request())).rejects.toMatchObject({ code: 'slow-image' });
  const leaving = new AbortController();
  const asked = slow(request(), { signal: leaving.signal });
  const reason = new Error('gone');
  leaving.abort(reason);
  await expect(asked).rejects.toBe(reason);
});

it('takes what is no link for pasted text', async () => {
  const ranking = await createMatchScene(alwaysThere())(
    request({ playlists: [{ kind: 'link', link: 'A - B\nC - D' }] }),
  );
  expect(ranking.matches.map((match) => match.song.title)).toEqual(['from text']);
});

it('says so when a playlist service is down', async () => {
  const source = {
    name: 'deezer',
    load: () =>
      Promise.reject(new ServiceError('x', { service: 'deezer', retryable: false, retryAfterMs: 7_200_000 })),
  };
  const match = createMatchScene(alwaysThere({ sources: [source] }));
  const asked = match(request({ playlists: [{ kind: 'link', link: 'https://deezer.com/playlist/1' }] }));
  await expect(asked).rejects.toThrow('Deezer does not answer just now. Try again in about 120 minutes');
});

it('stops when it is cancelled', async () => {
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

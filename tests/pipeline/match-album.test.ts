import { setImmediate } from 'node:timers/promises';
import { expect, it, onTestFinished, vi } from 'vitest';
import { UserError } from '../../src/errors.ts';
import type { FeatureValue } from '../../src/model/ranking.ts';
import { assignSongs } from '../../src/pipeline/album/assign-songs.ts';
import { type AlbumRequest, createMatchAlbum } from '../../src/pipeline/album/match-album.ts';
import { createMatchScene } from '../../src/pipeline/match-scene.ts';
import type { PipelinePorts } from '../../src/pipeline/pipeline-ports.ts';
import type { Reader } from '../../src/pipeline/ports.ts';
import type { RunOptions } from '../../src/pipeline/request.ts';
import { createWishReader } from '../../src/readers/wish/wish.ts';
import { alwaysThere, letterReader, photo, playlist, song } from '../support/pipeline.ts';
import { sure } from '../support/readings.ts';

const titles = ['Dawn', 'Dusk', 'Noon', 'Midnight', 'Rain', 'Snow', 'Wind', 'Fire', 'Dust', 'Salt'];

const request = (photos: number[], over: Partial<AlbumRequest> = {}): AlbumRequest => ({
  photos: photos.map((one) => new Uint8Array([one])),
  playlists: [{ kind: 'playlist', playlist: playlist(titles.map((title) => song(title))) }],
  feeling: '',
  ...over,
});

/** Photos told apart by their one byte: the higher, the brighter and livelier they feel. */
function album(over: Partial<PipelinePorts> = {}) {
  const reader = letterReader();
  const seeing: Reader = {
    ...reader,
    async readScene({ caption }) {
      const place = Number(/\d+/.exec(caption)?.[0] ?? 0) / 10 - 0.9;
      return {
        summary: caption,
        valence: place,
        energy: place,
        moods: [],
        themes: [],
        by: 'lexicon',
        ...sure,
      };
    },
  };
  const ports = alwaysThere({
    decoder: {
      async decode(bytes) {
        const byte = bytes[0] ?? 0;
        if (byte === 0) throw new UserError('not-an-image', 'That is no picture.');
        const rgb = { data: new Uint8Array([byte, byte, byte]), width: 1, height: 1 };
        return { ...photo, hash: String(byte), rgb };
      },
    },
    captioners: [{ id: 'blip', model: 'm', caption: async ({ data }) => `photo ${data[0] ?? 0}` }],
    readers: [seeing],
    ...over,
  });
  return { match: createMatchAlbum(ports), ports, reader };
}

const titlesOf = (found: { songs: { match: { song: { title: string } } }[] }): string[] =>
  found.songs.map(({ match }) => match.song.title);

it('gives each photo a song of its own, in the order of the photos, and reads each song once', async () => {
  const { match, reader } = album();
  const found = await match(request([18, 1, 9, 5]));
  expect(found.songs.map(({ scene }) => scene.reading.summary)).toEqual(
    [18, 1, 9, 5].map((byte) => expect.stringContaining(`hoto ${byte}`)),
  );
  expect(new Set(titlesOf(found)).size).toBe(4);
  // Once as a guess from its title, once with what was found about it: the same for four photos as for one.
  const { reader: alone, match: matchOne } = album();
  await matchOne(request([18]));
  expect(reader.asked.flat().length).toBe(alone.asked.flat().length);
  for (const { match: one } of found.songs) {
    expect(one.reason).not.toBe('');
    expect(one.rank).toBeLessThanOrEqual(4);
  }
});

it('gives an album of one photo the song that the photo alone would get', async () => {
  for (const byte of [1, 9, 18]) {
    const { match, ports } = album();
    const one = await createMatchScene(ports)({ ...request([]), photo: new Uint8Array([byte]) });
    expect(titlesOf(await match(request([byte])))).toEqual([one.matches[0]?.song.title]);
  }
});

it('deals the first songs of the ranking out to photos that feel the same', async () => {
  const { match } = album();
  const found = await match(request([9, 9, 9]));
  expect(found.songs.map(({ match: { rank } }) => rank).sort()).toEqual([1, 2, 3]);
});

it('says which photo is none, and when there are too few songs or too many photos', async () => {
  const { match } = album();
  await expect(match(request([9, 0]))).rejects.toMatchObject({
    code: 'not-an-image',
    message: 'Photo 2: That is no picture.',
  });
  const short = playlist([song('Dawn'), song('Dusk')]);
  await expect(
    match(request([1, 2, 3], { playlists: [{ kind: 'playlist', playlist: short }] })),
  ).rejects.toMatchObject({ code: 'too-few-songs' });
  await expect(match(request(Array.from({ length: 11 }, () => 1)))).rejects.toMatchObject({
    code: 'too-many-photos',
  });
  await expect(match(request([]))).rejects.toMatchObject({ code: 'no-photos' });
});

it('stops loading the songs when a photo is none', async () => {
  let signal: AbortSignal | undefined;
  const { match } = album({
    sources: [
      {
        name: 'deezer',
        load(_link, options) {
          signal = options?.signal;
          return new Promise(() => undefined);
        },
      },
    ],
  });
  const playlists = [{ kind: 'link' as const, link: 'https://deezer.com/1' }];
  await expect(match(request([0], { playlists }))).rejects.toMatchObject({ code: 'not-an-image' });
  expect(signal?.aborted).toBe(true);
});

it('says what it understood of the person’s words', async () => {
  const { match } = album({ readWish: createWishReader() });
  const told = async (feeling: string) =>
    (await match(request([9, 5], { feeling }))).notices.find(({ code }) => code === 'wish')?.text;
  expect(await told('calmer')).toBe('I took that as: calmer.');
  expect(await told('qzx qzx')).toContain('so nothing changed');
  expect(await told('')).toBeUndefined();
});

it('waits for no facts of songs that are all read', async () => {
  let lookups = 0;
  const { match } = album({
    facts: {
      recall: async (songs) => songs.map(() => null),
      lookUp: async () => void lookups++,
    },
  });
  await match(request([9, 5]));
  expect(lookups).toBe(1);
  await match(request([9, 5]));
  expect(lookups).toBe(1);
});

it('ends when it is given up', async () => {
  const { match } = album();
  const reason = new Error('given up');
  await expect(match(request([1, 2]), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
});

it.each([
  ['an album', (ports: PipelinePorts) => createMatchAlbum(ports)],
  [
    'a photo',
    (ports: PipelinePorts) => async (asked: AlbumRequest, options: RunOptions) =>
      createMatchScene(ports)({ ...asked, photo: new Uint8Array([1]) }, options),
  ],
])(
  'lets no failure go unhandled, which would end the process, when %s is given up early',
  async (_, create) => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    onTestFinished(() => void process.off('unhandledRejection', unhandled));
    const giveUp = new AbortController();
    const reason = new Error('given up');
    const { ports } = album({
      captioners: [
        {
          id: 'blip',
          model: 'm',
          async caption() {
            giveUp.abort(reason);
            throw reason;
          },
        },
      ],
    });
    await expect(create(ports)(request([1, 2]), { signal: giveUp.signal })).rejects.toBe(reason);
    await setImmediate();
    expect(unhandled).not.toHaveBeenCalled();
  },
);

/** A ranking of songs by the order of their numbers, with these totals. */
function ranked(order: readonly number[], totals: readonly number[]) {
  const none: FeatureValue = { fit: 0.5, weight: 0, added: 0 };
  const byFit = totals.map((_, index) => index).sort((a, b) => (totals[b] ?? 0) - (totals[a] ?? 0));
  return order.map((index) => ({
    index,
    rankByFit: byFit.indexOf(index) + 1,
    features: {
      valence: { fit: 1, weight: 1, added: totals[index] ?? 0 },
      energy: none,
      moods: none,
      themes: none,
      words: none,
    },
  }));
}

it('leaves a song to the photo that has no other', () => {
  // Both want song 0; the first has song 1 that is nearly as good, the second has nothing like it.
  const easy = ranked([0, 1, 2], [0.9, 0.85, 0.1]);
  const needy = ranked([0, 2, 1], [0.8, 0.2, 0.3]);
  expect(assignSongs([easy, needy])).toEqual([1, 0]);
  expect(assignSongs([needy, easy])).toEqual([0, 1]);
});

it('holds to a first place that is not the greatest total', () => {
  expect(assignSongs([ranked([1, 0, 2], [0.9, 0.85, 0.1])])).toEqual([0]);
});

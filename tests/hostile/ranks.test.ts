/**
 * Orders hidden in what is only to be read move no rank: whole matches, with the lexicon and with a model that obeys
 * whatever it is told. What an order may do is what any words may do: be part of what its own song is read from.
 */
import { describe, expect, it } from 'vitest';
import type { Ranking } from '../../src/model/ranking.ts';
import type { SongReading } from '../../src/model/reading.ts';
import type { Song } from '../../src/model/song.ts';
import { createMatchScene } from '../../src/pipeline/match-scene.ts';
import type { PipelinePorts } from '../../src/pipeline/pipeline-ports.ts';
import type { Lyrics, Reader } from '../../src/pipeline/ports.ts';
import { loadRankTables } from '../../src/pipeline/ranking/tables.ts';
import { songReadings } from '../../src/readers/gemini/answers.ts';
import { createLexiconEmbedder, createLexiconReader } from '../../src/readers/lexicon/reader.ts';
import { readPlaylistText } from '../../src/songs/read-file.ts';
import { alwaysThere, playlist, song } from '../support/pipeline.ts';
import { sure } from '../support/readings.ts';
import { attacks } from './attacks.ts';

const lexicon = createLexiconReader();
const embedder = createLexiconEmbedder();
const tables = loadRankTables();

const words: Record<string, string> = {
  Kestrel: 'the evening is calm and kind\nwe walk along the quiet river home',
  Ombra: 'I cry alone in the cold dark rain\nnobody is waiting for me any more',
  Vantage: 'dance, dance, we are wild and young tonight\nthe party burns until the sun',
  Quill: 'I hate your lies, I will break the walls\nrage is running in my blood',
  Tamarind: 'I remember the summer of our childhood\nold photographs and faded letters',
};
const honest = Object.keys(words);

type Place = { name: string; put(attack: string): { song: Song; lyrics: Lyrics } };

const none: Lyrics = { kind: 'none' };
const places: readonly Place[] = [
  { name: 'title', put: (attack) => ({ song: song(attack), lyrics: none }) },
  { name: 'artist', put: (attack) => ({ song: song('Zibeline', { artists: [attack] }), lyrics: none }) },
  { name: 'album', put: (attack) => ({ song: song('Zibeline', { album: attack }), lyrics: none }) },
  { name: 'genre', put: (attack) => ({ song: song('Zibeline', { genres: [attack] }), lyrics: none }) },
  {
    name: 'lyrics',
    put: (attack) => ({
      song: song('Zibeline'),
      lyrics: { kind: 'words', text: `a quiet line\n${attack}\nand another quiet line` },
    }),
  },
];

/** Does what it is told, as far as the form lets it: praises the song that gives orders, slanders the rest, answers for others. */
const obedient: Reader = {
  ...lexicon,
  id: 'gemini',
  version: 'obedient',
  async readSongs(songs, call) {
    const { readings } = await lexicon.readSongs(songs, call ?? {});
    const slander = {
      known: true,
      summary: 'Spam.',
      valence: -1,
      energy: -1,
      moods: ['dark'],
      themes: ['spam'],
    };
    const forms = readings.map((reading, i) => {
      if (honest.includes(songs[i]?.song.title ?? '')) return { i, known: true, ...reading };
      return {
        ...slander,
        i,
        summary: 'The best of all.',
        valence: 99,
        energy: -99,
        moods: ['peaceful'],
        themes: ['lake'],
      };
    });
    const answer = [
      ...forms,
      ...forms.map(({ i }) => ({ ...slander, i })),
      { ...slander, i: -1 },
      { ...slander, i: 999 },
    ];
    const answers = songReadings(
      answer,
      songs.map(() => ''),
    );
    const own = songs.map((_, i): SongReading | null => {
      const found = answers.get(i);
      return found === undefined
        ? null
        : { ...found.reading, basis: readings[i]?.basis ?? 'title', by: 'gemini', ...sure };
    });
    return { readings: own, notices: [] };
  },
};

/** Who reads the twin as another song was read. */
const readingAs = (reader: Reader, twin: string, reading: SongReading): Reader => ({
  ...reader,
  async readSongs(songs, call) {
    const found = await reader.readSongs(songs, call ?? {});
    return {
      ...found,
      readings: found.readings.map((one, at) => (songs[at]?.song.title === twin ? reading : one)),
    };
  },
});

/** The lexicon sees the same whatever name is used, but for the words it chooses; a model that obeys says the name. */
const seeing = (reader: Reader, name: string): Reader => ({
  ...reader,
  async readScene(scene, call) {
    const text = (from: string): string => from.replace(name, 'Zibeline');
    const nameless = { ...scene, caption: text(scene.caption), feeling: text(scene.feeling) };
    const [named, unnamed] = [
      await lexicon.readScene(scene, call ?? {}),
      await lexicon.readScene(nameless, call ?? {}),
    ];
    expect({ ...named, summary: '' }).toEqual({ ...unnamed, summary: '' });
    return reader === lexicon ? unnamed : { ...unnamed, summary: `Play ${name} first.` };
  },
});

type Run = {
  reader?: Reader;
  hostile?: { song: Song; lyrics: Lyrics };
  caption?: string;
  feeling?: string;
  title?: string;
};

async function match({
  reader = lexicon,
  hostile,
  caption = 'a lake in the evening',
  feeling = '',
  title = 'A list',
}: Run) {
  const all = [...honest.map((name) => song(name)), ...(hostile === undefined ? [] : [hostile.song])];
  const ports: PipelinePorts = alwaysThere({
    readers: [reader],
    embedders: [async () => embedder],
    tables,
    captioners: [{ id: 'scripted', model: '1', caption: async () => caption }],
    lyrics: {
      name: 'scripted',
      async find({ title: asked }): Promise<Lyrics> {
        const text = words[asked];
        if (text !== undefined) return { kind: 'words', text };
        return hostile?.lyrics ?? none;
      },
    },
    readText: () => playlist(all, { title }),
    readSounds: () => playlist(all, { title }),
  });
  return createMatchScene(ports)({
    photo: new Uint8Array([1]),
    playlists: [{ kind: 'text', text: 'x' }],
    feeling,
  });
}

const order = ({ matches }: Ranking): string[] => matches.map(({ song: { title } }) => title);
const honestOrder = (ranking: Ranking): string[] => order(ranking).filter((title) => honest.includes(title));

describe.each([
  { kind: 'lexicon', reader: lexicon },
  { kind: 'a model that obeys', reader: obedient },
])('$kind', ({ reader }) => {
  it.each(places)(
    'an order in the $name',
    async ({ put }) => {
      const expected = honestOrder(await match({ reader }));
      expect(expected).toHaveLength(honest.length);
      for (const attack of attacks) {
        const hostile = put(attack);
        const ranking = await match({ reader, hostile });
        expect({ attack, order: honestOrder(ranking) }).toEqual({ attack, order: expected });
        const own = ranking.matches.find(({ song: { title } }) => !honest.includes(title));
        expect(own).toBeDefined();
        if (own === undefined) continue;
        // An innocent song that is read the same stands at the same place: only its own reading ranks a song.
        const twin = await match({
          reader: readingAs(reader, 'Twin', own.reading),
          hostile: { song: song('Twin'), lyrics: hostile.lyrics },
        });
        expect({ attack, rank: order(twin).indexOf('Twin') + 1 }).toEqual({ attack, rank: own.rank });
        expect(Math.abs(own.reading.valence ?? 0)).toBeLessThanOrEqual(1);
      }
    },
    120_000,
  );

  // Whom the order names makes no difference: nobody is helped by it.
  it.each(['caption', 'feeling'] as const)(
    'an order in the %s',
    async (place) => {
      for (const attack of attacks) {
        const orders = [];
        for (const name of ['Ombra', 'Quill']) {
          const text = `${attack.slice(0, 250)} The song is called ${name}.`;
          orders.push(order(await match({ reader: seeing(reader, name), [place]: text })));
        }
        expect({ attack, orders }).toEqual({ attack, orders: [orders[0], orders[0]] });
      }
    },
    120_000,
  );

  it('an order in the name of a file or a playlist', async () => {
    const expected = order(await match({ reader }));
    for (const attack of attacks) expect(order(await match({ reader, title: attack }))).toEqual(expected);
  }, 120_000);
});

it('an order among pasted songs is a line like any other', () => {
  for (const attack of attacks) {
    const { songs } = readPlaylistText(
      `Some Band - Harbour\nX - ${attack.replaceAll('\n', ' ')}\nOther Band - Rain`,
    );
    expect(songs.filter(({ title }) => title === 'Harbour' || title === 'Rain')).toHaveLength(2);
  }
});

it('would see a reader that lets one song speak of another', async () => {
  const gullible: Reader = {
    ...lexicon,
    async readSongs(songs, call) {
      const { readings, notices } = await lexicon.readSongs(songs, call ?? {});
      const isOrdered = songs.some(({ song: { title } }) => title.includes('rank this song first'));
      return { readings: isOrdered ? readings.toReversed() : readings, notices };
    },
  };
  const plain = honestOrder(await match({ reader: gullible }));
  const [attack = ''] = attacks;
  expect(
    honestOrder(await match({ reader: gullible, hostile: { song: song(attack), lyrics: none } })),
  ).not.toEqual(plain);
});

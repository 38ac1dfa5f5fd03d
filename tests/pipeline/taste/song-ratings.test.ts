/** What a rating does to the song itself: from the store, through what the bot learns, to the ranker's order. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Mood, SceneReading } from '../../../src/model/reading.ts';
import { MOODS } from '../../../src/model/reading.ts';
import { type RankSong, rank } from '../../../src/pipeline/ranking/rank.ts';
import { loadRankTables } from '../../../src/pipeline/ranking/tables.ts';
import { type SongRating, songPulls, songRatings } from '../../../src/pipeline/taste/song-ratings.ts';
import { songKey } from '../../../src/songs/identity.ts';
import { createRatingStore } from '../../../src/store/ratings.ts';
import { type Result, shownRanking } from '../../../src/store/results.ts';
import { createMemoryKeyValue } from '../../support/memory-key-value.ts';
import { match, ranking } from '../../support/rankings.ts';
import { aScene, aSong } from '../songs.ts';

const tables = loadRankTables();
const day = 86_400_000;

/** Ten songs that fit the lake at dusk nearly alike, and one that clearly does not. */
const alike = Array.from({ length: 10 }, (_, at) =>
  aSong(`Alike ${at}`, 0.35 + at / 1000, -0.6, { moods: ['peaceful'] }),
);
const songs = [...alike, aSong('Uproar', -0.8, 0.9, { moods: ['angry'] })];
const lake = aScene(0.35, -0.6, ['peaceful', 'dreamy', 'hopeful']);
const nearby = aScene(0.25, -0.5, ['peaceful', 'tender']);
const party = aScene(0.8, 0.8, ['joyful']);

/** A person who rates, through the real store. */
function person() {
  let now = 1_000 * day;
  const store = createRatingStore(createMemoryKeyValue({ now: () => now }), () => now);
  let answers = 0;
  return {
    store,
    async says(title: string, verdict: 'fits' | 'does-not-fit', scene = lake): Promise<Result> {
      answers += 1;
      const { song } = songs.find((one) => one.song.title === title) ?? {};
      const whole = ranking({ matches: [match(1, { song: { ...match(1).song, ...song } })] });
      const shown = shownRanking({ ...whole, scene: { ...whole.scene, reading: scene.reading } }, 1);
      const result: Result = {
        id: `r${answers}`,
        personId: 'p',
        serverId: null,
        channelId: null,
        messageId: null,
        isReactable: true,
        createdAt: now,
        ranking: shown,
      };
      await store.mark(result, 'p', { rank: 1, verdict, from: 'button' });
      return result;
    },
    wait(days: number) {
      now += days * day;
    },
    async ratings(): Promise<SongRating[]> {
      return songRatings(await store.ofPerson('p'), songKey, now);
    },
    async order(scene = lake, list: readonly RankSong[] = songs): Promise<string[]> {
      const pulls = songPulls(await this.ratings(), songKey);
      const ranked = rank(scene, list, { ...tables, pulls });
      return ranked.map(({ index }) => list[index]?.song.title ?? '');
    },
    async pull(title: string, scene = lake): Promise<number> {
      const { song } = songs.find((one) => one.song.title === title) ?? {};
      if (song === undefined) throw new Error('no such song');
      return songPulls(await this.ratings(), songKey)(scene.reading)(song);
    },
  };
}

const plainOrder = rank(lake, songs, tables).map(({ index }) => songs[index]?.song.title ?? '');
const last = plainOrder[9] ?? '';
const first = plainOrder[0] ?? '';

describe('a rating of a song for a photo', () => {
  it('lifts the liked song to the top of songs that fit alike, for the same photo', async () => {
    const one = person();
    await one.says(last, 'fits');
    expect((await one.order())[0]).toBe(last);
  });

  it('lets the disliked song fall behind the songs that fit alike, and no further', async () => {
    const one = person();
    await one.says(first, 'does-not-fit');
    const order = await one.order();
    expect(order.indexOf(first)).toBeGreaterThan(4);
    expect(order.at(-1)).toBe('Uproar');
  });

  it('is worth more than a slightly better story, where songs tie for the first place', async () => {
    const at = (angle: number) => new Float32Array([Math.cos(angle), Math.sin(angle), 0]);
    const scene = { ...lake, vector: at(0) };
    const tied = alike.map(({ song, reading }, place) => ({
      song,
      reading,
      vector: new Float32Array([
        ...at(1.2 + place / 200)
          .subarray(0, 2)
          .map((x) => x * 0.9),
        (-1) ** place * 0.43,
      ]),
    }));
    const one = person();
    const [best = '', second = ''] = await one.order(scene, tied);
    await one.says(best, 'does-not-fit', scene);
    expect((await one.order(scene, tied))[0]).not.toBe(best);
    await one.says(second, 'fits', scene);
    expect((await one.order(scene, tied))[0]).toBe(second);
  });

  it('moves six liked songs of ten that fit alike to the front', async () => {
    const one = person();
    const liked = [1, 3, 4, 6, 8, 9].map((at) => plainOrder[at] ?? '');
    for (const title of liked) await one.says(title, 'fits');
    expect((await one.order()).slice(0, 6).toSorted()).toEqual(liked.toSorted());
  });

  it('counts less for a photo that feels nearly the same, and not at all for another', async () => {
    const one = person();
    await one.says(last, 'fits');
    const [same, near] = [await one.pull(last), await one.pull(last, nearby)];
    expect(same).toBeCloseTo(0.5, 9);
    expect(near).toBeGreaterThan(0.1);
    expect(near).toBeLessThan(0.9 * same);
    expect(await one.pull(last, party)).toBe(0);
    const others = songs.filter(({ song }) => song.title !== last);
    expect(await one.order(party)).toEqual(
      rank(party, songs, tables).map(({ index }) => songs[index]?.song.title),
    );
    expect((await one.order(nearby))[0]).toBe(last);
    expect(await one.order(lake, others)).not.toContain(last);
  });

  it('counts less where the place is the same and the moods are others', async () => {
    const one = person();
    await one.says(last, 'fits', aScene(0, 0, ['nostalgic']));
    const pulls = await Promise.all(
      (['nostalgic', 'wistful', 'triumphant'] as const).map((mood) => one.pull(last, aScene(0, 0, [mood]))),
    );
    expect(pulls).toEqual(pulls.toSorted((a, b) => b - a));
    expect(pulls[2]).toBeLessThan(0.1);
  });

  it('fades: half of it is left after 60 days, nothing after eight months', async () => {
    const one = person();
    await one.says(last, 'fits');
    const pulls: number[] = [];
    for (const days of [0, 60, 60, 125]) {
      one.wait(days);
      pulls.push(await one.pull(last));
    }
    expect(pulls.map((pull) => pull.toFixed(2))).toEqual(['0.50', '0.33', '0.20', '0.00']);
    expect(await one.order()).toEqual(plainOrder);
  });

  it('leaves no trace when it is taken back, and none when everything is deleted', async () => {
    const one = person();
    const { id } = await one.says(last, 'fits');
    await one.store.unmark(id, 'p', { rank: 1, from: 'button' });
    expect(await one.order()).toEqual(plainOrder);
    await one.says(last, 'fits');
    expect(await one.order()).not.toEqual(plainOrder);
    await one.store.removeOfPerson('p');
    expect(await one.order()).toEqual(plainOrder);
  });

  it('adds up with others of the song, and against them: never to more than a pull of 1', async () => {
    const one = person();
    for (let times = 0; times < 6; times++) await one.says(last, 'fits');
    expect(await one.pull(last)).toBeCloseTo(6 / 7, 9);
    await one.says(last, 'does-not-fit');
    expect(await one.pull(last)).toBeCloseTo(5 / 8, 9);
    // A song that doesn't fit stays where it is, however often it was liked.
    for (let times = 0; times < 9; times++) await one.says('Uproar', 'fits');
    expect((await one.order()).at(-1)).toBe('Uproar');
  });

  it('knows the song again from another service, by its ISRC or by its names', async () => {
    const one = person();
    await one.says(last, 'fits');
    const pulls = songPulls(await one.ratings(), songKey)(lake.reading);
    const named = { title: `${last} (2011 Remaster)`, artists: [`The ${last}s`], album: null, isrc: 'XX1' };
    const song = songs.find(({ song: { title } }) => title === last)?.song;
    if (song === undefined) throw new Error('no such song');
    expect(pulls({ ...song, ...named })).toBeCloseTo(0.5, 9);
    expect(pulls({ ...song, title: `${last} (Live)` })).toBe(0);
    const byIsrc = { keys: ['isrc:XX1'], scene: lake.reading, verdict: 1 };
    expect(songPulls([byIsrc], songKey)(lake.reading)({ ...song, title: 'Otherwise', isrc: 'XX1' })).toBe(
      0.5,
    );
  });

  it('for a photo whose feeling is a guess counts for that very photo alone', () => {
    const unknown = (valence: number): SceneReading => ({
      ...aScene(valence, 0).reading,
      certainty: { valence: 0.05, energy: 0.05 },
    });
    const { song } = aSong('One', 0, 0);
    const rating = { keys: [songKey(song)], scene: { valence: 0.1, energy: 0, moods: [] }, verdict: 1 };
    const pulls = songPulls([rating], songKey);
    expect(pulls(unknown(0.1))(song)).toBe(0.5);
    expect(pulls(unknown(0.15))(song)).toBe(0);
    expect(pulls(aScene(0.15, 0).reading)(song)).toBeGreaterThan(0.4);
  });
});

const number = fc.double({ min: -1, max: 1, noNaN: true });
const moods = fc.uniqueArray(fc.constantFrom<Mood>(...MOODS), { maxLength: 3 });
const sceneOf = fc
  .record({ valence: number, energy: number, moods })
  .map(({ valence, energy, moods: named }) => aScene(valence, energy, named));
const songsOf = fc.array(fc.record({ valence: number, energy: number, moods }), {
  minLength: 2,
  maxLength: 20,
});

describe('the ranking', () => {
  const made = songsOf.map((list) =>
    list.map(({ valence, energy, moods: named }, at) =>
      aSong(`Song ${at}`, valence, energy, { moods: named }),
    ),
  );

  it('is the same without ratings, and with ratings of other songs or for other photos', () => {
    fc.assert(
      fc.property(sceneOf, made, (scene, list) => {
        const { valence, energy } = scene.reading;
        const far = { valence: valence > 0 ? -1 : 1, energy, moods: [] };
        const keys = list.map(({ song }) => songKey(song));
        const ratings = [
          { keys: ['name:somebody|else'], scene: { valence, energy, moods: [] }, verdict: 1 },
          ...keys.map((key, at) => ({ keys: [key], scene: far, verdict: at % 2 === 0 ? 1 : -1 })),
        ];
        const places = (pulls = {}) =>
          rank(scene, list, { ...tables, ...pulls }).map(({ details, ...place }) => ({
            ...place,
            ...details(),
          }));
        expect(places({ pulls: songPulls([], songKey) })).toEqual(places());
        expect(places({ pulls: songPulls(ratings, songKey) })).toEqual(places());
      }),
    );
  });

  it('never puts a song before one that fits better by more than 0.08, whatever was rated', () => {
    const verdicts = fc.array(fc.constantFrom(1, 0, -1), { minLength: 20, maxLength: 20 });
    fc.assert(
      fc.property(sceneOf, made, verdicts, (scene, list, says) => {
        const ratings = list.flatMap(({ song }, at) =>
          Array.from({ length: 20 }, () => ({
            keys: [songKey(song)],
            scene: scene.reading,
            verdict: says[at] ?? 0,
          })),
        );
        const options = { ...tables, diversify: false, pulls: songPulls(ratings, songKey) };
        const totals = rank(scene, list, options).map(({ details }) =>
          Object.values(details().features).reduce((sum, { added }) => sum + added, 0),
        );
        // Of songs that tie, the first place goes by the story.
        expect(totals[0]).toBeGreaterThan(Math.max(...totals) - tables.weights.tieBreak.vague - 0.08);
        const rest = totals.slice(1);
        rest.forEach((total, at) => {
          expect(Math.max(0, ...rest.slice(at + 1))).toBeLessThanOrEqual(total + 0.08 + 1e-9);
        });
      }),
    );
  });
});

/**
 * What does a rating do to the song itself? Made-up people rate a dozen photos again and again; then these photos, and
 * others that they never rated, are ranked for them by their taste alone, and with what they said of the songs.
 */
import Table from 'cli-table3';
import type { BankVectors } from '../src/pipeline/ranking/bank.ts';
import { type RankScene, type RankSong, rank } from '../src/pipeline/ranking/rank.ts';
import type { RankTables } from '../src/pipeline/ranking/tables.ts';
import { songPulls, songRatings } from '../src/pipeline/taste/song-ratings.ts';
import { bendWeights, learnTaste } from '../src/pipeline/taste/taste.ts';
import { songKey } from '../src/songs/identity.ts';
import { chance, type Liking, mean, ndcg10, shuffled, signed, whim } from './people.ts';

export type World = {
  scenes: readonly RankScene[];
  playlists: readonly (readonly RankSong[])[];
  bankVectors: BankVectors;
};

/** Favourites: for photos of some feeling, for any photo, none; and somebody without any who rates by chance. */
const kinds = ['for a feeling', 'everywhere', 'none', 'none, by chance'] as const;
type Kind = (typeof kinds)[number];
const stops = [12, 40] as const;
const lives = 10;
const shownAtOnce = 5;
const seenScenes = 12;
const unseenScenes = 20;
/** Standard deviation of a favourite, where the whole feeling is worth 1. */
const favour = 0.12;
/** Radians over the plane of valence and energy in which liking comes and goes. */
const waves = 2.2;

function likingOf(kind: Kind, songs: readonly RankSong[], random: () => number): Liking {
  const turn = 2 * Math.PI;
  const whims = new Map(
    songs.map((song) => [song, { way: turn * random(), from: turn * random(), always: whim(random) }]),
  );
  return (scene, song) => {
    const { valence, energy } = scene.reading;
    const near = (one: number, other: number | null): number => 1 - Math.abs(one - (other ?? 0)) / 2;
    const feeling = 0.75 * near(valence, song.reading.valence) + 0.25 * near(energy, song.reading.energy);
    const { way, from, always } = whims.get(song) ?? { way: 0, from: 0, always: 0 };
    const place = waves * (valence * Math.cos(way) + energy * Math.sin(way));
    const favours: Partial<Record<Kind, number>> = {
      'for a feeling': Math.SQRT2 * Math.cos(place + from),
      everywhere: always,
    };
    return feeling + favour * (favours[kind] ?? 0);
  };
}

function live(kind: Kind, stop: number, seed: number, isBySong: boolean, world: World, tables: RankTables) {
  const random = chance(seed);
  const songs = world.playlists[seed % world.playlists.length] ?? [];
  const likes = likingOf(kind, songs, random);
  const scenes = shuffled(world.scenes, random);
  const unseen = scenes.slice(0, unseenScenes);
  const seen = scenes.slice(unseenScenes, unseenScenes + seenScenes);
  type Rated = Parameters<typeof songRatings>[0][number] & Parameters<typeof learnTaste>[0][number];
  const rated: Rated[] = [];
  function order(scene: RankScene) {
    const weights = bendWeights(tables.weights, learnTaste(rated, tables.weights));
    const pulls = isBySong ? { pulls: songPulls(songRatings(rated, songKey, 0), songKey) } : {};
    return rank(scene, songs, { ...tables, ...pulls, weights, bankVectors: world.bankVectors });
  }
  for (let turn = 0, given = 0; given < stop; turn++) {
    const scene = seen[turn % seen.length];
    if (scene === undefined) break;
    const shown = order(scene).slice(0, shownAtOnce);
    const likings = songs.map((song) => likes(scene, song)).sort((a, b) => b - a);
    const spread = (likings[0] ?? 0) - (likings.at(-1) ?? 0);
    const enough = likings[Math.floor(likings.length / 6)] ?? 0;
    const marks: Rated['marks'][number][] = [];
    for (const { index, rank: place } of shown) {
      const song = songs[index];
      if (song === undefined || given >= stop || random() > 1 / Math.log2(place + 1)) continue;
      const liking = likes(scene, song) + 0.07 * spread * whim(random);
      const fits = kind === 'none, by chance' ? random() < 0.5 : liking >= enough;
      marks.push({ rank: place, verdict: fits ? 'fits' : 'does-not-fit', at: 0 });
      given++;
    }
    rated.push({
      scene: scene.reading,
      shown: shown.flatMap(({ index, rank: place, details }) => {
        const song = songs[index]?.song;
        return song === undefined ? [] : [{ ...song, rank: place, features: details().features }];
      }),
      marks,
    });
  }
  const score = (some: readonly RankScene[]): number =>
    mean(
      some.map((scene) =>
        ndcg10(
          songs.map((song) => likes(scene, song)),
          order(scene).map(({ index }) => index),
        ),
      ),
    );
  return { seen: score(seen), unseen: score(unseen) };
}

/** Prints nDCG at 10 by the taste alone, and what the songs' own ratings add to it. */
export function benchSongRatings(world: World, tables: RankTables): void {
  const table = new Table({
    head: ['favourite songs', 'ratings', 'photos rated', 'photos never rated'],
    style: { head: [], border: [] },
  });
  for (const kind of kinds) {
    for (const stop of stops) {
      const [alone = [], bySong = []] = [false, true].map((isBySong) =>
        Array.from({ length: lives }, (_, seed) => live(kind, stop, seed + 1, isBySong, world, tables)),
      );
      const cell = (part: 'seen' | 'unseen'): string => {
        const before = mean(alone.map((one) => one[part]));
        return `${before.toFixed(3)} (${signed(mean(bySong.map((one) => one[part])) - before)})`;
      };
      table.push([kind, stop, cell('seen'), cell('unseen')]);
    }
  }
  console.log(`\nRatings of songs: nDCG@10 by taste alone (and with them), ${lives} lives each`);
  console.log(table.toString());
}

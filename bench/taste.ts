/**
 * Is a taste learned? Made-up people rate what they are shown, some songs a photo, with whims and with more looks
 * for what stands high; then photos they never rated are ranked for them.
 */
import Table from 'cli-table3';
import { type KitView, viewKit } from '../src/cli/evaluate/inputs.ts';
import { loadKit } from '../src/cli/evaluate/kit.ts';
import { type RankScene, type RankSong, rank } from '../src/pipeline/ranking/rank.ts';
import { loadRankTables, type RankTables, type Weights } from '../src/pipeline/ranking/tables.ts';
import { bendWeights, learnTaste } from '../src/pipeline/taste/taste.ts';
import type { RatedSongs } from '../src/pipeline/taste/taste-ratings.ts';
import { createWordReader } from '../src/readers/lexicon/read-words.ts';
import { createLexiconEmbedder } from '../src/readers/lexicon/reader.ts';
import { kitFolder } from '../tests/accuracy/kit.ts';
import { chance, mean, ndcg10, type Person, people, shuffled, signed, whim } from './people.ts';
import { benchSongRatings, type World } from './song-ratings.ts';

const ratingsSeen = [0, 5, 20, 50] as const;
const lives = 8;
const unseen = 20;
const shownAtOnce = 5;

/** The accuracy kit by its filled readings. */
async function loadWorld(tables: RankTables): Promise<World> {
  const kit = await loadKit(kitFolder);
  const known = { scenes: 'reading', songs: 'reading' } as const;
  const readers = { words: createWordReader() };
  const view: KitView = await viewKit(kit, known, readers, createLexiconEmbedder(), tables.bank);
  const place = new Map(kit.songs.map(({ id }, at) => [id, at]));
  const lists = Object.values(kit.playlists).filter(({ length }) => length === 50);
  return {
    ...view,
    playlists: lists.map((ids) => ids.flatMap((id) => view.songs[place.get(id) ?? -1] ?? [])),
  };
}

type Setting = { world: World; tables: RankTables };

function rankWith(weights: Weights, scene: RankScene, songs: readonly RankSong[], setting: Setting) {
  return rank(scene, songs, { ...setting.tables, weights, bankVectors: setting.world.bankVectors });
}

/** What a person says of a result: they look at few songs, from the top, and call the better half of all "fits". */
function rate(
  person: Person | null,
  scene: RankScene,
  songs: readonly RankSong[],
  weights: Weights,
  setting: Setting,
  random: () => number,
  at: number,
): RatedSongs {
  const shown = rankWith(weights, scene, songs, setting).slice(0, shownAtOnce);
  const likings = person === null ? [] : songs.map((song) => person.likes(scene, song));
  const spread = Math.max(...likings) - Math.min(...likings) || 1;
  const enough = likings.toSorted((a, b) => b - a)[Math.floor(likings.length / 3)] ?? 0;
  const marks: RatedSongs['marks'][number][] = [];
  for (const { index, rank: place } of shown) {
    if (random() > 1 / Math.log2(place + 1)) continue;
    const liking = (likings[index] ?? 0) + 0.1 * spread * whim(random) + (place === 1 ? 0.05 * spread : 0);
    const says = person === null ? random() < 0.5 : liking >= enough;
    marks.push({ rank: place, verdict: says ? 'fits' : 'does-not-fit', at });
  }
  return { shown: shown.map(({ rank: place, details }) => ({ rank: place, ...details() })), marks };
}

function meanNdcg(person: Person, scenes: readonly RankScene[], weights: Weights, setting: Setting): number {
  let sum = 0;
  let count = 0;
  for (const scene of scenes) {
    for (const songs of setting.world.playlists.slice(0, 1)) {
      const likings = songs.map((song) => person.likes(scene, song));
      sum += ndcg10(
        likings,
        rankWith(weights, scene, songs, setting).map(({ index }) => index),
      );
      count++;
    }
  }
  return sum / count;
}

/** One life of a person: nDCG at 10 on unseen photos after so many ratings, given one result at a time. */
function live(
  person: Person,
  rates: Person | null,
  stops: readonly number[],
  seed: number,
  setting: Setting,
) {
  const random = chance(seed);
  const scenes = shuffled(setting.world.scenes, random);
  const test = scenes.slice(0, unseen);
  const seen = scenes.slice(unseen);
  const standard = setting.tables.weights;
  const rated: RatedSongs[] = [];
  let given = 0;
  return stops.map((stop) => {
    for (let turn = 0; given < stop; turn++) {
      const scene = seen[(rated.length + turn) % seen.length];
      const songs = setting.world.playlists[rated.length % setting.world.playlists.length] ?? [];
      if (scene === undefined) break;
      const weights = bendWeights(standard, learnTaste(rated, standard));
      const result = rate(rates, scene, songs, weights, setting, random, rated.length);
      const marks = result.marks.slice(0, stop - given);
      given += marks.length;
      rated.push({ ...result, marks });
    }
    return meanNdcg(person, test, bendWeights(standard, learnTaste(rated, standard)), setting);
  });
}

function gains(
  person: Person,
  rates: Person | null,
  stops: readonly number[],
  setting: Setting,
  runs: number,
) {
  const all = Array.from({ length: runs }, (_, seed) => live(person, rates, stops, seed + 1, setting));
  return stops.map((_, stop) => ({
    ndcg: mean(all.map((life) => life[stop] ?? 0)),
    gain: mean(all.map((life) => (life[stop] ?? 0) - (life[0] ?? 0))),
  }));
}

/** Prints nDCG at 10 on unseen photos by number of ratings, the default's first. */
export async function benchTaste(): Promise<void> {
  const tables = loadRankTables();
  const world = await loadWorld(tables);
  const setting = { world, tables };
  console.log(`\nTaste: nDCG@10 on photos never rated, ${lives} lives each`);
  const table = new Table({
    head: [
      'this person wants',
      'default',
      '3 by chance',
      ...ratingsSeen.slice(1).map((count) => `${count} ratings`),
    ],
    style: { head: [], border: [] },
  });
  for (const person of people(tables.families)) {
    const [before, ...after] = gains(person, person, ratingsSeen, setting, lives);
    const [, byChance] = gains(person, null, [0, 3], setting, lives);
    table.push([
      person.name,
      before?.ndcg.toFixed(3) ?? '',
      signed(byChance?.gain ?? 0),
      ...after.map(({ ndcg, gain }) => `${ndcg.toFixed(3)} (${signed(gain)})`),
    ]);
  }
  console.log(table.toString());
  benchSongRatings(world, tables);
  const [standard] = people(tables.families).slice(-1);
  if (standard === undefined) return;
  const [, three, ten] = gains(standard, null, [0, 3, 10], setting, 3 * lives);
  console.log(
    `Ratings given by chance, for who thinks as the ranker does, in ${3 * lives} lives: ` +
      `${signed(three?.gain ?? 0)} after 3, ${signed(ten?.gain ?? 0)} after 10.`,
  );
}

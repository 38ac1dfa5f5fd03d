/** Ranks a kit's playlists for its photos and measures the result, beside plain cosine's. */
import { writeFile } from 'node:fs/promises';
import { UserError } from '../../errors.ts';
import type { Embedder } from '../../pipeline/ports.ts';
import { rank } from '../../pipeline/ranking/rank.ts';
import type { RankTables } from '../../pipeline/ranking/tables.ts';
import { dot, fallingOrder } from '../../pipeline/ranking/vectors.ts';
import { type KitReaders, type KitView, type Known, viewKit } from './inputs.ts';
import { type Kit, loadKit } from './kit.ts';
import { type Calibration, calibration, type Measures, measure, type RankingRow } from './metrics.ts';

/** `features` is ours; `cosine` is the plain cosine of caption and summary. */
export type RankerName = 'features' | 'cosine';

export type EvaluateOptions = KitReaders & {
  /** Folder with scenes.json and songs.json, perhaps playlists.json and the photos. */
  dir: string;
  known: Known;
  /** Which rankings are returned; both are measured. */
  ranker: RankerName;
  embedder: Embedder;
  tables: RankTables;
  /** File for the rankings. */
  out?: string | undefined;
};

export type EvaluationRow = {
  /** Songs in each playlist of this row; null for all playlists together. */
  size: number | null;
  playlists: number;
  measures: Record<RankerName, Measures>;
  calibration: Calibration | null;
};

export type EvaluationResult = {
  known: Known;
  ranker: RankerName;
  embedder: string;
  weightsVersion: string;
  scenes: number;
  songs: number;
  /** By playlist size, smallest first; when there are several sizes, a last row for all. */
  rows: EvaluationRow[];
  rankings: RankingRow[];
};

/** Songs in their order, with their scores where the ranker gives scores. */
type Orders = (scene: number, songs: readonly number[]) => { songs: number[]; scores?: number[] };

/** Songs by falling cosine, equal ones in the playlist's order. */
function cosineOrders({ captions, summaries }: KitView): Orders {
  const none = new Float32Array();
  return (scene, songs) => {
    const cosines = songs.map((song) => dot(captions[scene] ?? none, summaries[song] ?? none));
    return { songs: fallingOrder(cosines).flatMap((at) => songs[at] ?? []) };
  };
}

/** Our ranker's orders over a view of a kit. */
export function featureOrders(view: KitView, tables: RankTables, diversify: boolean): Orders {
  return (sceneAt, songsAt) => {
    const scene = view.scenes[sceneAt];
    if (scene === undefined) throw new Error('a scene without a place in the kit');
    const songs = songsAt.flatMap((at) => view.songs[at] ?? []);
    const ranked = rank(scene, songs, { ...tables, diversify, bankVectors: view.bankVectors });
    return {
      songs: ranked.flatMap(({ index }) => songsAt[index] ?? []),
      scores: ranked.map(({ score }) => score),
    };
  };
}

/** Every scene against every playlist. */
export function rankKit(kit: Kit, orders: Orders): RankingRow[] {
  const place = new Map(kit.songs.map(({ id }, at) => [id, at]));
  return Object.entries(kit.playlists).flatMap(([playlist, ids]) => {
    const songs = ids.flatMap((id) => place.get(id) ?? []);
    return kit.scenes.map(({ id }, at) => {
      const { songs: order, scores } = orders(at, songs);
      return { scene: id, playlist, order: order.flatMap((song) => kit.songs[song]?.id ?? []), scores };
    });
  });
}

/**
 * Runs the evaluation. Throws `UserError` for a folder that is no kit, and for an `out` that cannot be written.
 */
export async function runEvaluate(options: EvaluateOptions): Promise<EvaluationResult> {
  const { known, ranker, embedder, tables } = options;
  const kit = await loadKit(options.dir);
  const view = await viewKit(kit, known, options, embedder, tables.bank);
  const rankings: Record<RankerName, RankingRow[]> = {
    features: rankKit(kit, featureOrders(view, tables, true)),
    cosine: rankKit(kit, cosineOrders(view)),
  };
  if (options.out !== undefined) {
    try {
      await writeFile(options.out, `${JSON.stringify(rankings[ranker])}\n`);
    } catch (cause) {
      throw new UserError('cannot-write', `I couldn't write the rankings to ${options.out}.`, { cause });
    }
  }
  const row = (size: number | null): EvaluationRow => {
    const wanted = (one: RankingRow): boolean => size === null || one.order.length === size;
    const measured = (name: RankerName) => measure(kit.scenes, kit.songs, rankings[name].filter(wanted));
    return {
      size,
      playlists: new Set(rankings.features.filter(wanted).map(({ playlist }) => playlist)).size,
      measures: { features: measured('features'), cosine: measured('cosine') },
      calibration: calibration(kit.scenes, kit.songs, rankings.features.filter(wanted)),
    };
  };
  const sizes = [...new Set(Object.values(kit.playlists).map(({ length }) => length))].sort((a, b) => a - b);
  return {
    known,
    ranker,
    embedder: embedder.space.model,
    weightsVersion: tables.weights.version,
    scenes: kit.scenes.length,
    songs: kit.songs.length,
    rows: sizes.length > 1 ? [...sizes.map(row), row(null)] : sizes.map(row),
    rankings: rankings[ranker],
  };
}

/** Every state of knowledge of the table in the README, one evaluation each; `out` is left alone. */
export async function runStates(options: Omit<EvaluateOptions, 'known'>): Promise<EvaluationResult[]> {
  const results: EvaluationResult[] = [];
  for (const scenes of ['light', 'caption', 'reading'] as const) {
    for (const songs of ['title', 'facts', 'summary', 'reading'] as const) {
      results.push(await runEvaluate({ ...options, known: { scenes, songs }, out: undefined }));
    }
  }
  return results;
}

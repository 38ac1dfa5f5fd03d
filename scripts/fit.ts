/**
 * `npm run fit -- <kit> [--write]`: fits the ranker's few weights on an evaluation kit, cross-validated over themes
 * and artists, with nothing but the built-in reader and embedder, so that it runs anywhere. Prints the figures, leaves
 * each feature out once, and with --write puts weights and figures into assets/weights.json.
 */
import { writeFileSync } from 'node:fs';
import { featureOrders, rankKit } from '../src/cli/evaluate/evaluate.ts';
import { type KitView, viewKit } from '../src/cli/evaluate/inputs.ts';
import { type Kit, loadKit } from '../src/cli/evaluate/kit.ts';
import { calibration, type Measures, measure } from '../src/cli/evaluate/metrics.ts';
import { FEATURES } from '../src/model/ranking.ts';
import { packagePath } from '../src/package-path.ts';
import { loadRankTables, type RankTables, type Weights } from '../src/pipeline/ranking/tables.ts';
import { createWordReader } from '../src/readers/lexicon/read-words.ts';
import { createLexiconEmbedder } from '../src/readers/lexicon/reader.ts';

/** What may move, and where to. Few steps: sixty photos cannot tell finer ones apart. */
type Knob = {
  name: string;
  steps: number[];
  read: (w: Weights) => number;
  set: (w: Weights, to: number) => Weights;
};

const feature = (name: keyof Weights['features'], ...steps: number[]): Knob => ({
  name,
  steps,
  read: (w) => w.features[name],
  set: (w, to) => ({ ...w, features: { ...w.features, [name]: to } }),
});
const slope: Knob = {
  name: 'slope of the score',
  steps: [0.8, 0.9, 1.1, 1.2],
  read: (w) => w.score.slope,
  set: (w, to) => ({ ...w, score: { slope: to } }),
};
/** Valence stays where it is: the others are measured by it. Who may come first is set by hand. */
const KNOBS: Knob[] = [
  feature('energy', 0.06, 0.12, 0.18),
  feature('moods', 0.1, 0.15, 0.2),
  feature('themes', 0.02, 0.05, 0.08),
  feature('words', 0.05, 0.08, 0.12),
  slope,
];

type Views = { readings: KitView; texts: KitView };

async function viewsOf(kit: Kit, tables: RankTables): Promise<Views> {
  const readers = { words: createWordReader() };
  const embedder = createLexiconEmbedder();
  return {
    readings: await viewKit(kit, { scenes: 'reading', songs: 'reading' }, readers, embedder, tables.bank),
    texts: await viewKit(kit, { scenes: 'caption', songs: 'summary' }, readers, embedder, tables.bank),
  };
}

/** `honesty`: 1 less the distance of the mean score of first songs from the share of right ones. */
type Judged = Measures & { honesty: number };

function measured(kit: Kit, view: KitView, tables: RankTables, weights: Weights, diversify = false): Judged {
  const rows = rankKit(kit, featureOrders(view, { ...tables, weights }, diversify));
  const { score = 0, right = 0 } = calibration(kit.scenes, kit.songs, rows) ?? {};
  return { ...measure(kit.scenes, kit.songs, rows), honesty: 1 - Math.abs(score - right) };
}

/** What is worth having: the right feelings in the right order, first above all, and not the same song for everyone. */
function worth(kit: Kit, views: Views, tables: RankTables, weights: Weights): number {
  const of = (view: KitView): number => {
    const { pairwise_valence, right_at_1, ndcg10, distinct_winners, honesty } = measured(
      kit,
      view,
      tables,
      weights,
    );
    return (
      (pairwise_valence ?? 0) + (right_at_1 ?? 0) + (ndcg10 ?? 0) + 0.6 * (distinct_winners ?? 0) + honesty
    );
  };
  return of(views.readings) + of(views.texts);
}

/** One knob after another, twice round; a step is only taken for a gain that is more than noise. */
function fitted(kit: Kit, views: Views, tables: RankTables): Weights {
  let weights = tables.weights;
  let best = worth(kit, views, tables, weights);
  for (let round = 0; round < 2; round++) {
    for (const knob of KNOBS) {
      for (const step of knob.steps) {
        const tried = knob.set(weights, step);
        const value = worth(kit, views, tables, tried);
        if (value <= best + 0.005) continue;
        best = value;
        weights = tried;
      }
    }
  }
  return weights;
}

const SHOWN = ['pairwise_valence', 'right_at_1', 'ndcg10', 'distinct_winners'] as const;
type Figures = Record<(typeof SHOWN)[number], number>;

function figures(list: readonly Measures[]): Figures {
  const mean = (name: keyof Figures): number => {
    const sum = list.reduce((total, measures) => total + (measures[name] ?? 0), 0);
    return Math.round((1000 * sum) / list.length) / 1000;
  };
  return {
    pairwise_valence: mean('pairwise_valence'),
    right_at_1: mean('right_at_1'),
    ndcg10: mean('ndcg10'),
    distinct_winners: mean('distinct_winners'),
  };
}

const line = (label: string, one: Figures): void =>
  console.log(`${label.padEnd(44)} ${SHOWN.map((name) => one[name].toFixed(3)).join('  ')}`);

/** Only playlists of the size the targets are set for. */
function ofFifty(kit: Kit): Kit {
  const lists = Object.entries(kit.playlists).filter(([, ids]) => ids.length === 50);
  return lists.length === 0 ? kit : { ...kit, playlists: Object.fromEntries(lists) };
}

/** "Baby 2" → "Baby": photos of one thing are alike. */
function themeOf(theme: string): string {
  return theme.replace(/\s*\d+$/, '');
}

/** Every other name in alphabetical order belongs to one half. */
function halfOf(names: readonly string[], half: 0 | 1): Set<string> {
  return new Set([...new Set(names)].sort().filter((_, at) => at % 2 === half));
}

/** The photos of one half of the themes, with the songs of one half of the artists in every playlist. */
function partOfKit(kit: Kit, themes: 0 | 1, artists: 0 | 1): Kit {
  const wantedThemes = halfOf(
    kit.scenes.map(({ theme }) => themeOf(theme)),
    themes,
  );
  const wantedArtists = halfOf(
    kit.songs.map(({ artist }) => artist),
    artists,
  );
  const songs = kit.songs.filter(({ artist }) => wantedArtists.has(artist));
  const ids = new Set(songs.map(({ id }) => id));
  const playlists = Object.entries(kit.playlists)
    .map(([name, list]): [string, string[]] => [name, list.filter((id) => ids.has(id))])
    .filter(([, list]) => list.length > 1);
  return {
    ...kit,
    scenes: kit.scenes.filter(({ theme }) => wantedThemes.has(themeOf(theme))),
    songs,
    playlists: Object.fromEntries(playlists),
  };
}

/** What is learned on the first of a pair is tried on the second; four pairs use every photo and song twice. */
function crossFolds(kit: Kit): { train: Kit; test: Kit }[] {
  const halves = [0, 1] as const;
  return halves.flatMap((themes) =>
    halves.map((artists) => ({
      train: partOfKit(kit, themes, artists),
      test: partOfKit(kit, themes === 0 ? 1 : 0, artists === 0 ? 1 : 0),
    })),
  );
}

async function main(dir: string, write: boolean): Promise<void> {
  const tables = loadRankTables();
  const kit = ofFifty(await loadKit(dir));
  const views = await viewsOf(kit, tables);
  const weights = fitted(kit, views, tables);
  for (const knob of KNOBS) console.log(`${knob.name.padEnd(24)} ${knob.read(weights)}`);

  console.log(`\n${''.padEnd(44)} pair.  first  nDCG   winners`);
  const report: Record<string, Figures> = {};
  const note = (name: string, label: string, list: Measures[]): void => {
    report[name] = figures(list);
    line(label, report[name]);
  };
  for (const inputs of ['readings', 'texts'] as const) {
    note(`${inputs}-fitted`, `${inputs}: all`, [measured(kit, views[inputs], tables, weights, true)]);
  }
  const learned: Record<keyof Views, Measures[]> = { readings: [], texts: [] };
  const known: Record<keyof Views, Measures[]> = { readings: [], texts: [] };
  for (const { train, test } of crossFolds(kit)) {
    const own = fitted(train, await viewsOf(train, tables), tables);
    const there = await viewsOf(test, tables);
    for (const inputs of ['readings', 'texts'] as const) {
      learned[inputs].push(measured(test, there[inputs], tables, own, true));
      known[inputs].push(measured(test, there[inputs], tables, weights, true));
    }
  }
  for (const inputs of ['readings', 'texts'] as const) {
    note(`${inputs}-quarters-fitted`, `${inputs}: quarters, weights fitted on all`, known[inputs]);
    note(
      `${inputs}-quarters-cross-validated`,
      `${inputs}: quarters, weights of other quarters`,
      learned[inputs],
    );
  }
  for (const name of FEATURES) {
    const without = { ...weights, features: { ...weights.features, [name]: 0 } };
    for (const inputs of ['readings', 'texts'] as const) {
      line(`${inputs}: without ${name}`, figures([measured(kit, views[inputs], tables, without, true)]));
    }
  }
  if (!write) return;
  const date = new Date().toISOString().slice(0, 10);
  const version = `${date}.${Number(weights.version.split('.')[1] ?? 0) + 1}`;
  const file = { ...weights, version, date, figures: report };
  writeFileSync(packagePath('assets', 'weights.json'), `${JSON.stringify(file, null, 2)}\n`);
  console.log(`\nassets/weights.json is now ${version}`);
}

const [dir] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
if (dir === undefined) {
  console.error('Say which evaluation kit to fit on: npm run fit -- <folder> [--write]');
  process.exitCode = 2;
} else {
  await main(dir, process.argv.includes('--write'));
}

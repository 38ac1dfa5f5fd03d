/** `scenescore match`; with `--explain`, how one song came to its place, feature by feature, in numbers and sentences. */
import colours from 'picocolors';
import type { App } from '../app/app.ts';
import { UserError } from '../errors.ts';
import { cliTexts } from '../locales/en/cli.ts';
import { pad } from '../model/columns.ts';
import { energyWords, listed, NEUTRAL, valenceWords } from '../model/feeling-words.ts';
import { FEATURES, type FeatureName, type Match, type Ranking } from '../model/ranking.ts';
import type { Reading, SceneReading } from '../model/reading.ts';
import { isKnownByColours } from '../model/scene.ts';
import { admit } from '../photos/open-photo.ts';
import { type ThemeFamilies, themeMatcher } from '../pipeline/ranking/themes.ts';
import { refineState } from '../pipeline/refine/refine.ts';
import { type Out, playlistInput, printAnswer, readPhotoFile } from './out.ts';
import { withProgress } from './progress.ts';
import { rankingJson } from './ranking-json.ts';
import { rankingTable, songName } from './ranking-table.ts';
import { bar, cut, hang, lineColumns, printable, wrap } from './text.ts';

type ExplainedScene = { reading: SceneReading };
type ExplainedSong = { reading: Reading; features: Match['features'] };

const texts = cliTexts.explanation;
const labelColumns = 18;

/** One side of a feature in words; null where it is not known. */
function inWords(name: FeatureName, reading: Reading): string | null {
  switch (name) {
    case 'valence':
      return reading.valence === null ? null : valenceWords(reading.valence);
    case 'energy':
      return reading.energy === null ? null : energyWords(reading.energy);
    case 'moods':
    case 'themes':
      return listed(reading[name]) || null;
    case 'words':
      return reading.summary || null;
  }
}

/** "a little sad (-0.30)": the same with the number behind it. */
function side(name: FeatureName, reading: Reading): string {
  const words = inWords(name, reading) || texts.unknown;
  const value = name === 'valence' || name === 'energy' ? reading[name] : null;
  return value === null ? words : `${words} (${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(2)})`;
}

function sentenceOf(
  name: FeatureName,
  fit: number | null,
  { reading }: ExplainedScene,
  song: Reading,
  families: ThemeFamilies,
): string {
  const { sentences } = texts;
  if (fit === null) return sentences.unknown(texts.labels[name]);
  const [photos, songs] = [inWords(name, reading), inWords(name, song)];
  switch (name) {
    case 'valence':
    case 'energy':
      if (photos !== songs) return sentences.apart(photos, songs, fit);
      return photos === NEUTRAL ? sentences.neither : sentences.alike(photos);
    case 'moods':
      return sentences.moods(photos, songs, fit);
    case 'themes': {
      const shared = themeMatcher(reading.themes, families)?.shared(song.themes);
      return sentences.themes(listed([...new Set(shared?.words)]), listed(shared?.families ?? []));
    }
    case 'words':
      return sentences.story(fit);
  }
}

/**
 * Each feature that had a weight, in the order of `FEATURES`, with both sides in words and numbers; what they added
 * together, 0..1; and the same in sentences, what counted most first.
 */
export function explainFeatures(scene: ExplainedScene, song: ExplainedSong, families: ThemeFamilies) {
  const { reading, features } = song;
  const lines = FEATURES.filter((name) => features[name].weight !== 0).map((name) => ({
    name,
    label: texts.labels[name],
    photo: side(name, scene.reading),
    song: side(name, reading),
    ...features[name],
  }));
  return {
    lines,
    total: lines.reduce((sum, { added }) => sum + added, 0),
    sentences: lines
      .toSorted((a, b) => b.added - a.added)
      .map(({ name, fit }) => sentenceOf(name, fit, scene, reading, families)),
  };
}

const hundredths = (value: number): string => value.toFixed(2).padStart(5);

/** Lines for a terminal: fit, weight and what it added, then both sides, then the same in sentences. */
export function explanationLines(
  ranking: Ranking,
  match: Match,
  families: ThemeFamilies,
  terminalColumns: number,
): string {
  const columns = lineColumns(terminalColumns);
  const { lines, total, sentences } = explainFeatures(ranking.scene, match, families);
  const sideLines = (label: string, text: string) => hang(`  ${label}`, text, 11, columns).map(colours.dim);
  return [
    '',
    colours.bold(cut(texts.title(match.rank, songName(match.song)), columns)),
    '',
    ...lines.flatMap(({ label, fit, weight, added, photo, song }) => [
      `${pad(label, labelColumns)}${fit === null ? pad(texts.unknown, 10) : bar(fit)} ${fit === null ? '     ' : hundredths(fit)} ×${hundredths(weight)} =${hundredths(added)}`,
      ...sideLines(texts.photo, photo),
      ...sideLines(texts.song, song),
    ]),
    `${pad(texts.total, labelColumns)}${' '.repeat(10)}              ${hundredths(total)}`,
    '',
    ...sentences.flatMap((sentence) => wrap(printable(sentence), columns)),
    '',
  ].join('\n');
}

const maxAnswer = 300;

type MatchArguments = {
  photo: string;
  playlist: string;
  feeling?: string;
  top?: number;
  /** A rank, or true for the first. */
  explain?: number | true;
  json?: boolean;
};

/** null when no explanation was asked for. Throws `UserError` for a rank that is not there. */
function chosenMatch({ matches }: Ranking, explain: MatchArguments['explain']): Match | null {
  if (explain === undefined) return null;
  const rank = explain === true ? 1 : explain;
  const match = matches[rank - 1];
  if (match !== undefined) return match;
  throw new UserError('no-such-rank', cliTexts.ranking.noSuchRank(matches.length, rank));
}

/** Where a photo is known only by its colours, and somebody is there to ask: the ranking by what they say is in it. */
async function asked(ranking: Ranking, app: App, { ask }: Out): Promise<Ranking> {
  if (ask === undefined || !isKnownByColours(ranking.scene)) return ranking;
  const answer = (await ask(cliTexts.match.whatIsInIt(printable(ranking.scene.caption)))).trim();
  if (answer === '') return ranking;
  // Of everything that was read; what is kept of an answer is cut shorter.
  const { matches, skipped, wish } = ranking;
  const state = { ...refineState(ranking), songs: matches, skipped };
  const refined = await app.refine({ state, words: '', said: answer.slice(0, maxAnswer) });
  return { ...refined.ranking, ...(wish && { wish }) };
}

export async function matchCommand(app: App, options: MatchArguments, out: Out): Promise<void> {
  // The photo first: a folder of music may take minutes to hear.
  const photo = await readPhotoFile(options.photo);
  admit(photo);
  const input = await playlistInput(options.playlist, app, out);
  const request = { photo, playlists: [input], feeling: options.feeling ?? '' };
  const first = await withProgress(out.progressStream, (onProgress) =>
    app.matchScene(request, { onProgress }),
  );
  const ranking = options.json ? first : await asked(first, app, out);
  printAnswer(out, options.json, rankingJson(ranking, options.top), () => {
    const explained = chosenMatch(ranking, options.explain);
    const table = rankingTable(ranking, { columns: out.columns, top: options.top });
    if (explained === null) return table;
    return table + explanationLines(ranking, explained, app.ports.tables.families, out.columns);
  });
}

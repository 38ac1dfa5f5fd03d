/** `match --explain`: how one song came to its place, feature by feature, in numbers and in sentences. */
import colours from 'picocolors';
import { cliTexts } from '../locales/en/cli.ts';
import { energyWords, listed, NEUTRAL, valenceWords } from '../model/feeling-words.ts';
import { FEATURES, type FeatureName, type Match, type Ranking } from '../model/ranking.ts';
import type { Reading, SceneReading } from '../model/reading.ts';
import { type ThemeFamilies, themeMatcher } from '../pipeline/ranking/themes.ts';
import { bar, cut, hang, lineColumns, pad, printable, wrap } from './text.ts';

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
      const shared = themeMatcher(reading.themes, families)?.(song.themes);
      return sentences.themes(listed(shared?.words ?? []), listed(shared?.families ?? []));
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
  const name = `${match.song.title} · ${match.song.artists.join(', ')}`;
  const sideLines = (label: string, text: string): string[] =>
    hang(`  ${label}`, text, 11, columns).map(colours.dim);
  return [
    '',
    colours.bold(cut(printable(texts.title(match.rank, name)), columns)),
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

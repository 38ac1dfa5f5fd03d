/** What was understood of a wish, told back. Only words of the lexicon, or plain letters, are repeated. */
import { differences, listed } from '../../model/feeling-words.ts';
import type { SceneReading } from '../../model/reading.ts';
import type { Wanted } from './wish.ts';
import { MAX_WISH } from './wish-clauses.ts';

const COMPARATIVES: Readonly<Record<string, string>> = {
  sad: 'sadder',
  happy: 'happier',
  calm: 'calmer',
  dark: 'darker',
  bright: 'brighter',
  slow: 'slower',
  fast: 'faster',
  quiet: 'quieter',
  loud: 'louder',
  soft: 'softer',
  warm: 'warmer',
  cold: 'colder',
  heavy: 'heavier',
  lively: 'livelier',
  gentle: 'gentler',
  angry: 'angrier',
  deep: 'deeper',
  wild: 'wilder',
};

function phrase({ kind, direction, degree, name }: Wanted): string {
  if (kind === 'subject') {
    if (direction === 'none') return `nothing about “${name}”`;
    return direction === 'less' ? `less about “${name}”` : `about “${name}”`;
  }
  const much = degree > 1 ? 'much ' : degree < 1 ? 'a little ' : '';
  if (direction === 'more') return `${much}${COMPARATIVES[name] ?? `more ${name}`}`;
  if (direction === 'less') return `${much}less ${name}`;
  return direction === 'none' ? `not ${name}` : name;
}

const TRY = 'Try “more hopeful”, “less busy” or “no love songs”.';

export function tellUnderstood(wanted: readonly Wanted[], text: string): string {
  if (text.trim() === '') return `You left that empty, so nothing changed. ${TRY}`;
  if (wanted.length === 0) {
    return `I couldn't find a feeling or a subject in those words, so nothing changed. ${TRY}`;
  }
  const phrases = [...new Set(wanted.map(phrase))].slice(0, 6);
  const cut = text.length > MAX_WISH ? ' I read only the beginning of it.' : '';
  return `I took that as: ${listed(phrases)}.${cut}`;
}

/** For a reading somebody else made of the words: how it differs from the one before; null when it does not. */
export function tellDifference(before: SceneReading, after: SceneReading): string | null {
  const moods = after.moods.filter((mood) => !before.moods.includes(mood));
  const changes = [
    ...differences(before, after),
    ...(moods.length > 0 ? [`more ${listed(moods.slice(0, 2))}`] : []),
    ...after.themes
      .filter((theme) => !before.themes.includes(theme))
      .slice(0, 2)
      .map((theme) => `about “${theme}”`),
  ];
  return changes.length === 0 ? null : `I took that as: ${listed(changes)}.`;
}

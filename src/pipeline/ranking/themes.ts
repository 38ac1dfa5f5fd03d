/** Themes as loose words: what two readings share, by word ("rivers", "river") or by family ("river", "sea"). */

/** Endings that do not change what a theme is about, longest first, and what stands in their place. */
const ENDINGS: readonly (readonly [string, string])[] = [
  ['ies', 'y'],
  ['ches', 'ch'],
  ['shes', 'sh'],
  ['xes', 'x'],
  ['ing', ''],
  ['ed', ''],
  ['s', ''],
];

/** Words of themes that say nothing by themselves. */
const EMPTY_WORDS = new Set(['and', 'the', 'of', 'with', 'for', 'one', 'new', 'old', 'young', 'being']);

/** A cheap stem, good enough to bring "rivers" and "river", "dancing" and "dance" together. */
export function themeStem(word: string): string {
  const lower = word.toLowerCase();
  for (const [ending, instead] of ENDINGS) {
    if (!lower.endsWith(ending) || lower.length - ending.length < 3 || lower.endsWith('ss')) continue;
    const cut = lower.slice(0, -ending.length) + instead;
    // "running" → "run"; "falling" keeps its two l.
    const doubled = instead === '' && ending !== 's' && /([bdgmnprt])\1$/.test(cut);
    return (doubled ? cut.slice(0, -1) : cut).replace(/e$/, '');
  }
  return lower.replace(/e$/, '');
}

function stemsOf(theme: string): string[] {
  return theme
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1 && !EMPTY_WORDS.has(word))
    .map(themeStem);
}

/** Readings say the same few thousand themes again and again; what is rare is worked out anew. */
const MOST_REMEMBERED = 5000;
const remembered = new Map<string, readonly string[]>();

/** A theme may be a phrase ("cardboard box"): its telling words, stemmed. */
export function themeStems(theme: string): readonly string[] {
  const before = remembered.get(theme);
  if (before !== undefined) return before;
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  const stems = stemsOf(theme);
  remembered.set(theme, stems);
  return stems;
}

/** Stem → the names of the families it belongs to. */
export type ThemeFamilies = ReadonlyMap<string, readonly string[]>;

/** Family name → its words, separated by spaces, as `assets/theme-families.json` has them. */
export function themeFamilies(words: Readonly<Record<string, string>>): ThemeFamilies {
  const families = new Map<string, string[]>();
  for (const [family, members] of Object.entries(words)) {
    for (const stem of new Set(members.split(' ').flatMap(themeStems))) {
      families.set(stem, [...(families.get(stem) ?? []), family]);
    }
  }
  return families;
}

/** The themes of one reading: their stems, and the families these belong to. */
export type ThemeIndex = { stems: ReadonlySet<string>; families: ReadonlySet<string> };

export function themeIndex(themes: readonly string[], families: ThemeFamilies): ThemeIndex {
  const stems = new Set(themes.flatMap(themeStems));
  return { stems, families: new Set([...stems].flatMap((stem) => families.get(stem) ?? [])) };
}

/** Song's themes that the scene has too, as they are written, and the families both touch without a common word. */
export type SharedThemes = { words: readonly string[]; families: readonly string[] };

export const NOTHING_SHARED: SharedThemes = { words: [], families: [] };

/** What a song's themes share with a scene's. */
export type ThemeMatcher = {
  shared(themes: readonly string[]): SharedThemes;
  /** 0..1: 0 where nothing is shared, then nearer to 1 with each word; a family is worth half a word, two at most count. */
  fit(themes: readonly string[]): number;
};

type Meeting = { isShared: boolean; met: readonly string[] };

const STRANGERS: Meeting = { isShared: false, met: [] };

/** Null for a scene without themes. What was worked out for a word is remembered: songs share their words. */
export function themeMatcher(scene: readonly string[], families: ThemeFamilies): ThemeMatcher | null {
  const index = themeIndex(scene, families);
  if (index.stems.size === 0) return null;
  const known = new Map<string, Meeting>();
  const meet = (theme: string): Meeting => {
    const before = known.get(theme);
    if (before !== undefined) return before;
    const stems = themeStems(theme);
    const isShared = stems.some((stem) => index.stems.has(stem));
    const met = stems.flatMap((stem) => families.get(stem) ?? []).filter((name) => index.families.has(name));
    const now = isShared || met.length > 0 ? { isShared, met: isShared ? [] : met } : STRANGERS;
    known.set(theme, now);
    return now;
  };
  return {
    shared(themes) {
      const words: string[] = [];
      const touched: string[] = [];
      for (const theme of themes) {
        const { isShared, met } = meet(theme);
        if (isShared) words.push(theme);
        for (const name of met) if (!touched.includes(name)) touched.push(name);
      }
      return { words, families: touched };
    },
    fit(themes) {
      let words = 0;
      let families = 0;
      let family = '';
      for (const theme of themes) {
        const meeting = meet(theme);
        if (meeting === STRANGERS) continue;
        if (meeting.isShared) words++;
        for (const name of meeting.met) {
          if (families > 0 && name === family) continue;
          families++;
          family = name;
        }
      }
      return nearness(words, families);
    },
  };
}

/** Families beyond so many say nothing more. */
const MOST_FAMILIES = 2;

/** Fits by halves of a shared word: working out a power takes as long as all the rest. */
const BY_HALVES = Float64Array.from({ length: 16 }, (_, halves) => 1 - 0.4 ** (halves / 2));

function nearness(words: number, families: number): number {
  const halves = 2 * words + Math.min(MOST_FAMILIES, families);
  return BY_HALVES[halves] ?? 1 - 0.4 ** (halves / 2);
}

/** What the themes of two readings share: a word ("rivers", "river") or a family of words ("river", "sea"). */

/** Endings that do not change what a theme is about, longest first, and what replaces them. */
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

/** A simple stem, good enough to bring "rivers" and "river", "dancing" and "dance" together. */
export function themeStem(word: string): string {
  const lower = word.toLowerCase();
  for (const [ending, replacement] of ENDINGS) {
    if (!lower.endsWith(ending) || lower.length - ending.length < 3 || lower.endsWith('ss')) continue;
    const cut = lower.slice(0, -ending.length) + replacement;
    // "running" → "run"; "falling" keeps its two l.
    const isDoubled = ending !== 's' && /([bdgmnprt])\1$/.test(cut);
    return (isDoubled ? cut.slice(0, -1) : cut).replace(/e$/, '');
  }
  return lower.replace(/e$/, '');
}

/** Readings repeat the same few thousand themes; beyond this many the memory starts over. */
const MOST_REMEMBERED = 5000;
const remembered = new Map<string, readonly string[]>();

/** A theme may be a phrase ("cardboard box"): the stems of its words, without those that say nothing. */
export function themeStems(theme: string): readonly string[] {
  const known = remembered.get(theme);
  if (known !== undefined) return known;
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  const words = theme.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  const stems = words.filter((word) => word.length > 1 && !EMPTY_WORDS.has(word)).map(themeStem);
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

/**
 * The words of a song's themes that the scene has too, as they are written, one entry for each theme; and the families
 * that both have without a shared word.
 */
type SharedThemes = { words: readonly string[]; families: readonly string[] };

/** Compares a song's themes with a scene's. */
export type ThemeMatcher = {
  fit: (themes: readonly string[]) => number;
  shared: (themes: readonly string[]) => SharedThemes;
};

/** Null for a scene without themes. */
export function themeMatcher(scene: readonly string[], families: ThemeFamilies): ThemeMatcher | null {
  const sceneStems = scene.flatMap(themeStems);
  if (sceneStems.length === 0) return null;
  const ownStems = new Set(sceneStems);
  const ownFamilies = new Set(sceneStems.flatMap((stem) => families.get(stem) ?? []));
  const isOwn = (stem: string): boolean => ownStems.has(stem);
  /** Families that a theme without a shared word has in common with the scene; null for one with a shared word. */
  const relate = (theme: string): readonly string[] | null => {
    const stems = themeStems(theme);
    if (stems.some(isOwn)) return null;
    return stems.flatMap((stem) => families.get(stem) ?? []).filter((family) => ownFamilies.has(family));
  };
  // A playlist's songs repeat their themes.
  const related = new Map<string, readonly string[] | null>();
  const familiesOf = (theme: string): readonly string[] | null => {
    let known = related.get(theme);
    if (known === undefined) {
      known = relate(theme);
      related.set(theme, known);
    }
    return known;
  };
  /** "Silly dance" and a scene with a dance → "dance": the rest of the phrase is the song's alone. */
  const sharedWords = (theme: string): string =>
    theme
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => themeStems(word).some(isOwn))
      .join(' ');
  return {
    fit(themes) {
      let words = 0;
      const shared: string[] = [];
      for (const theme of themes) {
        const own = familiesOf(theme);
        if (own === null) words++;
        else for (const family of own) if (!shared.includes(family)) shared.push(family);
      }
      return themeFit(words, shared.length);
    },
    shared: (themes) => ({
      words: themes.filter((theme) => familiesOf(theme) === null).map(sharedWords),
      families: [...new Set(themes.flatMap((theme) => familiesOf(theme) ?? []))],
    }),
  };
}

/** Families beyond this many say nothing more. */
const MOST_FAMILIES = 2;

/** 0..1: 0 where nothing is shared, closer to 1 with each shared word; a shared family is worth half a word. */
function themeFit(words: number, families: number): number {
  return 1 - 0.4 ** (words + Math.min(MOST_FAMILIES, families) / 2);
}

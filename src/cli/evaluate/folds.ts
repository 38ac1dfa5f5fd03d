/** Parts of a kit that have nothing in common: no theme of photos and no artist stands on both sides. */
import type { Kit } from './kit.ts';

/** "Baby 2" → "Baby": photos of one thing are alike. */
export function themeOf(theme: string): string {
  return theme.replace(/\s*\d+$/, '');
}

/** Every other name in alphabetical order belongs to one half. */
function halfOf(names: readonly string[], half: 0 | 1): Set<string> {
  return new Set([...new Set(names)].sort().filter((_, at) => at % 2 === half));
}

/** The photos of one half of the themes, with the songs of one half of the artists in every playlist. */
export function partOfKit(kit: Kit, themes: 0 | 1, artists: 0 | 1): Kit {
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
export function crossFolds(kit: Kit): { train: Kit; test: Kit }[] {
  const halves = [0, 1] as const;
  return halves.flatMap((themes) =>
    halves.map((artists) => ({
      train: partOfKit(kit, themes, artists),
      test: partOfKit(kit, themes === 0 ? 1 : 0, artists === 0 ? 1 : 0),
    })),
  );
}

/** One name for a file that holds several playlists. */
import type { Notice } from '../../model/notice.ts';

/** "A", "A + B", "A + B and 3 more"; empty names do not count. */
export function titleOfMany(names: Iterable<string>): string | null {
  const unique = [...new Set(names)].filter((name) => name !== '');
  const shown = unique.slice(0, 2).join(' + ');
  if (unique.length > 2) return `${shown} and ${unique.length - 2} more`;
  return shown || null;
}

/** The name, and a remark when there was more than one. */
export function namePlaylists(names: Iterable<string>): { title: string | null; notices: Notice[] } {
  const unique = new Set(names);
  unique.delete('');
  const notices =
    unique.size > 1
      ? [{ code: 'several-playlists', text: `That file holds ${unique.size} playlists; I read them as one.` }]
      : [];
  return { title: titleOfMany(unique), notices };
}

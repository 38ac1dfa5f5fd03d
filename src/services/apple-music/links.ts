/** Apple Music's addresses. */
import { UserError } from '../../errors.ts';
import { appleMusicTexts } from '../../locales/en/music-services.ts';
import { type PageAddress, refusePodcast } from '../sources/music-service.ts';

export type AppleLink = {
  service: 'apple';
  type: 'playlist' | 'album' | 'song';
  id: string;
  /** Of the page below the Apple Music address, starting with a slash. */
  path: string;
  /** The one song of an album page that was meant (`?i=`). */
  songId: string | null;
};

const types = ['playlist', 'album', 'song'] as const;

/** `/us/album/name/123?i=456`; the storefront and the name may be missing, iTunes' own ids start with `id`. */
export function appleLink({ url, path, segments }: PageAddress): AppleLink | null {
  const beginning = segments.slice(0, 2);
  if (beginning.includes('library')) throw new UserError('unreadable-list', appleMusicTexts.privateLibrary);
  // The id is last, behind the playlist's name when there is one.
  const type = types.find((name) => beginning.includes(name));
  const id = (segments.at(-1) ?? '').replace(/^id(?=\d)/, '');
  const fits = type === 'playlist' ? /^pl\.[A-Za-z0-9-]{1,64}$/ : /^\d{1,20}$/;
  if (type !== undefined && path.length <= 500 && fits.test(id)) {
    const song = url.searchParams.get('i') ?? '';
    return {
      service: 'apple',
      type,
      id,
      path: path.replace(/\/id(?=\d{1,20}\/?$)/, '/'),
      songId: /^\d{1,20}$/.test(song) ? song : null,
    };
  }
  refusePodcast(segments);
  return null;
}

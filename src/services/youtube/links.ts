/** Addresses of YouTube and YouTube Music. */
import { UserError } from '../../errors.ts';
import { youtubeTexts } from '../../locales/en/music-services.ts';
import type { PageAddress } from '../sources/music-service.ts';

export type YouTubeLink = { service: 'youtube'; type: 'playlist' | 'video'; id: string };

const listId = /^[A-Za-z0-9_-]{2,80}$/;
const videoId = /^[A-Za-z0-9_-]{11}$/;

/** A `list=` wins over a video: a link with both was shared from within the playlist. */
export function youtubeLink({ url, segments: [first = '', second = ''] }: PageAddress): YouTubeLink | null {
  const browsed = first === 'browse' && second.startsWith('VL') ? second.slice(2) : '';
  const list = [url.searchParams.get('list') ?? '', browsed].find((id) => listId.test(id));
  if (list !== undefined) return listLink(list);
  const short = url.hostname.endsWith('youtu.be') ? first : null;
  const inPath = /^(?:shorts|embed|live|v|e)$/.test(first) ? second : '';
  const id = url.searchParams.get('v') ?? short ?? inPath;
  return videoId.test(id) && id !== 'videoseries' ? { service: 'youtube', type: 'video', id } : null;
}

function listLink(id: string): YouTubeLink {
  // RDCLAK5uy_ are editors' playlists; any other RD is a mix made on the spot for one person.
  if (/^RD(?!CLAK5uy_)/.test(id)) throw new UserError('unreadable-list', youtubeTexts.mix);
  if (/^(?:LM|LL|WL|HL)$/.test(id)) throw new UserError('unreadable-list', youtubeTexts.ownList);
  return { service: 'youtube', type: 'playlist', id };
}

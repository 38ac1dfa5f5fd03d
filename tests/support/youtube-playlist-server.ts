/** YouTube's Data API for playlists, and what its own pages are fed with, on one address. */
import { type Answer, type Loopback, type Seen, startLoopback } from './loopback.ts';

export type FakeVideo = { id: string; title: string; channel: string };

export type FakeYouTube = {
  loopback: Loopback;
  url: string;
  lists: Map<string, { title: string; videos: FakeVideo[] }>;
  /** Answers the Data API instead of the usual, while set. */
  trouble: ((request: Seen) => Answer | null) | null;
  /** The same for the pages. */
  pageTrouble: Answer | ((request: Seen) => Answer | null) | null;
  /** Draw the rows of pages in the newer way. */
  isNewer: boolean;
};

export const videosOf = (count: number): FakeVideo[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `video${String(index + 1).padStart(6, '0')}`,
    title: `Artist ${index % 7} - Song ${index + 1} (Official Video)`,
    channel: `Artist${index % 7}VEVO`,
  }));

export const apiRefusal = (code: number, reason: string): Answer => ({
  status: code,
  json: {
    error: { code, message: `refused: ${reason}`, errors: [{ message: 'm', domain: 'youtube', reason }] },
  },
});

const runs = (text: string) => ({ runs: [{ text }] });

function olderRow({ id, title, channel }: FakeVideo) {
  return {
    playlistVideoRenderer: {
      videoId: id,
      title: { ...runs(title), accessibility: { accessibilityData: { label: title } } },
      index: { simpleText: '1' },
      shortBylineText: runs(channel),
      thumbnail: { thumbnails: [] },
      lengthText: { simpleText: '3:20' },
      lengthSeconds: '200',
      isPlayable: true,
      navigationEndpoint: { watchEndpoint: { videoId: id } },
    },
  };
}

function newerRow({ id, title, channel }: FakeVideo) {
  const part = (content: string) => ({ metadataParts: [{ text: { content } }] });
  return {
    lockupViewModel: {
      contentId: id,
      contentType: 'LOCKUP_CONTENT_TYPE_VIDEO',
      metadata: {
        lockupMetadataViewModel: {
          title: { content: title },
          metadata: {
            contentMetadataViewModel: { metadataRows: [part(channel), part('1 view')], delimiter: '•' },
          },
        },
      },
    },
  };
}

export async function startYouTubePlaylists(): Promise<FakeYouTube> {
  function data(request: Seen): Answer {
    const trouble = fake.trouble?.(request);
    if (trouble) return trouble;
    const query = request.url.searchParams;
    if (query.get('key') !== 'good-key') return apiRefusal(403, 'forbidden');
    if (request.url.pathname.endsWith('/videos')) {
      const ids = query.get('id')?.split(',') ?? [];
      if (ids.length > 50) return apiRefusal(400, 'invalidFilters');
      const items = [...fake.lists.values()]
        .flatMap(({ videos }) => videos)
        .filter(({ id }) => ids.includes(id))
        .map(({ id, title, channel }) => ({ id, snippet: { title, channelTitle: channel } }));
      return { json: { items } };
    }
    const list = fake.lists.get(query.get('id') ?? query.get('playlistId') ?? '');
    if (request.url.pathname.endsWith('/playlists')) {
      return {
        json: { items: list ? [{ id: 'x', snippet: { title: list.title, channelTitle: 'Me' } }] : [] },
      };
    }
    if (list === undefined) return apiRefusal(404, 'playlistNotFound');
    const offset = Number(query.get('pageToken') ?? 0);
    const items = list.videos.slice(offset, offset + 50).map(({ id, title, channel }) => ({
      id: `row-${id}`,
      snippet: {
        title,
        channelTitle: 'Me',
        ...(channel === '' ? {} : { videoOwnerChannelTitle: channel }),
        resourceId: { kind: 'youtube#video', videoId: id },
      },
    }));
    const next = offset + 50 < list.videos.length ? { nextPageToken: String(offset + 50) } : {};
    return { json: { items, ...next, pageInfo: { totalResults: list.videos.length, resultsPerPage: 50 } } };
  }

  /** A hundred rows a page, and then a token for more. */
  function browse({ body }: Seen): Answer {
    const asked: { browseId?: string; continuation?: string } = JSON.parse(body);
    const [id = '', from = '0'] = (asked.continuation ?? asked.browseId?.slice(2) ?? '').split('@');
    const list = fake.lists.get(id);
    if (list === undefined) {
      const alert = { type: 'ERROR', text: runs('The playlist does not exist.') };
      return { json: { responseContext: {}, alerts: [{ alertRenderer: alert }] } };
    }
    const start = Number(from);
    const draw = (video: FakeVideo): unknown => (fake.isNewer ? newerRow(video) : olderRow(video));
    const rows: unknown[] = list.videos.slice(start, start + 100).map(draw);
    if (start + 100 < list.videos.length) {
      const command = { token: `${id}@${start + 100}`, request: 'CONTINUATION_REQUEST_TYPE_BROWSE' };
      rows.push({
        continuationItemRenderer: {
          trigger: 'CONTINUATION_TRIGGER_ON_ITEM_SHOWN',
          continuationEndpoint: { continuationCommand: command },
        },
      });
    }
    if (asked.continuation !== undefined) {
      const action = { targetId: id, continuationItems: rows };
      return {
        json: { responseContext: {}, onResponseReceivedActions: [{ appendContinuationItemsAction: action }] },
      };
    }
    const contents = fake.isNewer
      ? [{ itemSectionRenderer: { contents: rows } }]
      : [
          {
            itemSectionRenderer: {
              contents: [{ playlistVideoListRenderer: { contents: rows, playlistId: id } }],
            },
          },
        ];
    return {
      json: {
        responseContext: {},
        contents: {
          twoColumnBrowseResultsRenderer: {
            tabs: [{ tabRenderer: { selected: true, content: { sectionListRenderer: { contents } } } }],
          },
        },
        metadata: { playlistMetadataRenderer: { title: list.title } },
      },
    };
  }

  const loopback = await startLoopback((request) => {
    const { pathname } = request.url;
    if (pathname.startsWith('/youtube/v3/')) return data(request);
    const { pageTrouble } = fake;
    const trouble = typeof pageTrouble === 'function' ? pageTrouble(request) : pageTrouble;
    if (trouble !== null) return trouble;
    if (pathname === '/youtubei/v1/browse') return browse(request);
    if (pathname === '/oembed') {
      const id = new URL(request.url.searchParams.get('url') ?? '').searchParams.get('v');
      const video = [...fake.lists.values()].flatMap(({ videos }) => videos).find((one) => one.id === id);
      return video
        ? { json: { title: video.title, author_name: video.channel } }
        : { status: 404, body: 'Not Found' };
    }
    return { status: 404, body: '' };
  });
  const fake: FakeYouTube = {
    loopback,
    url: loopback.url,
    lists: new Map(),
    trouble: null,
    pageTrouble: null,
    isNewer: false,
  };
  return fake;
}

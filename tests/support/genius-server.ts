/** Genius: `/search` of its API and the song pages of its site, on one loopback server. */
import { type Loopback, startLoopback } from './loopback.ts';
import { delayOf, type ServerOptions } from './lrclib-server.ts';

export type GeniusSong = {
  title: string;
  artist: string;
  /** As it stands in the page, `<br>` between lines; null: a page without words. */
  words: string | null;
  instrumental?: boolean;
  /** Its address, as the search gives it; default the official one, made of the names. */
  url?: string;
};

/** As the site writes its addresses: all but the first letter small. */
function slug(song: GeniusSong): string {
  const address = `${song.artist} ${song.title}`
    .normalize('NFKD')
    .replace(/[^\w]+/g, '-')
    .toLowerCase();
  return `/${address.charAt(0).toUpperCase()}${address.slice(1)}-lyrics`;
}

export const geniusPath = (song: GeniusSong): string =>
  song.url === undefined ? slug(song) : new URL(song.url).pathname;

const wordsOf = (text: string): string[] => text.toLowerCase().split(/[^\p{L}\p{N}]+/u);

/** The page's skeleton as the site serves it: header inside the first container, an advert between two. */
export function geniusPage(song: GeniusSong): string {
  if (song.words === null) return '<html><body><div id="lyrics-root"></div></body></html>';
  const [first = '', second = ''] = song.words.split('<hr>');
  return `<!doctype html><html><head><title>${song.artist} – ${song.title} Lyrics | Genius Lyrics</title></head><body>
<div id="lyrics-root"><div data-lyrics-container="true" class="Lyrics__Container-sc-1"><div data-exclude-from-selection="true" class="LyricsHeader__Container"><span>12 Contributors</span><div>Translations</div><div>Deutsch</div><h2>${song.title} Lyrics</h2></div>${first}</div>
<div class="RightSidebar">An advert</div>
<div data-lyrics-container="true">${second}<div>You might also like</div>3Embed</div></div></body></html>`;
}

export const cloudflareRefusal = {
  status: 403,
  headers: { server: 'cloudflare', 'cf-mitigated': 'challenge' },
  body: '<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>Enable JavaScript and cookies to continue</body></html>',
};

export async function startGenius(
  songs: readonly GeniusSong[],
  options: ServerOptions = {},
): Promise<Loopback> {
  return startLoopback(
    (request, seen) => {
      const instead = options.before?.(request, seen);
      if (instead !== undefined) return instead;
      const delayMs = delayOf(options, request);
      if (request.url.pathname === '/search') {
        const asked = new Set(wordsOf(request.url.searchParams.get('q') ?? ''));
        const missing = (song: GeniusSong): number =>
          wordsOf(song.title).filter((word) => !asked.has(word)).length;
        // Like the service: never empty-handed, the nearest first.
        const nearest = [...songs].sort((a, b) => missing(a) - missing(b)).slice(0, 10);
        const hits = nearest.map((song, at) => ({
          highlights: [],
          index: 'song',
          type: 'song',
          result: {
            id: at + 1,
            title: song.title,
            full_title: `${song.title} by ${song.artist}`,
            title_with_featured: song.title,
            artist_names: song.artist,
            instrumental: song.instrumental ?? false,
            lyrics_state: 'complete',
            path: geniusPath(song),
            api_path: `/songs/${at + 1}`,
            url: song.url ?? `https://genius.com${slug(song)}`,
            header_image_url: 'https://images.example/x.jpg',
            header_image_thumbnail_url: 'https://images.example/x.jpg',
            primary_artist: {
              id: at + 1,
              name: song.artist,
              url: 'https://genius.com/artists/x',
              api_path: '/artists/1',
            },
          },
        }));
        return { delayMs, json: { meta: { status: 200 }, response: { hits } } };
      }
      const song = songs.find((one) => geniusPath(one) === decodeURI(request.url.pathname));
      return song
        ? { delayMs, body: geniusPage(song) }
        : { delayMs, status: 404, body: '<h1>Oops! Page not found</h1>' };
    },
    { untilClosed: options.untilClosed ?? false },
  );
}

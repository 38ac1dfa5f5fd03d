/** What services say: pages, answers of APIs, and what a model wrote. */

import { playlistSchema } from '../../../src/model/playlist.ts';
import type { Reading } from '../../../src/model/reading.ts';
import { songSchema } from '../../../src/model/song.ts';
import { createHttp, type Http } from '../../../src/net/http.ts';
import { parseJson } from '../../../src/net/json.ts';
import { secondLook } from '../../../src/pipeline/explain/explain.ts';
import type { Lyrics, SongSource } from '../../../src/pipeline/ports.ts';
import { sceneReading, songReadings } from '../../../src/readers/gemini/answers.ts';
import { answerOf } from '../../../src/readers/gemini/client.ts';
import { explanationFrom } from '../../../src/readers/gemini/explanation-answers.ts';
import { createAppleMusicSource } from '../../../src/services/apple-music/index.ts';
import { createDeezerSource } from '../../../src/services/deezer/index.ts';
import { cleanGeniusText, lyricsOnPage } from '../../../src/services/genius/page.ts';
import { createLrclib } from '../../../src/services/lrclib/index.ts';
import { asLyrics } from '../../../src/services/lyrics/lyrics-text.ts';
import { createPreviews } from '../../../src/services/previews.ts';
import { resolveShortLink } from '../../../src/services/sources/links.ts';
import { rowOfPlaylist } from '../../../src/services/spotify/lists.ts';
import { readPublicPage } from '../../../src/services/spotify/public-page.ts';
import { createYouTubeSource } from '../../../src/services/youtube/index.ts';
import { toSong } from '../../../src/songs/song.ts';
import { createNullCache } from '../../../src/store/cache.ts';
import { linkTo } from '../../support/links.ts';
import { photo } from '../../support/pipeline.ts';
import { sure } from '../../support/readings.ts';
import { must, ofText, type Parser } from '../parser.ts';

/** Whichever service is asked, and whatever for, this is the answer. */
const saying = (body: string): Http =>
  createHttp({
    userAgent: 'fuzz',
    retryDelayMs: 0,
    fetch: async () => new Response(body, { headers: { 'content-type': 'text/html' } }),
  });

/** The default limit of an answer's size. */
const maxBytes = 5 * 1024 * 1024;

const parsed = (text: string): unknown => {
  try {
    return parseJson(text);
  } catch {
    return text;
  }
};

const aSong = {
  title: 'One',
  artists: ['Band'],
  album: null,
  year: null,
  durationMs: 180_000,
  isrc: null,
  url: null,
  genres: [],
  cover: null,
  audio: null,
  reading: null,
};

function mustBeLyrics(lyrics: Lyrics): void {
  if (lyrics.kind === 'words')
    must(lyrics.text.trim() !== '' && lyrics.text.length <= 20_000, 'words, not too many');
}

function mustBeReading({ summary, valence, energy, moods, themes }: Reading): void {
  must(summary !== '' && summary.length <= 300, 'a short summary');
  must(!/https?:|<@|@everyone|[\p{Cc}\p{Cs}]/u.test(summary + themes.join(' ')), 'nothing but prose');
  must(Math.abs(valence ?? 0) <= 1 && Math.abs(energy ?? 0) <= 1, 'a place on the plane');
  must(moods.length >= 1 && moods.length <= 3 && themes.length <= 5, 'a few moods and themes');
}

const script =
  (attributes: string) =>
  (json: string): string =>
    `<!doctype html><html><body><script ${attributes}>${json}</script></body></html>`;

const embedData = {
  props: {
    pageProps: {
      state: {
        data: {
          entity: {
            name: 'Mine',
            trackList: [
              {
                title: 'One',
                subtitle: 'Band,\u00a0Other',
                duration: 180000,
                uri: 'spotify:track:2fuCquhmrzHpu5xcA1ci9x',
              },
            ],
          },
        },
      },
    },
  },
};

const appleData = {
  data: [
    {
      data: {
        sections: [
          {
            itemKind: 'containerDetailHeaderLockup',
            items: [{ title: 'Mine', subtitleLinks: [{ title: 'Band' }] }],
          },
          {
            itemKind: 'trackLockup',
            items: [
              {
                title: 'One',
                duration: 180000,
                subtitleLinks: [{ title: 'Band' }],
                tertiaryLinks: [{ title: 'A' }],
              },
            ],
          },
        ],
      },
    },
  ],
};
const linkedData = {
  '@type': 'MusicPlaylist',
  name: 'Mine',
  numTracks: 1,
  track: [{ '@type': 'MusicRecording', name: 'One', duration: 'PT3M20S', byArtist: { name: 'Band' } }],
};

const geniusPage =
  '<html><div id="lyrics-root"><div data-lyrics-container="true"><div data-exclude-from-selection="true">12 Contributors</div>' +
  '[Verse]<br>We walk &amp; walk<script>x</script><i>home</i></div><div>Advert</div></div></html>';

const songForms = [
  {
    i: 0,
    known: true,
    summary: 'A calm song.',
    valence: 0.2,
    energy: -0.4,
    moods: ['peaceful'],
    themes: ['lake'],
  },
  { i: 1, known: false, summary: 'Loud.', valence: -0.2, energy: 0.9, moods: ['angry', 'dark'], themes: [] },
];
const geminiBody = {
  candidates: [{ finishReason: 'STOP', content: { parts: [{ text: JSON.stringify(songForms) }] } }],
  promptFeedback: { blockReason: 'SAFETY' },
};
const reading: Reading = {
  summary: 'A calm song.',
  valence: 0.2,
  energy: -0.4,
  moods: ['peaceful'],
  themes: ['lake'],
};
const explainInput = {
  scene: {
    caption: 'a lake',
    reading: { ...reading, valence: 0.2, energy: -0.4, by: 'gemini' as const, ...sure },
  },
  top: [0, 1].map((at) => ({
    title: `Song ${at}`,
    artists: ['Band'],
    reading: { ...reading, basis: 'lyrics' as const, by: 'gemini' as const, ...sure },
    score: 0.9,
    reasons: ['both calm'],
  })),
};

/** A source of songs that is told this whatever it asks for. */
function source(name: string, link: string, create: (http: Http) => SongSource) {
  return async (body: string): Promise<void> => {
    const found = await create(saying(body)).load(linkTo(link));
    must(playlistSchema.safeParse(found).success, `a playlist of ${name}`);
  };
}

const url = 'http://127.0.0.1:9';

export const answerParsers: readonly Parser[] = [
  ofText(
    'Genius page',
    {
      texts: [geniusPage],
      maxBytes,
      openings: ['<div id="lyrics-root">', '<div id="lyrics-root"><div data-lyrics-container="true">'],
    },
    (html) => {
      const found = lyricsOnPage(html);
      if (found.kind === 'words') mustBeLyrics(asLyrics(cleanGeniusText(found.text, 'One')));
    },
  ),
  ofText(
    'Spotify page',
    {
      values: [embedData],
      wrap: script('id="__NEXT_DATA__" type="application/json"'),
      maxBytes,
      openings: ['', '<script id="__NEXT_DATA__">'],
      rows: [
        {
          before: '<script id="__NEXT_DATA__">{"trackList":[',
          row: '{"title":"a"},',
          after: '{}]}</script>',
        },
      ],
    },
    async (html) => {
      const found = await readPublicPage(
        { http: saying(html), webUrl: url },
        { service: 'spotify', type: 'playlist', id: 'x' },
      );
      must(playlistSchema.safeParse(found).success, 'a playlist');
    },
  ),
  ofText(
    'Apple Music page',
    {
      texts: [
        script('type="application/json" id="serialized-server-data"')(JSON.stringify(appleData)),
        script('type="application/ld+json"')(JSON.stringify(linkedData)),
      ],
      values: [appleData],
      wrap: script('id="serialized-server-data"'),
      maxBytes,
      openings: ['', '<script id="serialized-server-data">', '<script type="application/ld+json">'],
      rows: [
        {
          before: '<script type="application/ld+json">{"@type":"MusicPlaylist","name":"a","track":[',
          row: '{"name":"a"},',
          after: '{}]}</script>',
        },
        {
          before: '<script id="serialized-server-data">[{"itemKind":"trackLockup","items":[',
          row: '{"title":"a"},',
          after: '{}]}]</script>',
        },
      ],
    },
    source('Apple', 'https://music.apple.com/us/playlist/x/pl.abc', (http) =>
      createAppleMusicSource({ http, url }),
    ),
  ),
  ofText(
    'Deezer answers',
    {
      values: [
        {
          title: 'Mine',
          data: [{ id: 1, title: 'One', artist: { name: 'Band' }, album: { title: 'A' }, duration: 180 }],
          total: 1,
        },
        { error: { code: 800, message: 'no data' } },
      ],
      maxBytes,
      rows: [{ before: '{"title":"a","data":[', row: '{"id":1,"title":"a"},', after: '{}],"total":1}' }],
    },
    source('Deezer', 'https://www.deezer.com/playlist/1', (http) =>
      createDeezerSource({ http, apiUrl: url, quotaWaitMs: 0 }),
    ),
  ),
  ofText(
    'YouTube answers',
    {
      values: [
        {
          items: [
            {
              id: 'x',
              snippet: {
                title: 'Band - One',
                channelTitle: 'c',
                videoOwnerChannelTitle: 'BandVEVO',
                resourceId: { videoId: 'rzeLynj1GYM' },
              },
            },
          ],
          pageInfo: { totalResults: 1 },
        },
      ],
      maxBytes,
      rows: [{ before: '{"items":[', row: '{"id":"x","snippet":{"title":"a"}},', after: '{}]}' }],
    },
    source('YouTube', 'https://www.youtube.com/playlist?list=PLabc', (http) =>
      createYouTubeSource({ http, apiUrl: url, webUrl: url, apiKey: 'k' }),
    ),
  ),
  ofText(
    'YouTube page',
    {
      values: [
        {
          contents: { twoColumnBrowseResultsRenderer: { tabs: [] } },
          header: { playlistHeaderRenderer: { title: { simpleText: 'Mine' } } },
        },
      ],
      maxBytes,
      dear: 20,
    },
    source('YouTube', 'https://www.youtube.com/playlist?list=PLabc', (http) =>
      createYouTubeSource({ http, apiUrl: url, webUrl: url }),
    ),
  ),
  ofText(
    'Spotify API rows',
    {
      values: [
        {
          item: {
            type: 'track',
            id: '2fuCquhmrzHpu5xcA1ci9x',
            name: 'One',
            artists: [{ name: 'Band' }],
            album: { name: 'A', release_date: '2001', images: [{ url: 'https://i.scdn.co/image/1' }] },
            duration_ms: 1000,
            external_ids: { isrc: 'USRC17607839' },
          },
        },
      ],
      maxBytes,
    },
    (text) => {
      const row = rowOfPlaylist(parsed(text));
      if ('reason' in row) must(row.title.length <= 300, 'a short name');
      else must(songSchema.nullable().safeParse(toSong(row)).success, 'a song');
    },
  ),
  ofText(
    'short links',
    {
      texts: ['<html><a href="https://open.spotify.com/playlist/37i9dQZF1DX0">x</a></html>'],
      maxBytes: 1024 * 1024,
    },
    async (html) => {
      const link = await resolveShortLink(saying(html), {
        service: 'spotify',
        type: 'short',
        url: 'https://spotify.link/a',
      });
      must('id' in link || link.type === 'liked', 'a link to songs');
    },
  ),
  ofText(
    'LRCLIB answers',
    {
      values: [
        { instrumental: false, plainLyrics: 'We walk\nhome', syncedLyrics: '[00:01.00] We walk' },
        [{ trackName: 'One', artistName: 'Band', duration: 180, plainLyrics: 'We walk\nhome' }],
      ],
      maxBytes: 2 * 1024 * 1024,
      dear: 4,
    },
    async (text) => mustBeLyrics(await createLrclib({ http: saying(text), url, spacingMs: 0 }).find(aSong)),
  ),
  ofText(
    'previews',
    {
      values: [
        { data: [{ title: 'One', artist: { name: 'Band' }, preview: 'https://a.dzcdn.net/x.mp3' }] },
        { results: [{ trackName: 'One', artistName: 'Band', previewUrl: 'https://a.itunes.apple.com/x' }] },
      ],
    },
    async (text) => {
      const options = { http: saying(text), cache: createNullCache(), deezerUrl: url, itunesUrl: url };
      const found = await createPreviews(options).find(aSong);
      must(found === null || found.url.length <= 512, 'a short address');
    },
  ),
  ofText(
    'model: answers',
    {
      values: [geminiBody],
      rows: [{ before: '{"candidates":[{"content":{"parts":[', row: '{"text":"["},', after: '{}]}}]}' }],
    },
    (text) => {
      const answer = answerOf(parsed(text), 'model');
      if (answer.kind === 'answered') songReadings(answer.data, ['']);
    },
  ),
  ofText(
    'model: readings',
    { values: [songForms], rows: [{ before: '[', row: '{"i":0},', after: '{}]' }] },
    (text) => {
      const data = parsed(text);
      const words = ['we walk along the river home again tonight', ''];
      for (const { reading: one } of songReadings(data, words).values()) mustBeReading(one);
      const scene = sceneReading(Array.isArray(data) ? data[0] : data, {
        caption: 'a lake',
        palette: photo.palette,
        feeling: '',
      });
      if (scene !== null) mustBeReading(scene);
    },
  ),
  ofText(
    'model: explanations',
    {
      values: [
        {
          explanation: '{0} is calm as the lake is. {1} is near.',
          order: [1, 0],
          reasons: [{ i: 0, reason: 'as calm as the lake' }],
        },
      ],
    },
    (text) => {
      const made = explanationFrom(parsed(text), explainInput);
      if (made === null) return;
      must(
        made.explanation.length <= 900 && made.reasons.length === 2,
        'short, and as many reasons as songs',
      );
      const shown = [made.explanation, ...made.reasons].join(' ');
      must(!/https?:\/\/|<@|[\p{Cc}]/u.test(shown), 'nothing but prose');
      const scores = explainInput.top.map(({ score }) => score);
      must(secondLook(made.order, scores).sort().join() === '0,1', 'a permutation');
    },
  ),
];

/** Whatever a service says, a row is a song or skipped: nothing is thrown, and nothing grows without end. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { songSchema } from '../../src/model/song.ts';
import { findObjects, scriptData } from '../../src/net/page-data.ts';
import { readApplePage } from '../../src/services/apple-music/page.ts';
import { rowOfDeezer } from '../../src/services/deezer/index.ts';
import { rowOfPlaylist } from '../../src/services/spotify/lists.ts';
import { rowOfVideo } from '../../src/services/youtube/data-api.ts';
import { type Row, toSong } from '../../src/songs/song.ts';

const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.constant('x'.repeat(100_000)));
const odd = fc.oneof(
  text,
  fc.double(),
  fc.constantFrom(null, undefined, true, [], {}),
  fc.jsonValue({ maxDepth: 2 }),
);
const names = fc.oneof(fc.array(fc.record({ name: text }), { maxLength: 50 }), odd);

function expectRow(row: Row): void {
  if ('reason' in row) return;
  const song = toSong(row);
  if (song === null) return;
  expect(songSchema.safeParse(JSON.parse(JSON.stringify(song))).success).toBe(true);
  expect(JSON.stringify(song).length).toBeLessThan(30_000);
  for (const link of [song.url, song.cover]) expect(link ?? 'https://').toMatch(/^https:\/\//);
}

it('of Spotify', () => {
  const album = fc.record({ name: text, release_date: odd, images: odd });
  const track = fc.record({
    name: text,
    artists: names,
    album: fc.oneof(album, odd),
    duration_ms: odd,
    id: fc.option(text),
    external_ids: fc.oneof(fc.record({ isrc: odd }), odd),
    type: fc.constantFrom('track', 'episode', undefined),
  });
  const rows = fc.oneof(fc.record({ item: fc.oneof(track, odd), is_local: fc.option(fc.boolean()) }), odd);
  fc.assert(fc.property(rows, (raw) => expectRow(rowOfPlaylist(raw))));
});

it('of Deezer', () => {
  const track = fc.record({
    id: fc.oneof(fc.integer(), odd),
    title: text,
    isrc: odd,
    duration: odd,
    artist: fc.oneof(fc.record({ name: text }), odd),
    contributors: names,
    album: fc.oneof(fc.record({ title: text, cover_medium: odd }), odd),
  });
  fc.assert(fc.property(fc.oneof(track, odd), (raw) => expectRow(rowOfDeezer(raw, null))));
});

it('of YouTube', () => {
  const video = fc.record({ id: text, title: text, channel: text, durationMs: fc.option(fc.double()) });
  fc.assert(fc.property(video, (one) => expectRow(rowOfVideo(one))));
});

it('of Apple Music: a page is rows or nothing', () => {
  const item = fc.record({ title: odd, subtitleLinks: odd, artistName: odd, duration: odd, artwork: odd });
  const data = fc.oneof(fc.record({ itemKind: fc.constant('trackLockup'), items: fc.array(item) }), odd);
  const linked = fc.record({
    '@type': fc.constantFrom('MusicPlaylist', 'MusicAlbum', 'X'),
    name: odd,
    track: odd,
  });
  fc.assert(
    fc.property(data, linked, (rows, more) => {
      const page = readApplePage(
        `<script id="serialized-server-data">${JSON.stringify(rows)}</script><script type="application/ld+json">${JSON.stringify(more)}</script>`,
      );
      for (const track of page?.tracks ?? []) expect(typeof track.title).toBe('string');
    }),
  );
});

it('a page’s data is searched no further than is sensible', () => {
  const deep = `${'[{"a":'.repeat(3000)}1${'}]'.repeat(3000)}`;
  const [found] = scriptData(`<script id="x">${deep}</script>`, 'id="x"');
  expect(findObjects(found, (object) => object.a === 1)).toEqual([]);
  const wide = Array.from({ length: 600_000 }, () => 1);
  expect(findObjects([wide, { a: 1 }], (object) => object.a === 1)).toEqual([]);
});

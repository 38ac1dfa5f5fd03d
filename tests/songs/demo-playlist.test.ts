/** The playlist of the demo: what it promises about itself. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MOODS } from '../../src/model/reading.ts';
import { packagePath } from '../../src/package-path.ts';
import { readPlaylistFile } from '../../src/songs/read-file.ts';

const bytes = readFileSync(packagePath('assets', 'demo', 'playlist.jspf'));
const { songs, skipped, notices, total } = readPlaylistFile(bytes, 'playlist.jspf');

describe('the demo playlist', () => {
  it('is read whole', () => {
    expect({ songs: songs.length, skipped, notices, total }).toEqual({
      songs: 48,
      skipped: [],
      notices: [],
      total: 48,
    });
  });

  it('has a reading by hand for every song, and says so', () => {
    for (const { title, artists, year, reading } of songs) {
      expect(artists.length, title).toBeGreaterThan(0);
      expect(year, title).toBeGreaterThanOrEqual(1930);
      expect(reading?.summary.length, title).toBeGreaterThan(40);
      expect([reading?.valence, reading?.energy], title).not.toContain(null);
      expect(reading?.themes.length, title).toBeGreaterThanOrEqual(2);
    }
    expect(bytes.toString('utf8')).toMatch(/"annotation": ".*by hand.*"/);
  });

  it('has something for any photo: every mood, every corner of the plane, nine decades', () => {
    const readings = songs.flatMap(({ reading }) => (reading ? [reading] : []));
    for (const mood of MOODS) {
      expect(readings.filter(({ moods }) => moods.includes(mood)).length, mood).toBeGreaterThanOrEqual(2);
    }
    for (const [valence, energy] of [
      [0.6, 0.6],
      [0.6, -0.6],
      [-0.6, 0.6],
      [-0.6, -0.6],
      [0.6, 0],
      [-0.6, 0],
      [0, 0.6],
      [0, -0.6],
      [0, 0],
    ] as const) {
      const near = readings.filter((reading) => {
        return Math.hypot((reading.valence ?? 9) - valence, (reading.energy ?? 9) - energy) < 0.45;
      });
      expect(near.length, `${valence} ${energy}`).toBeGreaterThanOrEqual(3);
    }
    expect(new Set(songs.map(({ year }) => Math.floor((year ?? 0) / 10))).size).toBeGreaterThanOrEqual(9);
  });
});

import { describe, expect, it } from 'vitest';
import { explainFeatures } from '../../../src/pipeline/explain/explain-features.ts';
import { createFeatureWriter } from '../../../src/pipeline/explain/feature-writer.ts';
import { because } from '../../../src/pipeline/explain/reasons.ts';
import { type RankSong, rank } from '../../../src/pipeline/ranking/rank.ts';
import { loadRankTables } from '../../../src/pipeline/ranking/tables.ts';
import { aScene, aSong } from '../songs.ts';

const tables = loadRankTables();
const scene = aScene(-0.4, -0.6, ['wistful'], ['rain', 'window']);

function explained(songs: readonly RankSong[], photo = scene) {
  return rank(photo, songs, { ...tables, diversify: false }).map((ranked) => {
    const song = songs[ranked.index];
    if (song === undefined) throw new Error('no such song');
    const { reading } = song;
    const { features, rank: place, rankByFit } = ranked;
    const reasons = because(photo.reading, tables.families)({ reading, features, rank: place, rankByFit });
    return {
      title: song.song.title,
      artists: song.song.artists,
      reading,
      score: ranked.score,
      because: reasons,
      features,
    };
  });
}

const songs = [
  aSong('Near', -0.4, -0.5, { moods: ['wistful'], themes: ['rain', 'love'], artist: 'Ada' }),
  aSong('Loud', -0.3, 0.7, { moods: ['angry'], themes: ['war'], artist: 'Bo' }),
  aSong('Bright', 0.7, 0.8, { moods: ['joyful'], themes: ['party'], artist: 'Cy' }),
];

describe('because', () => {
  it('names what both sides share, and how they differ', () => {
    const [near, loud, bright] = explained(songs);
    expect(near?.because).toEqual(
      expect.arrayContaining(['both quiet and a little sad', 'the same wistful mood', 'shares rain']),
    );
    expect(loud?.because).toContain('much livelier than the photo');
    expect(bright?.because).toEqual(
      expect.arrayContaining(['much brighter than the photo', 'much livelier than the photo']),
    );
  });

  it('claims nothing of a song nobody could read', () => {
    const [unread] = explained([aSong('Unread', null, null)]);
    expect(unread?.because).toEqual(['the nearest in feeling of what is left']);
  });

  it('says so when a song won by its story', () => {
    const [near] = explained(songs);
    if (near === undefined) throw new Error('nothing was ranked');
    const reasons = because(scene.reading, tables.families)({ ...near, rank: 1, rankByFit: 3 });
    expect(reasons.join()).toContain('its story is the nearest of all');
  });
});

describe('the feature writer', () => {
  const explain = (list: readonly RankSong[]) =>
    createFeatureWriter().explain({
      scene: { caption: 'rain on a window', reading: scene.reading },
      top: explained(list),
    });

  it('compares the winner with the runners-up in three sentences', async () => {
    const { explanation, order } = await explain(songs);
    expect(explanation).toBe(
      'The photo feels quiet and a little sad, and “Near” by Ada comes nearest: ' +
        'both are quiet and a little sad, and they have the same wistful mood. ' +
        '“Loud” by Bo comes next, but it is much livelier than this moment. ' +
        '“Bright” by Cy follows, though it is much brighter than this moment.',
    );
    expect(order).toBeNull();
  });

  it('does not quote a title twice that is a quotation, nor say a difference twice as if it were news', async () => {
    const { explanation } = await explain([
      aSong('“Near”', -0.4, -0.6, { moods: ['wistful'], themes: ['rain'] }),
      aSong('Bright', 0.5, -0.6, { moods: ['wistful'], themes: ['rain'] }),
      aSong('Brighter', 0.6, -0.6, { moods: ['wistful'], themes: ['rain'] }),
    ]);
    expect(explanation).toContain(', and “Near” by ');
    expect(explanation).toMatch(
      /but it is much brighter than this moment\. .* follows, and is much brighter than this moment too\.$/,
    );
  });

  it('gives every song a line, and no two the same while there is more to say', async () => {
    const { reasons } = await explain([
      aSong('One', -0.4, -0.5, { moods: ['wistful'], themes: ['rain'] }),
      aSong('Two', -0.4, -0.5, { moods: ['wistful'], themes: ['rain'] }),
      aSong('Three', -0.4, -0.5, { moods: ['wistful'], themes: ['rain'] }),
    ]);
    expect(new Set(reasons).size).toBe(3);
    for (const line of reasons) expect(line).toMatch(/^[A-Z].*[a-z]\.$/);
  });

  it('has something to say of one song, and of two', async () => {
    expect((await explain(songs.slice(0, 1))).explanation).toMatch(/only song there was to choose from\.$/);
    expect((await explain(songs.slice(0, 2))).explanation).toContain('“Loud”');
  });
});

describe('explainFeatures', () => {
  it('shows both sides, the weight and what was added, and the sum of it', () => {
    const [near] = explained(songs);
    if (near === undefined) throw new Error('nothing was ranked');
    const photo = { reading: scene.reading, palette: null };
    const { lines, total, sentences } = explainFeatures(photo, near, tables.families);
    const valence = lines.find(({ name }) => name === 'valence');
    expect(valence).toMatchObject({ photo: 'a little sad (-0.40)', song: 'a little sad (-0.40)' });
    expect(lines.find(({ name }) => name === 'themes')).toMatchObject({ song: 'rain and love' });
    // No vectors and no palette: neither was weighed.
    expect(lines.map(({ name }) => name)).toEqual(['valence', 'energy', 'moods', 'themes']);
    expect(total).toBeCloseTo(
      lines.reduce((sum, { weight, fit }) => sum + weight * (fit ?? 0), 0),
      9,
    );
    expect(sentences).toContain('Both are about rain.');
    expect(sentences).toContain('Photo and song are both a little sad.');
  });

  it('says that what nobody could read neither helped nor hurt', () => {
    const known = aSong('Known', -0.4, -0.5);
    const unread = explained([known, aSong('Unread', null, null)]).find(({ title }) => title === 'Unread');
    if (unread === undefined) throw new Error('nothing was ranked');
    const { lines, sentences } = explainFeatures(
      { reading: scene.reading, palette: null },
      unread,
      tables.families,
    );
    expect(lines[0]).toMatchObject({ fit: null, song: 'not known' });
    expect(sentences[0]).toMatch(/neither helped nor hurt/);
  });
});

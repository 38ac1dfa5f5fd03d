import { expect, it } from 'vitest';
import type { Tags } from '../../src/hearing/tags.ts';
import { readSoundFiles } from '../../src/songs/sound-file.ts';

const noTags: Tags = {
  title: null,
  artists: [],
  album: null,
  year: null,
  genres: [],
  isrc: null,
  seconds: null,
};

it.each([
  ['Rain.mp3', { title: null, artists: ['Ada Lark'] }, { title: 'Rain', artists: ['Ada Lark'] }],
  ['Bo Fern - Rain.mp3', {}, { title: 'Rain', artists: ['Bo Fern'] }],
  ['Bo Fern - Rain.mp3', { artists: ['Bo Fern'] }, { title: 'Rain', artists: ['Bo Fern'] }],
  ['x.mp3', { title: 'Rain', artists: ['Ada Lark'] }, { title: 'Rain', artists: ['Ada Lark'] }],
])('names %s by its tags, and what they leave out by its name', async (name, tags, song) => {
  const hear = async () => ({
    hearing: { heard: true as const, valence: 0, energy: 0 },
    tags: { ...noTags, ...tags },
  });
  const { songs } = await readSoundFiles([{ name, bytes: new Uint8Array(1) }], hear);
  expect(songs).toMatchObject([song]);
});

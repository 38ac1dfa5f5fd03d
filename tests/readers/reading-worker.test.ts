import { afterAll, describe, expect, it } from 'vitest';
import type { SongText } from '../../src/pipeline/ports.ts';
import { createLexiconEmbedder, createLexiconReader } from '../../src/readers/lexicon/reader.ts';
import { createWishReader } from '../../src/readers/wish/wish.ts';
import { createReadingWorker } from '../../src/readers/worker/reading-worker.ts';
import { readPlaylistFile } from '../../src/songs/read-file.ts';
import { sure } from '../support/readings.ts';
import { aSong } from '../support/songs.ts';

const troubles: unknown[] = [];
const worker = createReadingWorker({ idleMs: 60_000, onTrouble: (error) => troubles.push(error) });
afterAll(() => worker.close());

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const words = 'I walk alone along the empty shore\nevery light is gone and I am crying\n';
const texts: SongText[] = Array.from({ length: 60 }, (_, at) => ({
  song: aSong({ title: at % 2 === 0 ? `Lonely Road ${at}` : `Party ${at}`, genres: ['rock'] }),
  lyrics: at % 3 === 0 ? { kind: 'words', text: words.repeat(4) } : { kind: 'none' },
}));

describe('the lexicon in a process of its own', () => {
  it('reads songs as it would be read here, in their order', async () => {
    const there = createLexiconReader(worker);
    const here = createLexiconReader();
    expect(there.version).toBe(here.version);
    expect(await there.readSongs(texts)).toEqual(await here.readSongs(texts));
  });

  it('gives the same vectors, and says that they are of the same space', async () => {
    const there = createLexiconEmbedder(worker);
    const here = createLexiconEmbedder();
    expect(there.space).toEqual(here.space);
    const some = Array.from({ length: 100 }, (_, at) => `night and grief ${at}`);
    expect(await there.embed(some)).toEqual(await here.embed(some));
  });

  it('takes a wish as it would be taken here', async () => {
    const scene = {
      summary: '',
      valence: 0.2,
      energy: 0.4,
      moods: [],
      themes: ['lake'],
      by: 'lexicon',
      ...sure,
    } as const;
    const reading = { ...scene, moods: [...scene.moods], themes: [...scene.themes] };
    const wish = await worker.readWish(reading, 'sadder, and no love songs');
    expect(wish).toEqual(createWishReader()(reading, 'sadder, and no love songs'));
    expect(wish.isUnderstood).toBe(true);
  });

  it('is read here when there is no process any more', async () => {
    const closed = createReadingWorker({ idleMs: 60_000, onTrouble: (error) => troubles.push(error) });
    await closed.close();
    const { readings } = await createLexiconReader(closed).readSongs(texts.slice(0, 2));
    expect(readings).toHaveLength(2);
    expect(troubles).toHaveLength(1);
  });
});

describe('playlist files in a process', () => {
  const rows = Array.from({ length: 5_000 }, (_, at) => `Song ${at},Artist ${at}`).join('\n');

  it('come as they would be read here, small and large', async () => {
    for (const text of ['Title,Artist\nSong,Somebody\n', `Title,Artist\n${rows}\n`]) {
      const bytes = bytesOf(text);
      expect(await worker.readFile(bytes, 'list.csv')).toEqual(readPlaylistFile(bytes, 'list.csv'));
    }
  });

  it('are refused with the same sentence', async () => {
    await expect(worker.readFile(bytesOf('   \n'), 'nothing.txt')).rejects.toMatchObject({
      name: 'UserError',
      code: 'empty-playlist',
    });
  });

  it('are given up at once when nobody waits any more', async () => {
    const reason = new Error('gone');
    const reading = worker.readFile(bytesOf(`Title,Artist\n${rows}\n`), 'list.csv', {
      signal: AbortSignal.abort(reason),
    });
    await expect(reading).rejects.toBe(reason);
  });
});

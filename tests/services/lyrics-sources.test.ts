/** What every service of lyrics does, whatever it is asked and however it is answered. */
import { describe, expect, it } from 'vitest';
import { createHttp } from '../../src/net/http.ts';
import type { LyricsSource } from '../../src/pipeline/ports.ts';
import { createGenius } from '../../src/services/genius/index.ts';
import { createLrclib } from '../../src/services/lrclib/index.ts';
import { startGenius } from '../support/genius-server.ts';
import type { Answer, Loopback } from '../support/loopback.ts';
import { startLrclib } from '../support/lrclib-server.ts';
import { aSong } from '../support/songs.ts';

type Known = { title: string; artist: string; lyrics?: string; instrumental?: boolean };
type Started = { source: LyricsSource; server: Loopback };

/** Only silence is timed. */
const httpFor = (answer: Answer | undefined) =>
  createHttp({ userAgent: 'SceneScore/0 (test)', ...(answer === 'hang' && { maxTimeoutMs: 200 }) });

const services: Record<string, (songs: Known[], answer?: Answer) => Promise<Started>> = {
  async lrclib(songs, answer) {
    const records = songs.map(({ lyrics = null, ...song }) => ({ ...song, plain: lyrics }));
    const server = await startLrclib(records, { before: () => answer });
    const source = createLrclib({ url: server.url, http: httpFor(answer), spacingMs: 0 });
    return { server, source };
  },
  async genius(songs, answer) {
    const pages = songs.map(({ lyrics, ...song }) => ({
      ...song,
      words: lyrics?.replaceAll('\n', '<br>') ?? null,
    }));
    const server = await startGenius(pages, { before: () => answer });
    const urls = { apiUrl: server.url, webUrl: server.url };
    const source = createGenius({ token: 'a-token', ...urls, http: httpFor(answer) });
    return { server, source };
  },
};

const rain: Known = { title: 'Rain at Noon', artist: 'The Band', lyrics: '[Chorus]\nIt rains\nand rains' };
const song = aSong({ title: 'Rain at Noon', artists: ['The Band'] });

describe.each(Object.entries(services))('%s', (name, start) => {
  it('finds the lines that are sung, however the title is decorated', async () => {
    const { source } = await start([rain]);
    for (const title of ['Rain at Noon', 'rain at noon (feat. Someone) - Remastered 2011'])
      expect(await source.find({ ...song, title })).toEqual({ kind: 'words', text: 'It rains\nand rains' });
  });

  it.each([
    ['Rain at Noon II', 'Rain at Noon'],
    ['Rain at Noon', 'Rain at Noon (Part Two)'],
    ['Rain at Noon (English Version)', 'Rain at Noon'],
    ['Rain at Noon', 'Rain at Noon (Remix)'],
    ['Champion', 'Champions'],
  ])('has no words for %s where it knows %s', async (title, known) => {
    const { source } = await start([{ ...rain, title: known }]);
    expect(await source.find({ ...song, title })).toEqual({ kind: 'none' });
  });

  it('knows a part and an artist by any of their names', async () => {
    const { source } = await start([
      { ...rain, title: 'Rain at Noon (Part II)', artist: 'The Band (バンド)' },
    ]);
    expect(await source.find({ ...song, title: 'Rain at Noon, Pt. 2' })).toMatchObject({ kind: 'words' });
  });

  it('has nothing for a song it does not know, one without lyrics, or one without an artist', async () => {
    const { source } = await start([{ ...rain, title: 'Empty', lyrics: '' }]);
    expect(await source.find(song)).toEqual({ kind: 'none' });
    expect(await source.find({ ...song, title: 'Empty' })).toEqual({ kind: 'none' });
    expect(await source.find({ ...song, artists: [] })).toEqual({ kind: 'none' });
  });

  it('says when a song has no words', async () => {
    const { source } = await start([{ ...rain, lyrics: '[Instrumental]', instrumental: true }]);
    expect(await source.find(song)).toEqual({ kind: 'instrumental' });
  });

  it('never takes another song for the one that was asked for', async () => {
    const { source } = await start([
      { ...rain, artist: 'A Cover Band' },
      { ...rain, title: 'Rain at Midnight' },
      { ...rain, title: 'The Band - Rain at Noon (Romanized)', artist: 'Romanizations' },
    ]);
    expect(await source.find(song)).toEqual({ kind: 'none' });
  });

  it.each([
    ['a rate limit', { status: 429, headers: { 'retry-after': '3600' } }, { status: 429 }],
    ['its failure', { status: 500, body: 'oops' }, { status: 500, retryable: true }],
    ['nonsense', { body: '<html>Who are you?</html>' }, { retryable: false }],
    ['JSON of another shape', { json: { plainLyrics: 5, response: {} } }, { retryable: false }],
    ['more than is read', { body: 'x'.repeat(6_000_000) }, { retryable: false }],
    ['silence', 'hang', { retryable: true }],
    ['a broken connection', 'reset', { retryable: true }],
  ] as const)('fails as a service does, and is soon left alone, after %s', async (_, answer, fields) => {
    const { source, server } = await start([rain], answer);
    const error = { name: 'ServiceError', service: name, ...fields };
    await expect(source.find(song)).rejects.toMatchObject(error);
    for (let times = 0; times < 12; times++)
      await expect(source.find(song)).rejects.toMatchObject({ name: 'ServiceError', service: name });
    expect(server.seen.length).toBeLessThanOrEqual(8);
  });

  it('stops when its caller does', async () => {
    const { source } = await start([rain], 'hang');
    const found = source.find(song, { signal: AbortSignal.timeout(20) });
    await expect(found).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});

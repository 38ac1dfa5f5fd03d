/** The whole app with `CAPTIONER=gemini`: which photos leave the machine, as what, and what stands in for an answer. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import sharp from 'sharp';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { AppOptions } from '../../src/app/app.ts';
import { checkSettings, featuresOf } from '../../src/app/switches.ts';
import { runCli } from '../../src/cli/program.ts';
import { sceneJson } from '../../src/cli/ranking-json.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { modelById } from '../../src/models/catalogue.ts';
import type { MatchRequest } from '../../src/pipeline/request.ts';
import { startApp } from '../support/app.ts';
import { type GeminiServer, geminiTroubles, startGemini } from '../support/gemini-server.ts';
import { startLoopback } from '../support/loopback.ts';
import { tinyBlip, writeModel } from '../support/tiny-models.ts';

const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:City="Hiddenville"/></rdf:RDF></x:xmpmeta>`;

/** A phone's photo: lying on its side, with camera, place and time. */
const phonePhoto = await sharp({ create: { width: 1600, height: 900, channels: 3, background: '#3070a0' } })
  .composite([
    { input: { create: { width: 300, height: 300, channels: 3, background: '#f0d040' } }, left: 90, top: 90 },
  ])
  .withXmp(xmp)
  .withExif({
    IFD0: { Make: 'Hiddencam' },
    IFD2: { DateTimeOriginal: '2026:11:29 01:02:03' },
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' },
  })
  .withMetadata({ orientation: 6 })
  .jpeg()
  .toBuffer();

async function start(
  google: GeminiServer,
  env: Record<string, string> = {},
  options: Partial<AppOptions> = {},
) {
  const settings = { CAPTIONER: 'gemini', GEMINI_API_KEY: 'gemini-key', GEMINI_API_URL: google.url, ...env };
  const { app, config } = await startApp(settings, options);
  const match = async (over: Partial<MatchRequest> = {}) => {
    const text = 'Some Band - Harbour\nOther Band - Rain\nThird Band - Snow';
    const playlists = [{ kind: 'text' as const, text }];
    const found = await app.matchScene({ photo: phonePhoto, playlists, feeling: '', ...over });
    return { ...found, codes: found.notices.map(({ code }) => code), json: sceneJson(found.scene) };
  };
  return { app, config, match };
}

const kinds = ({ calls }: GeminiServer) => calls.map(({ kind }) => kind);
const sentPhotos = ({ calls }: GeminiServer) => calls.flatMap(({ photo }) => photo ?? []);
const picture = (seen: GeminiServer['seen']) => seen.filter(({ body }) => body.includes('inlineData'));

describe('a photo that Gemini sees', () => {
  it.each([
    ['in this process', false],
    ['in the photo process, as bots and workers have it', true],
  ])(
    'goes as a small JPEG without metadata, and comes back as caption and reading: %s',
    async (_, useWorkerProcess) => {
      const google = await startGemini();
      const { match } = await start(google, {}, { useWorkerProcess });
      const { json, codes, notices, scene } = await match();
      expect(json).toMatchObject({
        readFrom: 'gemini',
        evidence: ['photo'],
        reading: { summary: 'A moment that feels like itself.', by: 'gemini' },
      });
      expect(scene.caption).toBe(`A scripted view of the photo. ${scene.palette.description}`);
      expect(notices[0]?.text).toMatch(/^Your photo was read by Gemini/);
      expect(codes).not.toContain('known-by-colours');
      expect(kinds(google).filter((kind) => /photo|scene/.test(kind))).toEqual(['photo']);

      const [sent = Buffer.alloc(0)] = sentPhotos(google);
      const { format, width, height, ...metadata } = await sharp(sent).metadata();
      expect([format, width, height]).toEqual(['jpeg', 432, 768]);
      for (const kind of ['exif', 'xmp', 'iptc', 'icc', 'orientation'])
        expect(metadata).not.toHaveProperty(kind);
      expect(phonePhoto.toString('latin1')).toMatch(/Hiddencam[\s\S]*Hiddenville/);
      expect(sent.toString('latin1')).not.toMatch(/Hidden|Exif|http|2026/);
      expect(google.seen.map(({ body }) => body).join()).not.toMatch(/Hidden/);
    },
  );

  it('is asked about once: again it comes from the cache, and two at once share a question', async () => {
    const google = await startGemini({ delayMs: 100 });
    const { match } = await start(google);
    const [one, two] = await Promise.all([match(), match()]);
    expect(one.scene).toEqual(two.scene);
    const again = await match();
    expect(again.scene).toEqual(one.scene);
    expect(again.codes).toContain('photo-read-by-gemini');
    expect(sentPhotos(google)).toHaveLength(1);
    // What the moment feels like depends on the person's words.
    expect((await match({ feeling: 'homesick' })).json).toMatchObject({ readFrom: 'gemini' });
    expect(sentPhotos(google)).toHaveLength(2);
    expect(google.calls.filter(({ photo }) => photo !== null)[1]?.text).toContain('"feeling":"homesick"');
  });

  it('is asked about alone where the songs are known, and nothing is asked when it is sent again', async () => {
    const google = await startGemini();
    const { match } = await start(google);
    await match();
    google.calls.splice(0);
    const other = await sharp(phonePhoto).negate().jpeg().toBuffer();
    expect(await match({ photo: other })).toMatchObject({ explainedBy: 'gemini' });
    expect(kinds(google)).toEqual(['photo', 'explain']);
    await match({ photo: other });
    expect(google.calls).toHaveLength(2);
  });

  it('takes the text it was posted with along, and stands in albums', async () => {
    const google = await startGemini();
    const { app, match } = await start(google);
    const { scene } = await match({ said: { by: 'message', text: 'last day at the lake' } });
    expect(scene.caption).toContain('A scripted view of the photo. Last day at the lake.');
    expect(google.calls.find(({ photo }) => photo !== null)?.text).toContain(
      '"message":"Last day at the lake."',
    );

    google.calls.splice(0);
    const other = await sharp(phonePhoto).negate().jpeg().toBuffer();
    const playlists = [{ kind: 'text' as const, text: 'Some Band - Harbour\nOther Band - Rain' }];
    const album = await app.matchAlbum({ photos: [phonePhoto, other], playlists, feeling: '' });
    expect(album.songs.map((one) => one.scene.captionedBy)).toEqual(['gemini', 'gemini']);
    expect(album.notices.map(({ code }) => code)).toContain('photo-read-by-gemini');
    expect(sentPhotos(google)).toHaveLength(2);
  });
});

it('is what the terminal program goes by, in a match and in an evaluation by photos', async () => {
  const google = await startGemini();
  const none = await startLoopback(() => ({ status: 404, json: {} }));
  const dir = mkdtempSync(join(tmpdir(), 'scenescore-kit-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const reading = { summary: 'bright', valence: 0.7, energy: 0.2, moods: ['joyful'], themes: [] };
  const scene = {
    id: 'p',
    file: 'p.jpg',
    theme: 'Lake',
    valence: 5,
    valence_z: 1,
    caption: 'a lake',
    reading,
  };
  const songs = [1, -1].map((sign) => ({
    ...{ id: `s${sign}`, artist: 'Band', title: `Song ${sign}`, valence_sign: sign, arousal_sign: 1 },
    vibe: { ...reading, valence: 0.7 * sign },
  }));
  writeFileSync(join(dir, 'p.jpg'), phonePhoto);
  writeFileSync(join(dir, 'songs.txt'), 'Some Band - Harbour\nOther Band - Rain');
  writeFileSync(join(dir, 'scenes.json'), JSON.stringify([scene]));
  writeFileSync(join(dir, 'songs.json'), JSON.stringify(songs));
  const run = async (...args: string[]) => {
    const [said, complained]: [string[], string[]] = [[], []];
    const code = await runCli([...args, '--json'], {
      env: {
        ...{ CAPTIONER: 'gemini', GEMINI_API_KEY: 'gemini-key', GEMINI_API_URL: google.url },
        ...{ EMBEDDER: 'builtin', MODELS_OFFLINE: '1', DATA_DIR: dir, LRCLIB_URL: none.url, FACTS: 'off' },
      },
      print: (text) => said.push(text),
      complain: (text) => complained.push(text),
      columns: 80,
      progressStream: Object.assign(new PassThrough(), { isTTY: false }) as unknown as NodeJS.WriteStream,
    });
    expect([code, complained]).toEqual([0, []]);
    return JSON.parse(said.join(''));
  };
  const found = await run('match', join(dir, 'p.jpg'), join(dir, 'songs.txt'));
  expect(found).toMatchObject({
    scene: { readFrom: 'gemini', evidence: ['photo'] },
    notices: [expect.stringMatching(/^Your photo was read by Gemini/), expect.anything()],
  });
  const other = await sharp(phonePhoto).negate().jpeg().toBuffer();
  writeFileSync(join(dir, 'p.jpg'), other);
  await run('evaluate', dir, '--inputs', 'photos');
  expect(sentPhotos(google)).toHaveLength(2);
});

describe('no photo leaves the machine', () => {
  const bright = { CAPTIONER: 'gemini', GEMINI_API_KEY: 'gemini-key' };
  it.each<[string, Record<string, string>, string, number]>([
    ['without the setting', { CAPTIONER: '' }, 'colours', 1],
    ['with PRIVACY_LOCAL=1', { ...bright, PRIVACY_LOCAL: '1' }, 'colours', 0],
    ['with PRIVACY_LOCAL=lyrics', { ...bright, PRIVACY_LOCAL: 'lyrics' }, 'colours', 0],
    ['without a key', { ...bright, GEMINI_API_KEY: '' }, 'colours', 0],
  ])('%s', async (_, env, readFrom, asked) => {
    const google = await startGemini();
    const { match } = await start(google, env);
    const { json, codes } = await match();
    expect(json).toMatchObject({ readFrom });
    expect(codes).not.toContain('photo-read-by-gemini');
    expect(Math.min(1, google.seen.length)).toBe(asked);
    expect(picture(google.seen)).toEqual([]);
  });

  it.each([
    ['its alt text', { by: 'description', text: 'our boat on the lake' }, 'description'],
    ['the person', { by: 'words', text: 'our boat on the lake' }, 'words'],
  ] as const)('where %s says what is in it', async (_, said, readFrom) => {
    const google = await startGemini();
    const { match } = await start(google);
    expect((await match({ said })).json).toMatchObject({ readFrom, evidence: [readFrom] });
    expect(picture(google.seen)).toEqual([]);
  });
});

it.each([
  ['declines it', geminiTroubles.safety, /would not look at your photo.* went to Google/, true],
  [
    'cannot process it',
    geminiTroubles.badImage,
    /could not look at your photo.* may have gone to Google/,
    true,
  ],
  [
    'has no quota left today',
    geminiTroubles.perDay,
    /could not look at your photo.* may have gone to Google/,
    false,
  ],
  [
    'is overloaded',
    geminiTroubles.overloaded,
    /could not look at your photo.* may have gone to Google/,
    false,
  ],
])(
  'is known by its light and colours when Gemini %s and there is no local model',
  async (_, answer, words, readsOn) => {
    const google = await startGemini({
      before: ({ photo }) => (photo !== null || !readsOn ? answer : undefined),
    });
    const { match } = await start(google);
    const { json, codes, notices, matches } = await match();
    expect(json).toMatchObject({ readFrom: 'colours' });
    expect(matches).toHaveLength(3);
    expect(notices.find(({ code }) => code === 'photo-not-seen')?.text).toMatch(words);
    expect(notices.find(({ code }) => code === 'known-by-colours')?.text).toContain('models fetch blip');
    expect(codes).not.toContain('photo-read-by-gemini');
    expect(codes.includes('reader-failed')).toBe(!readsOn);
  },
);

it('is described by the model that is here when Gemini fails, and none is downloaded', async () => {
  const google = await startGemini({
    before: ({ photo }) => (photo === null ? undefined : geminiTroubles.imageSafety),
  });
  const hub = await startLoopback(() => ({ status: 500 }));
  const modelsDir = mkdtempSync(join(tmpdir(), 'scenescore-models-'));
  onTestFinished(() => rmSync(modelsDir, { recursive: true, force: true }));
  await writeModel(join(modelsDir, modelById('blip').repo), tinyBlip());
  const env = { MODELS_DIR: modelsDir, MODELS_OFFLINE: '0', HF_ENDPOINT: hub.url };
  const { app, match } = await start(google, env);
  const { json, codes } = await match();
  expect(json).toMatchObject({ readFrom: 'blip', evidence: ['caption'] });
  expect(codes.filter((code) => /photo|caption|colours|reader/.test(code))).toEqual(['photo-not-seen']);
  expect(kinds(google)).toContain('scene');
  expect(hub.seen).toEqual([]);
  expect(app.wantedModels).toEqual([]);
});

describe('what the host and people are told', () => {
  const told = (env: Record<string, string>) => {
    const config: Config = readConfig(env);
    const photos = checkSettings(config).find(({ name }) => name === 'Photos');
    const sees = featuresOf(config).flatMap((feature) => (feature.on ? (feature.sees?.text ?? []) : []));
    return { captioner: config.CAPTIONER, photos, sees: sees.join('; ') };
  };

  it('is that photos leave, where they do', () => {
    const { captioner, photos, sees } = told({ CAPTIONER: 'gemini', GEMINI_API_KEY: 'k' });
    expect([captioner, photos?.state]).toEqual(['gemini', 'on']);
    expect(photos?.detail).toMatch(/photo.*goes to Google/);
    expect(sees).toMatch(/Google Gemini \(a small copy of your photo/);
  });

  it.each([
    ['a key is missing', { CAPTIONER: 'gemini' }, 'failing', /GEMINI_API_KEY is not set/],
    [
      'PRIVACY_LOCAL wins',
      { CAPTIONER: 'gemini', GEMINI_API_KEY: 'k', PRIVACY_LOCAL: '1' },
      'off',
      /PRIVACY_LOCAL keeps photos/,
    ],
  ])('is why they do not: %s', (_, env, state, words) => {
    const { captioner, photos, sees } = told(env);
    expect(captioner).toBe('blip');
    expect(photos).toMatchObject({ state, detail: expect.stringMatching(words) });
    expect(sees).not.toContain('photo');
  });

  it('is nothing of it otherwise', () => {
    const { photos, sees } = told({ GEMINI_API_KEY: 'k' });
    expect(photos).toBeUndefined();
    expect(sees).toContain('never the photo itself');
  });
});

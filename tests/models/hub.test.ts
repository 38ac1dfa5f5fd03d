import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Model } from '../../src/models/catalogue.ts';
import { isHubHost } from '../../src/models/download-file.ts';
import { createHub } from '../../src/models/hub.ts';
import { withFolderLock } from '../../src/models/model-folder.ts';
import { createHttp } from '../../src/net/http.ts';
import { brokenOff, hubCommit as commit, gitSha1, hubAnswer, sha256 } from '../support/hub-server.ts';
import { type Answer, type Seen, startLoopback } from '../support/loopback.ts';

const config = Buffer.from('{"model_type":"bert"}');
const weights = randomBytes(50_000);
const content: Record<string, Buffer> = {
  'someone/tiny/config.json': config,
  'someone/tiny/onnx/model.onnx': weights,
};

function modelOf(more: Partial<Model> = {}): Model {
  return {
    id: 'tiny',
    role: 'embedder',
    repo: 'someone/tiny',
    revision: commit,
    licence: 'MIT',
    megabytes: null,
    files: [{ path: 'config.json' }, { path: 'onnx/model.onnx' }],
    ...more,
  };
}

async function setUp(
  answer: (seen: Seen, all: readonly Seen[]) => Answer | undefined = () => undefined,
  stallMs = 1_000,
) {
  const server = await startLoopback((seen, all) => answer(seen, all) ?? hubAnswer(content, seen));
  const modelsDir = await mkdtemp(join(tmpdir(), 'scenescore-hub-'));
  onTestFinished(() => rm(modelsDir, { recursive: true, force: true }));
  const hub = (offline = false) =>
    createHub({
      http: createHttp({ userAgent: 'test', retryDelayMs: 1 }),
      modelsDir,
      endpoint: server.url,
      offline,
      stallMs,
    });
  const folder = join(modelsDir, 'someone', 'tiny');
  const asked = (): string[] => server.seen.map(({ url }) => url.pathname);
  return { server, modelsDir, hub, folder, asked };
}

const isWeights = ({ url }: Seen): boolean => url.pathname.startsWith('/stored/');

describe('downloading a model', () => {
  it('gets each file once, reports progress, and keeps a receipt', async () => {
    const { hub, folder, server, asked } = await setUp();
    const reports: [number, number | null][] = [];
    expect(await hub().isPresent(modelOf())).toBe(false);
    expect(await hub().obtain(modelOf(), { onProgress: (...far) => reports.push(far) })).toBe(folder);
    expect(weights.equals(await readFile(join(folder, 'onnx/model.onnx')))).toBe(true);
    expect(asked()).toEqual([
      `/someone/tiny/resolve/${commit}/config.json`,
      `/someone/tiny/resolve/${commit}/onnx/model.onnx`,
      '/stored/someone/tiny/onnx/model.onnx',
    ]);
    // Of a model of unknown size there is no share.
    expect(reports.at(-1)).toEqual([config.length + weights.length, null]);
    const receipt: unknown = JSON.parse(await readFile(join(folder, 'scenescore-download.json'), 'utf8'));
    expect(receipt).toMatchObject({
      commit,
      files: { 'onnx/model.onnx': { bytes: weights.length, sha256: sha256(weights) } },
    });
    expect((await readdir(folder)).sort()).toEqual(['config.json', 'onnx', 'scenescore-download.json']);
    await hub().obtain(modelOf());
    expect(server.seen.length).toBe(3);
    expect(await hub(true).isPresent(modelOf())).toBe(true);
  });

  it('resumes where it broke off', async () => {
    let cut = true;
    const { hub, folder, server } = await setUp((seen) => {
      if (!isWeights(seen) || !cut) return undefined;
      cut = false;
      return brokenOff(weights);
    });
    await hub().obtain(modelOf());
    expect(weights.equals(await readFile(join(folder, 'onnx/model.onnx')))).toBe(true);
    expect(server.seen.filter(isWeights).map(({ headers }) => headers.range)).toEqual([
      undefined,
      'bytes=24999-',
    ]);
  });

  it('resumes in another run too, and starts again where ranges are not known', async () => {
    let answer: 'cut' | 'whole' = 'cut';
    const { hub, folder } = await setUp((seen) => {
      if (!isWeights(seen)) return undefined;
      return answer === 'cut' ? brokenOff(weights) : { body: weights };
    });
    await expect(hub().obtain(modelOf())).rejects.toMatchObject({ service: 'models' });
    const [part = ''] = (await readdir(join(folder, 'onnx'))).filter((name) => name.endsWith('.part'));
    expect((await stat(join(folder, 'onnx', part))).size).toBe(25_000);
    expect(await hub().isPresent(modelOf())).toBe(false);
    answer = 'whole';
    await hub().obtain(modelOf());
    expect(weights.equals(await readFile(join(folder, 'onnx/model.onnx')))).toBe(true);
  });

  it('never puts a wrong file in place', async () => {
    const { hub, folder, server } = await setUp((seen) =>
      isWeights(seen) ? { body: Buffer.alloc(weights.length) } : undefined,
    );
    await expect(hub().obtain(modelOf())).rejects.toMatchObject({ service: 'models', retryable: true });
    expect(await readdir(join(folder, 'onnx'))).toEqual([]);
    expect(server.seen.filter(isWeights).length).toBe(3);
  });

  it.each([
    ['a hash of our own', { files: [{ path: 'config.json', sha256: sha256(weights) }] }],
    ['a size of our own', { files: [{ path: 'config.json', bytes: 7 }] }],
  ])('checks a file against %s', async (_, more) => {
    const { hub, folder } = await setUp();
    await expect(hub().obtain(modelOf(more))).rejects.toMatchObject({ service: 'models' });
    expect((await readdir(folder)).includes('config.json')).toBe(false);
  });

  it("checks a small file against git's name for it", async () => {
    const { hub } = await setUp(({ url }) =>
      url.pathname.endsWith('config.json')
        ? { headers: { etag: `"${gitSha1(config)}"` }, body: '{"model_type":"evil"}' }
        : undefined,
    );
    await expect(hub().obtain(modelOf())).rejects.toMatchObject({ service: 'models' });
  });

  describe('from a mirror that says nothing of its files', () => {
    const files = [{ path: 'onnx/model.onnx' }];
    const text = Buffer.from('{"model_type":"bert"}'.repeat(99));
    const gzip = { 'content-encoding': 'gzip' };

    it.each<[string, Answer]>([
      ['a page in place of a file', { body: '<html>Welcome!</html>' }],
      ['nothing', { body: Buffer.alloc(0) }],
      ['a part that does not say which', { status: 206, body: weights.subarray(99) }],
      [
        'another part',
        { status: 206, headers: { 'content-range': 'bytes 99-49999/*' }, body: weights.subarray(99) },
      ],
    ])('takes no file from %s', async (_, answer) => {
      const { hub } = await setUp(() => answer);
      await expect(hub().obtain(modelOf({ files }))).rejects.toMatchObject({ service: 'models' });
      expect(await hub().isPresent(modelOf({ files }))).toBe(false);
    });

    it('takes a compressed answer for what it holds, and resumes none', async () => {
      const { hub, folder } = await setUp(({ headers }) =>
        headers.range === undefined
          ? { headers: gzip, body: gzipSync(text) }
          : {
              status: 206,
              headers: { ...gzip, 'content-range': 'bytes 9-99/100' },
              body: gzipSync(text).subarray(9),
            },
      );
      await mkdir(join(folder, 'onnx'), { recursive: true });
      await writeFile(join(folder, `onnx/model.onnx.${commit.slice(0, 12)}.part`), text.subarray(0, 10));
      const sized = [{ path: 'onnx/model.onnx', bytes: text.length }];
      await hub().obtain(modelOf({ files: sized }));
      expect(await readFile(join(folder, 'onnx/model.onnx'))).toEqual(text);
    });
  });

  it('asks once for what is not there, and again for what may come back', async () => {
    const { hub, asked } = await setUp();
    const files = [{ path: 'missing.json' }];
    await expect(hub().obtain(modelOf({ files }))).rejects.toMatchObject({ status: 404, retryable: false });
    expect(asked().length).toBe(1);

    let failures = 1;
    const recovering = await setUp(() => (failures-- > 0 ? { status: 503 } : undefined));
    await recovering.hub().obtain(modelOf());
    expect(recovering.asked().length).toBe(4);
  });

  it("takes a file's other path, and the weights beside a graph", async () => {
    content['someone/tiny/onnx/model.onnx_data'] = Buffer.from('weights');
    onTestFinished(() => {
      delete content['someone/tiny/onnx/model.onnx_data'];
    });
    const { hub, folder, asked } = await setUp();
    const files = [{ path: 'onnx/model_quantized.onnx', orElse: 'onnx/model.onnx', mayHaveData: true }];
    await hub().obtain(modelOf({ files }));
    expect((await readdir(join(folder, 'onnx'))).sort()).toEqual(['model.onnx', 'model.onnx_data']);
    // Weights first: a graph that is there is whole.
    const names = asked().map((path) => path.split('/').at(-1));
    expect(names.indexOf('model.onnx_data')).toBeLessThan(names.indexOf('model.onnx'));
    expect(await hub(true).isPresent(modelOf({ files }))).toBe(true);
    const { hub: bare, folder: bareFolder } = await setUp();
    delete content['someone/tiny/onnx/model.onnx_data'];
    await bare().obtain(modelOf({ files }));
    expect(await readdir(join(bareFolder, 'onnx'))).toEqual(['model.onnx']);
  });

  it('pins the commit behind a branch, and takes the rest from it', async () => {
    const { hub, asked } = await setUp();
    await hub().obtain(modelOf({ revision: 'main' }));
    expect(asked().slice(0, 2)).toEqual([
      '/someone/tiny/resolve/main/config.json',
      `/someone/tiny/resolve/${commit}/onnx/model.onnx`,
    ]);
  });

  it('downloads again for another revision', async () => {
    const { hub } = await setUp();
    await hub().obtain(modelOf());
    expect(await hub().isPresent(modelOf({ revision: 'f'.repeat(40) }))).toBe(false);
  });

  it('never mixes two revisions, though the download of the other one breaks off', async () => {
    let isDown = false;
    const { hub, folder } = await setUp((seen) => (isDown && isWeights(seen) ? { status: 404 } : undefined));
    await hub().obtain(modelOf());
    const other = modelOf({ revision: 'f'.repeat(40) });
    isDown = true;
    await expect(hub().obtain(other)).rejects.toMatchObject({ service: 'models' });
    expect(await hub().isPresent(other)).toBe(false);
    isDown = false;
    await hub().obtain(other);
    expect(await hub().isPresent(other)).toBe(true);
    expect(weights.equals(await readFile(join(folder, 'onnx/model.onnx')))).toBe(true);
  });

  it('gives up on a hub that sends nothing', async () => {
    const { hub, asked } = await setUp(() => 'hang', 100);
    await expect(hub().obtain(modelOf())).rejects.toMatchObject({ service: 'models', retryable: false });
    expect(asked().length).toBe(1);
  });

  it('fails at once when there is no network', async () => {
    const { hub, server } = await setUp();
    await server.close();
    await expect(hub().obtain(modelOf())).rejects.toMatchObject({ service: 'models', retryable: false });
  });

  it('survives a connection that breaks', async () => {
    let cut = true;
    const { hub, folder } = await setUp((seen) => {
      if (!isWeights(seen) || !cut) return undefined;
      cut = false;
      return {
        headers: { 'content-length': String(weights.length), connection: 'close' },
        body: Buffer.from('half'),
      };
    });
    await hub().obtain(modelOf());
    expect(weights.equals(await readFile(join(folder, 'onnx/model.onnx')))).toBe(true);
  });

  it("follows redirects to no other host than the hub's own", async () => {
    const elsewhere = await startLoopback(() => ({ body: config }));
    const { hub } = await setUp(() => ({
      status: 302,
      headers: { location: `${elsewhere.url}/config.json` },
    }));
    await expect(hub().obtain(modelOf())).rejects.toMatchObject({ service: 'models', retryable: false });
    expect(elsewhere.seen).toEqual([]);
    expect(['huggingface.co', 'cdn-lfs.huggingface.co', 'cas-bridge.xethub.hf.co'].every(isHubHost)).toBe(
      true,
    );
    expect(['evilhf.co', 'huggingface.co.evil.example', '127.0.0.1'].some(isHubHost)).toBe(false);
  });

  it('stops when it is aborted', async () => {
    const { hub } = await setUp(() => 'hang');
    const stop = new AbortController();
    const obtained = hub().obtain(modelOf(), { signal: stop.signal });
    const outcome = expect(obtained).rejects.toMatchObject({ name: 'AbortError' });
    stop.abort();
    await outcome;
  });
});

describe('a download that goes on', () => {
  it('gets a large file over many broken connections, as long as each brings more of it', async () => {
    const { hub, folder, server } = await setUp((seen) => {
      if (!isWeights(seen)) return undefined;
      const from = Number(/\d+/.exec(seen.headers.range ?? '')?.[0] ?? 0);
      if (from > 40_000) return undefined;
      const left = weights.subarray(from);
      return {
        status: from === 0 ? 200 : 206,
        headers: {
          'content-length': String(left.length),
          'content-range': `bytes ${from}-${weights.length - 1}/${weights.length}`,
        },
        body: left.subarray(0, 5_000),
        isCut: true,
      };
    });
    await hub().obtain(modelOf());
    expect(weights.equals(await readFile(join(folder, 'onnx/model.onnx')))).toBe(true);
    expect(server.seen.filter(isWeights).length).toBeGreaterThan(6);
  });

  it('does not ask again for all of a file that is complete but for its name', async () => {
    const { hub, folder, server } = await setUp();
    await mkdir(join(folder, 'onnx'), { recursive: true });
    await writeFile(join(folder, 'onnx', `model.onnx.${commit.slice(0, 12)}.part`), weights);
    await hub().obtain(modelOf());
    expect(weights.equals(await readFile(join(folder, 'onnx/model.onnx')))).toBe(true);
    expect(server.seen.filter(isWeights).map(({ headers }) => headers.range)).toEqual(['bytes=49999-']);
  });

  it('says in its progress what was there before', async () => {
    const { hub, folder } = await setUp();
    await mkdir(join(folder, 'onnx'), { recursive: true });
    await writeFile(
      join(folder, 'onnx', `model.onnx.${commit.slice(0, 12)}.part`),
      weights.subarray(0, 20_000),
    );
    const reports: [number, number | null][] = [];
    const sized = [
      { path: 'config.json', bytes: config.length },
      { path: 'onnx/model.onnx', bytes: 50_000 },
    ];
    await hub().obtain(modelOf({ files: sized }), { onProgress: (...far) => reports.push(far) });
    const total = config.length + weights.length;
    expect(reports[0]).toEqual([20_000, total]);
    expect(reports.at(-1)).toEqual([total, total]);
  });
});

describe('what went wrong is said with the host and what to do', () => {
  it.each<[string, Answer, string, boolean]>([
    ['401', { status: 401 }, 'refused', false],
    ['403', { status: 403 }, 'refused', false],
    ['404', { status: 404 }, 'notFound', false],
    ['429', { status: 429 }, 'busy', true],
    ['503', { status: 503 }, 'busy', true],
    [
      'a redirect elsewhere',
      { status: 302, headers: { location: 'https://evil.example/x' } },
      'redirected',
      false,
    ],
    ['another file', { body: Buffer.alloc(weights.length) }, 'wrongFile', false],
    ['a page of a proxy', { body: '<html>Please log in</html>' }, 'wrongFile', false],
    ['a broken connection', brokenOff(weights), 'brokenOff', true],
    [
      'silence',
      { headers: { 'content-length': String(weights.length) }, body: Buffer.from('half') },
      'stalled',
      true,
    ],
    ['no answer', 'hang', 'unreachable', true],
  ])('%s', async (name, answer, trouble, mayPass) => {
    const isSilent = ['silence', 'no answer'].includes(name);
    const { hub, server, folder } = await setUp(() => answer, isSilent ? 100 : 1_000);
    const files = [{ path: 'onnx/model.onnx', bytes: weights.length, sha256: sha256(weights) }];
    const failed = await hub()
      .obtain(modelOf({ files }))
      .catch((error: unknown) => error);
    expect(failed).toMatchObject({ name: 'ServiceError', service: 'models', trouble, mayPass });
    if (!(failed instanceof Error)) throw new Error('it did not fail');
    expect(failed.message).toContain(server.host);
    if (['refused', 'notFound', 'unreachable', 'wrongFile'].includes(trouble)) {
      expect(failed.message).toContain(folder);
    }
  });

  it('a host behind the hub that cannot be reached', async () => {
    const { server, modelsDir } = await setUp(() => ({
      status: 302,
      headers: { location: 'https://cas-bridge.xethub.hf.co/weights' },
    }));
    const offNet: typeof fetch = async (address, init) => {
      if (String(address).includes('hf.co')) throw new TypeError('fetch failed');
      return fetch(address, init);
    };
    const http = createHttp({ userAgent: 'test', fetch: offNet, retryDelayMs: 1 });
    const hub = createHub({ http, modelsDir, endpoint: server.url, offline: false });
    await expect(hub.obtain(modelOf())).rejects.toMatchObject({
      trouble: 'unreachable',
      message: expect.stringMatching(/could not reach cas-bridge\.xethub\.hf\.co\..*HF_ENDPOINT/),
    });
  });
});

describe('what is there already', () => {
  it('is used as it is when a person put it there', async () => {
    const { hub, folder, server } = await setUp();
    await mkdir(join(folder, 'onnx'), { recursive: true });
    await writeFile(join(folder, 'config.json'), '{}');
    await writeFile(join(folder, 'onnx/model.onnx'), 'mine');
    expect(await hub().obtain(modelOf())).toBe(folder);
    expect(server.seen).toEqual([]);
    expect(await readdir(folder)).toEqual(['config.json', 'onnx']);
  });

  it('is not enough when a file of it is short', async () => {
    const { hub, folder, asked } = await setUp();
    await hub().obtain(modelOf());
    await writeFile(join(folder, 'config.json'), '{');
    await hub().obtain(modelOf());
    expect(await readFile(join(folder, 'config.json'))).toEqual(config);
    expect(asked().length).toBe(4);
  });
});

describe('two at once', () => {
  it('download each file once', async () => {
    const { hub, asked } = await setUp();
    await Promise.all([hub().obtain(modelOf()), hub().obtain(modelOf())]);
    expect(asked().length).toBe(3);
  });

  it('are not held up by one that died', async () => {
    const { hub, folder } = await setUp();
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, '.lock'), '');
    const aMinuteAgo = Date.now() / 1000 - 60;
    await utimes(join(folder, '.lock'), aMinuteAgo, aMinuteAgo);
    await hub().obtain(modelOf());
    expect(await readdir(folder)).not.toContain('.lock');
  });

  it.each([
    ['the lock of one that died', ['.lock']],
    ['that of another that died as it removed it', ['.lock', '.lock-removing']],
  ])('are still one after the other where all find %s', { repeats: 1 }, async (_, locks) => {
    const folder = await mkdtemp(join(tmpdir(), 'scenescore-lock-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const aMinuteAgo = Date.now() / 1000 - 60;
    for (const lock of locks) {
      await writeFile(join(folder, lock), '');
      await utimes(join(folder, lock), aMinuteAgo, aMinuteAgo);
    }
    let atWork = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      most = Math.max(most, ++atWork);
      await setTimeout(5);
      atWork--;
    };
    async function wait(turns: number): Promise<void> {
      for (let turn = 0; turn < turns; turn++) await setImmediate();
      await withFolderLock(folder, work);
    }
    // A little apart, so that some look at the lock while others remove it.
    await Promise.all([0, 1, 2, 3].map(wait));
    expect(most).toBe(1);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('a failure on this machine', () => {
  it('is reported at once when downloads are off', async () => {
    const { hub, server } = await setUp();
    await expect(hub(true).obtain(modelOf())).rejects.toMatchObject({ service: 'models', retryable: false });
    expect(server.seen).toEqual([]);
  });

  it('is a failure of the models when files cannot be written', async () => {
    const { hub, modelsDir } = await setUp();
    await writeFile(join(modelsDir, 'someone'), 'a file where a folder should be');
    await expect(hub().obtain(modelOf())).rejects.toMatchObject({ trouble: 'unwritable', retryable: false });
  });

  it('is one when the disk has no room', async () => {
    const { hub, server } = await setUp();
    const files = [{ path: 'config.json', bytes: 2 ** 52 }];
    await expect(hub().obtain(modelOf({ files }))).rejects.toMatchObject({ trouble: 'diskFull' });
    // Of a model whose files have no listed sizes, the rough size counts.
    await expect(hub().obtain(modelOf({ megabytes: 2 ** 40 }))).rejects.toMatchObject({
      trouble: 'diskFull',
    });
    expect(server.seen).toEqual([]);
  });

  it.each(['../etc', 'a/b/c', '/etc/passwd', 'a/..', '', 'a b'])('refuses the name "%s"', async (repo) => {
    const { hub } = await setUp();
    expect(() => hub().folderOf(modelOf({ repo }))).toThrow(expect.objectContaining({ code: 'bad-model' }));
  });
});

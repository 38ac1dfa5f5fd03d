import { readFileSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { ServiceError, UserError } from '../src/errors.ts';
import { createMetrics } from '../src/metrics.ts';
import { createHttp } from '../src/net/http.ts';
import { albumFacts, matchFacts, observeCache, observeHttp, observeRun, stageTimes } from '../src/observe.ts';
import { packagePath } from '../src/package-path.ts';
import { createMatchAlbum } from '../src/pipeline/album/match-album.ts';
import { createMatchScene } from '../src/pipeline/match-scene.ts';
import { startWebServer } from '../src/web/server.ts';
import { startLoopback } from './support/loopback.ts';
import { alwaysThere, memoryCache } from './support/pipeline.ts';

const request = {
  photo: new Uint8Array([1]),
  playlists: [{ kind: 'text' as const, text: 'Secret Band - Private Song' }],
  feeling: 'what I told nobody',
};

it('tells Prometheus how runs, services, cache and queue are doing, and nothing that is private', async () => {
  const metrics = await createMetrics();
  const statuses = [200, 429, 503];
  const service = await startLoopback((_, seen) => ({ status: statuses[seen.length - 1] ?? 404, json: {} }));
  const http = observeHttp(createHttp({ userAgent: 'test' }), [metrics]);
  for (let call = 0; call < 4; call++) {
    await http.request({ service: 'lrclib', url: `${service.url}/?q=private` }).catch(() => undefined);
  }
  const cache = observeCache(memoryCache(), [metrics]);
  await cache.set('reading:v1:private', 1, 1000);
  await cache.get('reading:v1:private');
  await cache.getMany(['reading:v1:other', 'Private Song']);
  const matchScene = observeRun('match', createMatchScene(alwaysThere({ cache })), matchFacts, [metrics]);
  await matchScene(request);
  const failing = (error: unknown) =>
    observeRun('match', () => Promise.reject(error), matchFacts, [metrics])(request);
  await expect(failing(new UserError('not-an-image', 'private'))).rejects.toThrow(UserError);
  await expect(failing(new ServiceError('x', { service: 'x', retryable: false }))).rejects.toThrow();
  await expect(failing(AbortSignal.abort().reason)).rejects.toThrow();
  metrics.watchQueue('here', () => ({ running: 2, waiting: 3 }));

  const web = await startWebServer({
    host: '127.0.0.1',
    port: 0,
    health: () => ({ ok: true }),
    metrics: metrics.page,
  });
  onTestFinished(() => web.close());
  const answer = await fetch(`${web.url}/metrics`);
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=/);
  const page = await answer.text();
  for (const line of [
    'scenescore_service_calls_total{service="lrclib",outcome="ok"} 1',
    'scenescore_service_calls_total{service="lrclib",outcome="rate-limited"} 1',
    'scenescore_service_calls_total{service="lrclib",outcome="server-error"} 1',
    'scenescore_service_calls_total{service="lrclib",outcome="refused"} 1',
    'scenescore_service_call_seconds_count{service="lrclib"} 4',
    'scenescore_cache_lookups_total{kind="reading",outcome="hit"} 1',
    'scenescore_cache_lookups_total{kind="other",outcome="miss"} 1',
    'scenescore_requests_total{outcome="answered",code=""} 1',
    'scenescore_requests_total{outcome="refused",code="not-an-image"} 1',
    'scenescore_requests_total{outcome="failed",code=""} 1',
    'scenescore_requests_total{outcome="given-up",code=""} 1',
    'scenescore_request_seconds_count 1',
    'scenescore_stage_seconds_count{stage="scene-described"} 1',
    'scenescore_stage_seconds_count{stage="explanation-written"} 1',
    'scenescore_queue_runs{line="here",state="waiting"} 3',
  ]) {
    expect(page.split('\n')).toContain(line);
  }
  expect(page).toMatch(/^nodejs_eventloop_lag_p99_seconds [\d.e-]+$/m);
  expect(page.toLowerCase()).not.toMatch(/private|secret|nobody/);
});

it('counts albums as well', async () => {
  const metrics = await createMetrics();
  const matchAlbum = observeRun('album', createMatchAlbum(alwaysThere()), albumFacts, [metrics]);
  const { playlists, feeling } = request;
  await matchAlbum({ photos: [request.photo], playlists, feeling });
  await expect(matchAlbum({ photos: [], playlists, feeling })).rejects.toThrow(UserError);
  const lines = (await metrics.page()).body.split('\n');
  expect(lines).toContain('scenescore_requests_total{outcome="answered",code=""} 1');
  expect(lines).toContain('scenescore_requests_total{outcome="refused",code="no-photos"} 1');
  expect(lines).toContain('scenescore_songs_ranked_total{basis="title"} 1');
});

it('leaves out a queue that does not answer, and shows the rest', async () => {
  const metrics = await createMetrics();
  let isDown = false;
  metrics.watchQueue('shared', async () => {
    if (isDown) await new Promise(() => undefined);
    return { running: 1, waiting: 2 };
  });
  metrics.watchQueue('broken', () => Promise.reject(new Error('Redis is gone')));
  metrics.watchQueue('bot', () => ({ running: 4, waiting: 5 }));
  const shared = 'scenescore_queue_runs{line="shared",state="waiting"} 2';
  expect((await metrics.page()).body).toContain(shared);
  isDown = true;
  const { body } = await metrics.page();
  expect(body).toContain('scenescore_queue_runs{line="bot",state="waiting"} 5');
  expect(body).not.toMatch(/line="(shared|broken)"/);
});

it('counts for each stage only its own time', () => {
  const reached = new Map([
    ['scene-described', 2000],
    ['playlist-loaded', 500],
    ['songs-read', 5000],
    ['songs-ranked', 5500],
  ] as const);
  expect(Object.fromEntries(stageTimes(reached))).toEqual({
    'scene-described': 2000,
    'playlist-loaded': 500,
    'songs-read': 3000,
    'songs-ranked': 500,
  });
});

it('has every series that the dashboard shows', async () => {
  const { body } = await (await createMetrics()).page();
  const declared = new Set([...body.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name));
  const dashboard = readFileSync(packagePath('docs', 'grafana.json'), 'utf8');
  const shown = dashboard.match(/\b(scenescore|nodejs|process)_[a-z0-9_]+(?=[{[])/g) ?? [];
  expect(shown.length).toBeGreaterThan(12);
  expect(shown.filter((name) => !declared.has(name.replace(/_bucket$/, '')))).toEqual([]);
});

it('shows each answer once, though a worker tells of it as well as the bot that handed it over', () => {
  const dashboard = readFileSync(packagePath('docs', 'grafana.json'), 'utf8');
  const ofAnswers = /"expr": ".*scenescore_(requests|first_answer|request_seconds|stage|songs_ranked).*"/g;
  const shown = dashboard.match(ofAnswers) ?? [];
  expect(shown).toHaveLength(7);
  for (const expression of shown) {
    const rates = expression.match(/rate\(/g) ?? [];
    const ofBots = expression.match(/and on \(job, instance\) scenescore_queue_runs\{line=\\"bot\\"/g) ?? [];
    expect(ofBots.length, expression).toBe(rates.length);
  }
});

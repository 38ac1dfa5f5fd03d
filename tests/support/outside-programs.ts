/**
 * Programs that some tests want and npm does not install. Tests of one that is missing are left out and say so, unless
 * SCENESCORE_TESTS_REQUIRE_SERVICES is 1: then they fail, so that nothing is left out unseen where all should be there.
 */
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Browser } from 'playwright-core';

type Environment = Record<string, string | undefined>;

const folders = (process.env.PATH ?? '').split(delimiter);
const debian = '/usr/lib/postgresql';
const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];

function find(program: string, ...more: string[]): string | null {
  return (
    [...folders, ...more].map((folder) => join(folder, program)).find((path) => existsSync(path)) ?? null
  );
}

/** Why tests of a program are left out, as part of their name; null when they are tried. */
export function whyLeftOut(path: string | null, name: string, env: Environment = process.env): string | null {
  if (path !== null || env.SCENESCORE_TESTS_REQUIRE_SERVICES === '1') return null;
  return `${name} is not installed`;
}

/** Throws for what is missing and was to be tried all the same. */
export function installed(path: string | null, name: string): string {
  if (path === null) throw new Error(`${name} is not installed, and its tests may not be left out here`);
  return path;
}

const postgresFolders = versions.map((version) => join(debian, version, 'bin'));
const postgres = find('postgres', ...postgresFolders);
const initdb = find('initdb', ...postgresFolders);
const redis = find('redis-server');
const browsers = ['chromium', 'chromium-browser', 'google-chrome'].map((name) => find(name) ?? '');
const chromiumPath = [process.env.CHROMIUM ?? '', ...browsers].find((path) => existsSync(path)) ?? null;

export const noRedis = whyLeftOut(redis, 'redis-server');
export const noPostgres = whyLeftOut(initdb && postgres, 'postgresql');
export const noChromium = whyLeftOut(chromiumPath, 'chromium');

export const redisServer = (): string => installed(redis, 'redis-server');
export const postgresServer = (): { initdb: string; postgres: string } => ({
  initdb: installed(initdb, 'postgresql'),
  postgres: installed(postgres, 'postgresql'),
});

export async function startChromium(): Promise<Browser> {
  const { chromium } = await import('playwright-core');
  return chromium.launch({
    executablePath: installed(chromiumPath, 'chromium'),
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
  });
}

/** Files of each kind: small ones of synthesised sound, and what damage does to them. */
import { readFileSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { hasFfmpeg } from '../../src/hearing/decoders/ffmpeg.ts';
import { excerptOf } from '../../src/hearing/excerpt.ts';
import { sniffSound } from '../../src/hearing/sound.ts';
import { RATE, render, wav } from './sounds.ts';

const fixture = (name: string): Buffer => readFileSync(join(import.meta.dirname, 'fixtures', name));

/** Hz of a tone by how often it crosses zero. */
function pitchOf(samples: Float32Array): number {
  let crossings = 0;
  for (let at = 1; at < samples.length; at++) {
    if ((samples[at - 1] ?? 0) < 0 !== (samples[at] ?? 0) < 0) crossings++;
  }
  return (crossings * RATE) / samples.length / 2;
}

const level = (samples: Float32Array): number =>
  Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);

/** From a to b seconds. */
const part = (samples: Float32Array, from: number, to: number): Float32Array =>
  samples.subarray(from * RATE, to * RATE);

const repeat = (file: Buffer, times: number): Buffer =>
  Buffer.concat(Array.from({ length: times }, () => file));

const id3 = (bytes: number): Buffer => {
  const size = [21, 14, 7, 0].map((shift) => (bytes >> shift) & 127);
  return Buffer.concat([Buffer.from([0x49, 0x44, 0x33, 4, 0, 0, ...size]), Buffer.alloc(bytes, 0xff)]);
};

const tone = fixture('tone.mp3');
const silence = fixture('silence.mp3');

describe('mp3', () => {
  it('is decoded behind a tag with whatever in it', async () => {
    const samples = await excerptOf(Buffer.concat([id3(5000), tone]));
    expect(samples.length / RATE).toBeCloseTo(4.2, 0);
    expect(pitchOf(part(samples, 1, 3))).toBeCloseTo(440, -1);
  });

  it('is heard from its middle, not decoded whole', async () => {
    // 420 s: the tone is in the middle 34 of them.
    const song = Buffer.concat([repeat(silence, 46), repeat(tone, 8), repeat(silence, 46)]);
    const samples = await excerptOf(song);
    expect(samples.length).toBe(30 * RATE);
    expect(pitchOf(part(samples, 1, 29))).toBeCloseTo(440, -1);
  });

  it('is decoded whole when that is no more than 45 s, and the middle taken', async () => {
    const samples = await excerptOf(Buffer.concat([repeat(silence, 2), repeat(tone, 6), repeat(silence, 2)]));
    expect(samples.length).toBe(30 * RATE);
    expect(level(part(samples, 0, 2))).toBeLessThan(0.2);
    expect(pitchOf(part(samples, 5, 25))).toBeCloseTo(440, -1);
  });

  it('is heard as far as it goes when it ends in the middle of a frame', async () => {
    expect((await excerptOf(tone.subarray(0, 3500))).length / RATE).toBeCloseTo(3.5, 0);
  });
});

describe.each(['middle.flac', 'middle.ogg', 'middle.opus'])('%s', (name) => {
  const file = fixture(name);

  it('is heard from its middle', async () => {
    // 60 s with a quiet tone from 26 to 34 s, where nearly all the bytes are.
    const samples = await excerptOf(file);
    expect(samples.length).toBe(30 * RATE);
    const loud = samples.findIndex((sample) => Math.abs(sample) > 0.005);
    expect(loud / RATE).toBeLessThan(25);
    expect(pitchOf(part(samples, Math.ceil(loud / RATE), Math.ceil(loud / RATE) + 3))).toBeCloseTo(440, -1);
  });

  it('is damaged or shorter, nothing else, wherever it is cut', async () => {
    for (const share of [0.001, 0.01, 0.1, 0.4, 0.7, 0.99]) {
      const cut = file.subarray(0, Math.round(file.length * share));
      const result = await excerptOf(cut).catch((error: unknown) => error);
      const isKnown = /damaged|too-short|silent|not-sound/;
      if (result instanceof Float32Array) expect(result.length).toBeLessThanOrEqual(30 * RATE);
      else expect(result).toMatchObject({ reason: expect.stringMatching(isKnown) });
    }
  });

  it('survives bytes that were turned over', async () => {
    for (const step of [97, 1009, 5003]) {
      const broken = Buffer.from(file);
      for (let at = step; at < broken.length; at += step) broken[at] = (broken[at] ?? 0) ^ 0x55;
      const result = await excerptOf(broken).catch((error: unknown) => error);
      if (!(result instanceof Float32Array)) expect(result).toHaveProperty('reason');
    }
  });
});

describe('aac', () => {
  it('counts as decodable once ffmpeg is installed', async () => {
    vi.stubEnv('PATH', '/nowhere');
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(await hasFfmpeg()).toBe(false);
    const folder = await mkdtemp(join(tmpdir(), 'scenescore-'));
    await writeFile(join(folder, 'ffmpeg'), '#!/bin/sh\n', { mode: 0o755 });
    vi.stubEnv('PATH', folder);
    expect(await hasFfmpeg()).toBe(true);
  });

  it.each(['tone.m4a', 'tone.aac'])('%s is not heard without ffmpeg', async (name) => {
    const path = process.env.PATH;
    process.env.PATH = '/nowhere';
    onTestFinished(() => {
      process.env.PATH = path;
    });
    await expect(excerptOf(fixture(name))).rejects.toMatchObject({ reason: 'needs-ffmpeg' });
  });
});

describe('wav', () => {
  it.each([8, 16, 24, 32] as const)('of %i bits is decoded', async (bits) => {
    const samples = await excerptOf(
      wav([render((second) => 0.5 * Math.sin(2 * Math.PI * 440 * second), 4)], { bits }),
    );
    expect(level(samples)).toBeCloseTo(0.354, 2);
    expect(pitchOf(samples)).toBeCloseTo(440, 0);
  });
});

it('is told by content', () => {
  expect(sniffSound(tone)).toBe('mp3');
  expect(sniffSound(Buffer.concat([id3(20), tone]))).toBe('mp3');
  expect(sniffSound(Buffer.concat([id3(20), fixture('middle.flac')]))).toBe('flac');
  expect(sniffSound(fixture('middle.ogg'))).toBe('vorbis');
  expect(sniffSound(fixture('middle.opus'))).toBe('opus');
  expect(sniffSound(fixture('tone.aac'))).toBe('aac');
  expect(sniffSound(fixture('tone.m4a'))).toBe('m4a');
});

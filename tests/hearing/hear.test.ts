/** What is heard in sounds that are made here. */
import { describe, expect, it } from 'vitest';
import { excerptOf } from '../../src/hearing/excerpt.ts';
import { measureFeatures } from '../../src/hearing/features.ts';
import { feelingOf, loadHearingFit } from '../../src/hearing/feeling.ts';
import { RATE } from '../../src/hearing/resample.ts';
import { combine } from '../../src/pipeline/evidence/evidence.ts';
import { reliability } from '../../src/pipeline/evidence/reliability.ts';
import { heardEvidence } from '../../src/pipeline/songs/known-songs.ts';
import * as sounds from './sounds.ts';

const fit = loadHearingFit();

async function heard(file: Uint8Array) {
  const samples = await excerptOf(file);
  const features = measureFeatures(samples);
  return { ...feelingOf(features, fit), seconds: samples.length / RATE, features };
}

const major = await heard(sounds.wavOf(sounds.inMajor()));

describe('what is heard', () => {
  it('tells fast and loud from slow and quiet', async () => {
    const slow = await heard(sounds.wavOf(sounds.slowAndQuiet()));
    const fast = await heard(sounds.wavOf(sounds.fastAndLoud()));
    expect(fast.energy).toBeGreaterThan(slow.energy + 0.5);
    expect(120 * 2 ** slow.features.tempo).toBeCloseTo(45, -1);
    expect(120 * 2 ** fast.features.tempo).toBeCloseTo(160, -1);
    expect(slow.features.loudness).toBeLessThan(fast.features.loudness);
    const [calm, lively] = [slow, fast].map((one) => combine([heardEvidence(one)]));
    expect(calm?.energy).toBeLessThan(0);
    expect(lively?.energy).toBeGreaterThan((calm?.energy ?? 0) + 0.5);
    expect(calm?.certainty.energy).toBeGreaterThan(0.6);
    expect(calm?.evidence).toEqual(['heard']);
  });

  it('tells major from minor, and finds the former happier', async () => {
    const minor = await heard(sounds.wavOf(sounds.inMinor()));
    expect(major.features.mode).toBeGreaterThan(0.1);
    expect(minor.features.mode).toBeLessThan(-0.1);
    expect(major.valence).toBeGreaterThan(minor.valence);
    expect(120 * 2 ** major.features.tempo).toBeCloseTo(120, -1);
    expect(major.features.onsetDensity).toBeCloseTo(2, 0);
  });

  it('finds no key and no beat in noise, and energy enough', async () => {
    const noise = await heard(sounds.wavOf(sounds.noise()));
    expect(noise.features.keyClarity).toBeLessThan(0.5);
    expect(noise.features.pulseClarity).toBeLessThan(0.2);
    expect(noise.features.entropy).toBeGreaterThan(0.95);
    expect(noise.energy).toBeGreaterThan(0.5);
  });

  it('is not sure of a key in what sounds like speech', async () => {
    const speech = await heard(sounds.wavOf(sounds.speechLike()));
    expect(speech.features.keyClarity).toBeLessThan(0.6);
    expect(speech.features.onsetDensity).toBeGreaterThan(2);
  });

  it('hears five seconds as it hears thirty', async () => {
    const short = await heard(sounds.wavOf(sounds.inMajor(), 5));
    expect(short.seconds).toBeCloseTo(5, 1);
    expect(Math.abs(short.energy - major.energy)).toBeLessThan(0.15);
    expect(short.features.mode).toBeGreaterThan(0.1);
  });

  it('hears stereo whose channels cancel each other, and one channel that is silent', async () => {
    const left = sounds.render(sounds.inMajor(), 30);
    const upsideDown = left.map((sample) => -sample);
    expect(await heard(sounds.wav([left, upsideDown]))).toMatchObject({
      valence: major.valence,
      energy: major.energy,
    });
    const { features } = await heard(sounds.wav([left, new Float32Array(left.length)]));
    expect(features.mode).toBeCloseTo(major.features.mode, 1);
  });

  it('hears a clipped sound as louder, still in its key and its tempo', async () => {
    const tune = sounds.inMajor();
    const clipped = await heard(sounds.wavOf((second, at) => 20 * tune(second, at)));
    expect(clipped.energy).toBeGreaterThan(major.energy + 0.3);
    expect(clipped.features.mode).toBeGreaterThan(0.1);
    expect(clipped.features.tempo).toBeCloseTo(major.features.tempo, 1);
  });

  it('measures the middle of a long sound', async () => {
    const tune = sounds.inMajor();
    const { seconds, features } = await heard(
      sounds.wavOf((second, at) => (second > 15 && second < 45 ? tune(second - 15, at) : 0), 60),
    );
    expect(seconds).toBeCloseTo(30, 1);
    expect(features.loudness).toBeCloseTo(major.features.loudness, 1);
  });

  it.each([44_100, 48_000, 96_000, 8_000])('hears the same at %i samples a second', async (rate) => {
    const tune = sounds.inMajor();
    const samples = Float32Array.from({ length: 10 * rate }, (_, at) => tune(at / rate, at));
    const { features } = await heard(sounds.wav([samples], { rate }));
    expect(features.mode).toBeCloseTo(major.features.mode, 0);
    expect(features.tempo).toBeCloseTo(major.features.tempo, 1);
    expect(features.loudness).toBeCloseTo(major.features.loudness, 0);
  });
});

describe('what is not heard', () => {
  it.each([
    ['silence', sounds.wavOf(() => 0), 'silent'],
    ['next to silence', sounds.wavOf((second) => 0.0004 * Math.sin(2000 * second)), 'silent'],
    ['two seconds', sounds.wavOf(sounds.inMajor(), 2), 'too-short'],
    ['an empty WAV', sounds.wav([[]]), 'damaged'],
    ['no channels', sounds.wav([]), 'damaged'],
    ['1 sample a second', sounds.wav([[0, 1, 0]], { rate: 1 }), 'damaged'],
    ['1 GHz', sounds.wav([[0, 1, 0]], { rate: 1_000_000_000 }), 'damaged'],
    ['text', Buffer.from('Just some words, no sound at all.'), 'not-sound'],
    ['nothing', Buffer.alloc(0), 'not-sound'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'not-sound'],
  ])('%s', async (_, file, reason) => {
    await expect(excerptOf(file)).rejects.toMatchObject({ reason });
  });

  it('samples that are no numbers count as silence', async () => {
    const tune = sounds.render(sounds.inMajor(), 10);
    const broken = tune.map(
      (sample, at) => [sample, Number.NaN, Number.POSITIVE_INFINITY, 1e30][at % 4] ?? 0,
    );
    const { features, energy } = await heard(sounds.wav([broken], { bits: 32, float: true }));
    expect(Object.values(features).every(Number.isFinite)).toBe(true);
    expect(energy).toBeLessThanOrEqual(1);
    const nothing = sounds.wav([tune.fill(Number.NaN)], { bits: 32, float: true });
    await expect(excerptOf(nothing)).rejects.toMatchObject({ reason: 'silent' });
  });
});

it('is trusted as far as the fit says', () => {
  expect(reliability.heard).toEqual({ valence: fit.valence.reliability, energy: fit.energy.reliability });
});

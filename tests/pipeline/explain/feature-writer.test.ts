import { describe, expect, it } from 'vitest';
import type { EvidenceKind } from '../../../src/model/evidence.ts';
import type { Mood } from '../../../src/model/reading.ts';
import { explainPlainly } from '../../../src/pipeline/explain/feature-writer.ts';
import { BY_ITS_TITLE } from '../../../src/pipeline/explain/reasons.ts';
import { sure } from '../../support/readings.ts';
import { aScene } from '../songs.ts';

const photo = aScene(-0.4, -0.6, ['wistful'], ['rain']).reading;

type Given = { reasons?: string[]; score?: number; valence?: number; energy?: number; moods?: Mood[] };

const entry = (title: string, given: Given = {}) => {
  const { reasons = [], score = 0.7, valence = -0.4, energy = -0.6, moods = [] } = given;
  const reading = {
    summary: '',
    valence,
    energy,
    moods,
    themes: [],
    basis: 'lyrics' as const,
    by: 'gemini' as const,
    ...sure,
  };
  return { title, artists: title === 'Nameless' ? [] : ['Ada', 'Bo'], reading, score, reasons };
};

const explain = (...top: ReturnType<typeof entry>[]) =>
  explainPlainly({ scene: { caption: 'rain on a window', reading: photo }, top });
const explanation = (...top: ReturnType<typeof entry>[]) => explain(...top).explanation;

const winner = entry('Near', {
  reasons: ['both quiet and a little sad', 'the same wistful mood'],
  score: 0.9,
});
const opening =
  'The photo feels quiet and a little sad, and “Near” by Ada fits it best: ' +
  'both are quiet and a little sad, and they have the same wistful mood.';

describe('the explanation', () => {
  it('says how the second differs', () => {
    expect(explanation(winner, entry('Loud', { energy: 0.7 }), entry('Bright', { valence: 0.7 }))).toBe(
      `${opening} “Loud” by Ada comes next, but is much livelier than the photo.`,
    );
    expect(explanation(winner, entry('Other', { moods: ['joyful'] }))).toBe(
      `${opening} “Other” by Ada comes next, but has something joyful about it.`,
    );
    expect(explain(winner).order).toBeNull();
  });

  it('has something to say of no song, one and two', () => {
    expect(explanation()).toBe('There was no song to compare.');
    expect(explanation(winner)).toBe(`${opening} It is the only song there was to choose from.`);
    expect(explanation(winner, entry('Nameless'))).toBe(`${opening} “Nameless” comes next.`);
  });

  it('claims nothing of a photo known by its colours alone', () => {
    const said = (valence: number, evidence: EvidenceKind[] = ['colours']): string => {
      const certainty = { valence: 0.09, energy: 0.01 };
      const scene = { caption: '', reading: { ...photo, valence, certainty, evidence } };
      return explainPlainly({ scene, top: [winner, entry('Second')] }).explanation;
    };
    expect(said(0.1)).toBe(
      'From its light and colours alone the photo could be a happy one, so “Near” by Ada is a guess. “Second” by Ada would be another.',
    );
    expect(said(-0.1)).toContain('could be a sad one');
    expect(said(0.09)).toContain('could be anything');
    expect(said(0.09, ['colours', 'words'])).toMatch(
      /^From its light, its colours and your words the photo could be anything, so /,
    );
  });

  it('claims nothing of a song known by its title alone', () => {
    const title = entry('Rain', { reasons: ['its title speaks of rain, as the photo does', BY_ITS_TITLE] });
    const guess = { ...title, reading: { ...title.reading, certainty: { valence: 0.05, energy: 0 } } };
    expect(explanation(guess, winner)).toMatch(
      /^The photo feels quiet and a little sad\. “Rain” by Ada is a guess, going by its title only; its title speaks of rain, as the photo does\. /,
    );
    expect(explanation(winner, guess)).toBe(
      `${opening} “Rain” by Ada comes next, but is known by little more than its title.`,
    );
  });

  it('says no more than that the best comes nearest when it hardly fits', () => {
    const quiet = (score: number) => explanation(entry('Near', { score, reasons: ['both quiet'] }));
    expect(quiet(0.59)).toContain(', and “Near” by Ada comes nearest: both are quiet. ');
    expect(quiet(0.6)).toContain(', and “Near” by Ada fits it best: both are quiet. ');
  });

  it('says so when nothing fits', () => {
    const far = entry('Far', { reasons: ['much brighter than the photo'], score: 0.2, valence: 0.8 });
    expect(explanation(far)).toMatch(
      /^The photo feels quiet and a little sad\. Nothing in this playlist really fits; the nearest is “Far” by Ada, which is much brighter than the photo\./,
    );
  });

  it.each([
    ['both on the sad side', 'both are on the sad side'],
    ['both touch on water', 'both touch on water'],
    ['its story is close to what the photo shows', 'its story is close to what the photo shows'],
    ['the same dark mood', 'they have the same dark mood'],
    ['it is about rain, like the photo', 'it is about rain, like the photo'],
    ['tender, close to the photo’s peaceful mood', 'it is tender, close to the photo’s peaceful mood'],
    ['sadder than the photo', 'it is sadder than the photo'],
  ])('puts “%s” in a sentence', (reason, clause) => {
    expect(explanation(entry('Near', { reasons: [reason] }))).toContain(` fits it best: ${clause}. It is`);
  });

  it('gives two reasons at most, a difference only without any other, and none where there is none', () => {
    const given = (...reasons: string[]) => explanation(entry('Near', { reasons }));
    expect(given('both quiet', 'both touch on a', 'the same b mood')).toContain(
      ': both are quiet, and both touch on a. It is',
    );
    expect(given('sadder than the photo', 'both quiet')).toContain(': both are quiet. It is');
    expect(given('sadder than the photo', 'calmer than the photo')).toContain(
      ': it is sadder than the photo. It is',
    );
    expect(given('the closest there is here')).toContain(', and “Near” by Ada comes nearest. It is');
  });

  it('does not call a runner-up different in what the winner differs in as well', () => {
    const sad = entry('Near', { valence: -0.9, score: 0.9 });
    expect(explanation(sad, entry('Sad', { valence: -0.9 }))).toMatch(/ comes next\.$/);
  });

  it('does not put a title in quotation marks twice', () => {
    expect(explanation(entry('“Heroes”'))).toContain(', and “Heroes” by Ada ');
  });
});

describe('the lines of reason', () => {
  it('differ as long as there is something else to say', async () => {
    const reasons = ['both quiet', 'shares rain', 'the same wistful mood', 'sadder than the photo'];
    const lines = (await explain(...Array.from({ length: 8 }, () => entry('Same', { reasons })))).reasons;
    expect(lines).toEqual([
      'Both quiet; shares rain.',
      'Both quiet; shares rain; the same wistful mood.',
      'Both quiet; the same wistful mood.',
      'Both quiet; a little sadder than the photo.',
      'Shares rain; the same wistful mood.',
      'Both quiet.',
      'Sadder than the photo.',
      'Both quiet; shares rain.',
    ]);
  });

  it('are there for every song', async () => {
    const { reasons } = await explain(
      entry('A'),
      entry('B', { reasons: ['much sadder than the photo'] }),
      entry('C', { reasons: ['both quiet', 'much sadder than the photo'] }),
      entry('D', { reasons: ['both quiet', 'much sadder than the photo'] }),
    );
    expect(reasons).toEqual([
      'The closest there is here.',
      'Much sadder than the photo.',
      'Both quiet.',
      'Both quiet; much sadder than the photo.',
    ]);
  });
});

/** Rankings as the pipeline gives them, made by hand. */

import type { FeatureName, FeatureValue, Match, Ranking, Soundtrack } from '../../src/model/ranking.ts';
import { sure } from './readings.ts';

const weights: Record<FeatureName, number> = {
  valence: 0.25,
  energy: 0.25,
  moods: 0.2,
  themes: 0.1,
  words: 0.2,
};

function features(fit: number): Record<FeatureName, FeatureValue> {
  const of = (name: FeatureName, shift: number): FeatureValue => {
    const value = Math.min(1, Math.max(0, fit + shift));
    return { fit: value, weight: weights[name], added: value * weights[name] };
  };
  return {
    valence: of('valence', 0.02),
    energy: of('energy', -0.05),
    moods: of('moods', 0),
    themes: of('themes', -0.1),
    words: of('words', -0.02),
  };
}

/** Ten songs that nobody ever wrote. */
const songs: readonly [title: string, artist: string, vibe: string, reason: string][] = [
  [
    'Harbour Lights at Four',
    'The Quiet Tide',
    'A slow, glowing song about waiting for a boat that will surely come.',
    'both calm and hopeful, with the theme water',
  ],
  [
    'Paper Lanterns',
    'Ines Moreau',
    'Soft piano and a voice that remembers a summer without being sad about it.',
    'both gentle; shares nostalgia',
  ],
  [
    'Still Water',
    'North of Here',
    'Almost nothing happens, and that is the comfort of it.',
    'equally calm, a little darker',
  ],
  [
    'The Long Way Home',
    'Marlow & Finch',
    'A warm road song for the last hour of light.',
    'as bright as the photo, livelier',
  ],
  [
    'Evening Ferry',
    'Aki Tanaka',
    'Guitar like ripples, a tune that takes its time.',
    'shares the theme water',
  ],
  [
    'Glass Morning',
    'Velvet Antenna',
    'Cool, clear and slightly lonely electronics.',
    'as calm, cooler in mood',
  ],
  ['Postcards', 'June Alder', 'A friendly letter set to music.', 'as bright, less calm'],
  ['Small Hours', 'Dario Belli', 'Trumpet in an empty bar.', 'calmer and sadder'],
  ['Kite Season', 'Blue Door Club', 'Bouncy and windswept.', 'brighter, much livelier'],
  ['Iron Rain', 'Wolfsgarten', 'Heavy guitars and no mercy.', 'far from the calm of the photo'],
];

export function match(rank: number, change: Partial<Match> = {}): Match {
  const [title, artist, vibe, reason] = songs[(rank - 1) % songs.length] ?? ['', '', '', ''];
  const score = Math.max(0.05, 0.96 - (rank - 1) * 0.09);
  return {
    rank,
    song: {
      title,
      artists: [artist],
      album: 'First Light',
      year: 2019,
      durationMs: 215_000,
      isrc: null,
      url: `https://open.spotify.com/track/${String(rank).padStart(22, '0')}`,
      genres: [],
      cover: rank === 1 ? 'https://i.scdn.co/image/ab67616d0000b273' : null,
      audio: null,
      reading: null,
    },
    reading: {
      summary: vibe,
      valence: 0.3,
      energy: -0.5,
      moods: ['peaceful'],
      themes: ['water'],
      basis: rank === 9 ? 'title' : 'lyrics',
      by: 'gemini',
      ...sure,
    },
    score,
    isGuess: false,
    parts: { feeling: score, meaning: Math.max(0, score - 0.1) },
    features: features(score),
    vibe,
    reason,
    youtube: `https://www.youtube.com/watch?v=${String(rank).padStart(11, 'a')}`,
    ...change,
  };
}

export function ranking(change: Partial<Ranking> = {}): Ranking {
  return {
    scene: {
      caption: 'a small boat on a still lake at dusk, with hills behind it',
      captionedBy: 'blip',
      palette: {
        brightness: 0.4,
        contrast: 0.3,
        saturation: 0.4,
        warmth: 0.2,
        colourfulness: 0.3,
        thirds: [0.6, 0.4, 0.2],
        colours: [{ name: 'deep blue', hex: '#203050', share: 0.6 }],
        guess: null,
        description: 'a dim photo, mostly deep blue',
        valence: 0.1,
        energy: -0.3,
      },
      reading: {
        summary: 'A quiet, unhurried evening: alone, but not lonely, with some hope in the last light.',
        valence: 0.35,
        energy: -0.6,
        moods: ['peaceful', 'dreamy', 'hopeful'],
        themes: ['water', 'evening'],
        by: 'gemini',
        ...sure,
      },
      moods: null,
    },
    playlist: {
      title: 'Evenings by the lake',
      source: 'spotify',
      url: 'https://open.spotify.com/playlist/37i9dQZF1DX0',
      total: 12,
      read: 10,
    },
    matches: songs.map((_, index) => match(index + 1)),
    explanation:
      '“Harbour Lights at Four” waits as patiently as the boat in your photo, and it has the same faint hope at the end. “Paper Lanterns” is as gentle but looks back rather than ahead; “Still Water” is as calm, yet a shade darker than this evening.',
    explainedBy: 'gemini',
    skipped: [
      { title: 'Local file', reason: 'a file on somebody’s computer' },
      { title: 'Episode 12', reason: 'a podcast' },
    ],
    notices: [
      { code: 'lrclib-slow', text: 'LRCLIB answered too late for one song; it was read from its title.' },
    ],
    weightsVersion: 'test-1',
    ...change,
  };
}

/** One song a photo, in the order of the ranking. */
export function soundtrack(photos: number): Soundtrack {
  const { scene, playlist, skipped, notices, weightsVersion } = ranking();
  const songs = Array.from({ length: photos }, (_, at) => ({
    scene,
    match: match(at + 1, { rank: 1 + (at % 3) }),
  }));
  return { playlist, skipped, notices, weightsVersion, songs };
}

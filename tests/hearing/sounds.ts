/** Sounds made from sines and noise, and WAV files of them. */

export type Samples = (second: number, at: number) => number;

export const RATE = 22_050;

export const render = (sound: Samples, seconds: number): Float32Array =>
  Float32Array.from({ length: seconds * RATE }, (_, at) => sound(at / RATE, at));

/** The same noise every time: a linear congruential generator (Numerical Recipes). */
export function noise(): Samples {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

/** The sum of `weight(n) · sin(n · angle)`, each sine from the two before it: sin((n + 1)x) = 2 cos(x) sin(nx) − sin((n − 1)x). */
function partialsOf(angle: number, count: number, weight: (partial: number) => number): number {
  const twiceCosine = 2 * Math.cos(angle);
  let before = 0;
  let sine = Math.sin(angle);
  let sum = 0;
  for (let partial = 1; partial <= count; partial++) {
    sum += weight(partial) * sine;
    const next = twiceCosine * sine - before;
    before = sine;
    sine = next;
  }
  return sum;
}

/** Semitones above an A of 220 Hz, each of so many partials: the more, the brighter. */
function chord(notes: readonly number[], partials: number): Samples {
  const frequencies = notes.map((note) => 2 * Math.PI * 220 * 2 ** (note / 12));
  return (second) => {
    let sum = 0;
    for (const frequency of frequencies) {
      sum += partialsOf(frequency * second, partials, (partial) => 1 / partial);
    }
    return sum / notes.length / 2;
  };
}

/** Four beats of each chord, each beat struck anew. */
function played(triad: readonly number[], { beats = 120, partials = 6, decay = 3 }): Samples {
  const chords = [0, 5, 7, 0].map((root) =>
    chord(
      triad.map((note) => note + root),
      partials,
    ),
  );
  return (second, at) => {
    const beat = Math.floor((second * beats) / 60);
    const since = second - (beat * 60) / beats;
    const current = chords[Math.floor(beat / 4) % chords.length];
    return (current?.(second, at) ?? 0) * Math.min(1, since * 200) * Math.exp(-since * decay);
  };
}

const MAJOR = [0, 4, 7];
const MINOR = [0, 3, 7];

export function slowAndQuiet(): Samples {
  const tune = played(MINOR, { beats: 45, partials: 4, decay: 0.8 });
  return (second, at) => 0.04 * tune(second, at);
}

/** With a drum of noise on every beat. */
export function fastAndLoud(): Samples {
  const tune = played(MAJOR, { beats: 160, partials: 20 });
  const hiss = noise();
  return (second, at) =>
    0.7 * tune(second, at) + 0.6 * hiss(second, at) * Math.exp(-12 * ((second * (160 / 60)) % 1));
}

export const inMajor = (): Samples => played(MAJOR, {});
export const inMinor = (): Samples => played(MINOR, {});

/** Like speech: a buzz whose overtones rise and fall, in syllables with rests between the words. */
export function speechLike(): Samples {
  return (second) => {
    const pitch = 120 + 20 * Math.sin(2 * Math.PI * 0.4 * second);
    const syllable = Math.max(0, Math.sin(2 * Math.PI * 4 * second)) * (second % 1.5 < 1.1 ? 1 : 0);
    const loudest = 700 + 400 * Math.sin(9 * second);
    const buzz = partialsOf(2 * Math.PI * pitch * second, 25, (partial) => {
      return Math.exp(-(((partial * pitch - loudest) / 300) ** 2)) + 0.05;
    });
    return 0.2 * syllable * buzz;
  };
}

type WavOptions = { rate?: number; bits?: 8 | 16 | 24 | 32; float?: boolean };

/** Bytes of a WAV file with these channels. */
export function wav(
  channels: readonly ArrayLike<number>[],
  { rate = RATE, bits = 16, float = false }: WavOptions = {},
) {
  const frames = channels[0]?.length ?? 0;
  const frameBytes = (channels.length * bits) / 8;
  const file = Buffer.alloc(44 + frames * frameBytes);
  file.write('RIFF', 0);
  file.writeUInt32LE(file.length - 8, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(float ? 3 : 1, 20);
  file.writeUInt16LE(channels.length, 22);
  file.writeUInt32LE(rate, 24);
  file.writeUInt32LE(rate * frameBytes, 28);
  file.writeUInt16LE(frameBytes, 32);
  file.writeUInt16LE(bits, 34);
  file.write('data', 36);
  file.writeUInt32LE(frames * frameBytes, 40);
  for (let at = 0; at < frames; at++) {
    for (const [channel, samples] of channels.entries()) {
      const place = 44 + at * frameBytes + (channel * bits) / 8;
      const sample = samples[at] ?? 0;
      const clipped = Math.min(1, Math.max(-1, sample));
      if (float) file.writeFloatLE(sample, place);
      else if (bits === 8) file.writeUInt8(Math.round(clipped * 127) + 128, place);
      else file.writeIntLE(Math.round(clipped * (2 ** (bits - 1) - 1)), place, bits / 8);
    }
  }
  return file;
}

export const wavOf = (sound: Samples, seconds = 30): Buffer => wav([render(sound, seconds)]);

/** A sound of every kind that hearing must bear, by name. */
export function tenSounds(): Record<string, Buffer> {
  const tune = inMajor();
  const left = render(tune, 30);
  return {
    'slow and quiet': wavOf(slowAndQuiet()),
    'fast and loud': wavOf(fastAndLoud()),
    major: wav([left]),
    minor: wavOf(inMinor()),
    silence: wavOf(() => 0),
    noise: wavOf(noise()),
    speech: wavOf(speechLike()),
    'five seconds': wavOf(inMajor(), 5),
    'out of phase': wav([left, left.map((sample) => -sample)]),
    clipped: wavOf((second, at) => 20 * tune(second, at)),
  };
}

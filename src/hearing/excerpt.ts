/** A sound file → the half minute that is measured. */
import { decodeByFfmpeg } from './decoders/ffmpeg.ts';
import { decodeFlac } from './decoders/flac.ts';
import { decodeMp3 } from './decoders/mp3.ts';
import { decodeOpus, decodeVorbis } from './decoders/ogg.ts';
import { decodeWav } from './decoders/wav.ts';
import { powerOf, resample, toMono } from './resample.ts';
import { EXCERPT_SECONDS, NotHeard, type Pcm, type SoundType, sniffSound } from './sound.ts';

/** Less says nothing of a beat or a key. */
const LEAST_SECONDS = 3;
/** Root mean square below which there is nothing to hear: 66 dB below full scale. */
const SILENCE = 0.0005;

const decoders: Record<SoundType, (bytes: Uint8Array, seconds: number) => Promise<Pcm>> = {
  mp3: decodeMp3,
  flac: decodeFlac,
  vorbis: decodeVorbis,
  opus: decodeOpus,
  wav: decodeWav,
  m4a: (bytes, seconds) => decodeByFfmpeg(bytes, 'mov', seconds),
  aac: (bytes, seconds) => decodeByFfmpeg(bytes, 'aac', seconds),
};

/** What is no number is silent, and what is too loud is cut off, as it would be when played. */
function clean(samples: Float32Array): Float32Array {
  return samples.map((sample) => (Number.isFinite(sample) ? Math.min(1, Math.max(-1, sample)) : 0));
}

/**
 * One channel at 22,050 Hz: 30 seconds from the middle, where a song is most itself, away from its opening and its
 * end; all of a sound that is shorter. Throws `NotHeard`.
 */
export async function excerptOf(bytes: Uint8Array): Promise<Float32Array> {
  const type = sniffSound(bytes);
  if (type === null) throw new NotHeard('not-sound');
  const { channels, rate } = await decoders[type](bytes, EXCERPT_SECONDS).catch((error: unknown) => {
    throw error instanceof NotHeard ? error : new NotHeard('damaged', error);
  });
  const length = channels[0]?.length ?? 0;
  if (length === 0) throw new NotHeard('damaged');
  if (length < LEAST_SECONDS * rate) throw new NotHeard('too-short');
  const samples = resample(toMono(channels.map(clean)), rate);
  if (Math.sqrt(powerOf(samples)) < SILENCE) throw new NotHeard('silent');
  return samples;
}

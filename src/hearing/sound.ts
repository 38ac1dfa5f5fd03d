/** Bytes of sound files: which kind they are, by what is in them since names can lie, and decoded sound. */

export type SoundType = 'mp3' | 'flac' | 'vorbis' | 'opus' | 'wav' | 'm4a' | 'aac';

/** Why a file was not heard. */
export const notHeardReasons = [
  /** No kind of sound that is known here. */
  'not-sound',
  'too-large',
  'damaged',
  'too-short',
  'silent',
  /** AAC without ffmpeg on this machine. */
  'needs-ffmpeg',
  /** Its process crashed or took too long, be it by the file or by a busy machine. */
  'gave-up',
  /** Only its tags were wanted. */
  'switched-off',
] as const;
export type NotHeardReason = (typeof notHeardReasons)[number];

/** Thrown while a file is read. */
export class NotHeard extends Error {
  readonly reason: NotHeardReason;

  constructor(reason: NotHeardReason, cause?: unknown) {
    super(reason, { cause });
    this.reason = reason;
  }
}

/** Decoded sound, -1..1. */
export type Pcm = { channels: Float32Array[]; rate: number };

/** Half an hour of MP3, six minutes of FLAC. */
export const MAX_SOUND_BYTES = 60 * 1024 * 1024;

/** Seconds that are measured. */
export const EXCERPT_SECONDS = 30;

export function ascii(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}

/** Where the sound begins behind an ID3v2 tag, which holds pictures as well (id3.org/id3v2.4.0-structure, 3.1). */
export function afterId3(bytes: Uint8Array): number {
  if (ascii(bytes, 0, 3) !== 'ID3' || bytes.length < 10) return 0;
  // Four times seven bits.
  const size = bytes.subarray(6, 10).reduce((sum, byte) => sum * 128 + (byte & 127), 0);
  const footer = ((bytes[5] ?? 0) & 16) > 0 ? 10 : 0;
  return 10 + size + footer;
}

function frameType(first: number, second: number): SoundType | null {
  // FF FE is how text in UTF-16 begins; as sound it would be of layer 1, which nobody uses.
  if (first !== 0xff || (second & 0xe0) !== 0xe0 || second === 0xfe) return null;
  // The layer is 0 in AAC, and version 1 of MPEG is reserved.
  if ((second & 0xf6) === 0xf0) return 'aac';
  return (second & 0x06) !== 0 && (second & 0x18) !== 0x08 ? 'mp3' : null;
}

/** null for anything else. */
export function sniffSound(whole: Uint8Array): SoundType | null {
  const bytes = whole.subarray(afterId3(whole));
  if (ascii(bytes, 0, 4) === 'fLaC') return 'flac';
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WAVE') return 'wav';
  if (ascii(bytes, 0, 4) === 'OggS') {
    // The first page holds one packet, behind 27 bytes and one length.
    if (ascii(bytes, 28, 36) === 'OpusHead') return 'opus';
    return ascii(bytes, 28, 35) === '\x01vorbis' ? 'vorbis' : null;
  }
  // AVIF and HEIC pictures are boxed alike.
  if (ascii(bytes, 4, 8) === 'ftyp') return /^(?:avi|he|mi|ms)/.test(ascii(bytes, 8, 12)) ? null : 'm4a';
  return frameType(bytes[0] ?? 0, bytes[1] ?? 0);
}

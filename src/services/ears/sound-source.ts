/** Where the sound of a song comes from. */
import type { Song } from '../../model/song.ts';
import type { CallOptions } from '../../pipeline/ports.ts';

export type SoundSource = {
  service: string;
  /** False where a song takes seconds: then no answer waits for it. */
  isQuick: boolean;
  /** Is it worth asking? */
  mayHave(song: Song): boolean;
  /**
   * A sound file, or its beginning; null: it doesn't have this recording; `needs-ffmpeg`: nothing here decodes its files.
   * Throws `ServiceError` when it fails.
   */
  find(song: Song, call: CallOptions): Promise<Uint8Array | 'needs-ffmpeg' | null>;
};

/** The half-minute previews of Deezer (MP3) and the iTunes store (AAC). */
import { hasFfmpeg } from '../../hearing/decoders/ffmpeg.ts';
import type { Http } from '../../net/http.ts';
import type { PreviewService, Previews } from '../previews.ts';
import type { SoundSource } from './ears.ts';

/** A preview is about 0.5 MB. */
const maxBytes = 3 * 1024 * 1024;

export function createPreviewSound(service: PreviewService, previews: Previews, http: Http): SoundSource {
  const isDecoded = service === 'deezer' ? async () => true : hasFfmpeg;
  return {
    service,
    // Apple allows about twenty look-ups a minute.
    isQuick: service === 'deezer',
    mayHave: () => true,
    async find(song, call) {
      if (!(await isDecoded())) return 'needs-ffmpeg';
      const url = await previews.findAt(song, service, call);
      if (url === null) return null;
      // Not by the service's name: these hosts are not part of its quota.
      return (await http.request({ service: 'previews', url, maxBytes, signal: call.signal })).bytes;
    },
  };
}

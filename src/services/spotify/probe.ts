/** `doctor` asks Spotify whether the host's keys are good, and whether the app may ask anything at all. */
import { z } from 'zod';
import { type Probe, probe } from '../../net/probe.ts';
import { createSpotifyApi, type SpotifyApiOptions } from './api.ts';
import { createSpotifyApp, type SpotifyAppOptions } from './app.ts';
import { refusalSentence } from './refusals.ts';

/** The song of Spotify's own documentation. */
const anySong = '11dFghVXANMlKmJXsNCbNl';

/** What a refusal means to the host; the person is told in other words. */
const meanings = new Map([
  ['spotify-keys-refused', 'refused SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET'],
  ['spotify-premium', 'answers this app only while its owner has Premium'],
  ['spotify-busy', 'says that this app has used up its quota'],
]);

export async function probeSpotify(options: SpotifyAppOptions & SpotifyApiOptions): Promise<Probe> {
  const access = createSpotifyApp(options);
  const api = createSpotifyApi(options);
  let meaning: string | undefined;
  const found = await probe('Spotify', async () => {
    try {
      await api.get(`/v1/tracks/${anySong}`, z.object({ name: z.string() }), { access });
    } catch (error) {
      const refusal = refusalSentence(error, { byAccount: false, now: Date.now() });
      meaning = meanings.get(refusal?.code ?? '');
      throw error;
    }
    return 'answers, and the keys are good';
  });
  return meaning === undefined ? found : { ...found, detail: meaning };
}

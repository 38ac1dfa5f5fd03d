/** What is switched on, in words for the people who use the bot; `doctor` has those for who runs it. */
import type { Config } from '../config.ts';
import type { Feature } from '../discord/bot.ts';

type Switches = Pick<
  Config,
  | 'CAPTIONER'
  | 'GEMINI_API_KEY'
  | 'GENIUS_TOKEN'
  | 'SPOTIFY_CLIENT_ID'
  | 'YOUTUBE_API_KEY'
  | 'SECRET_KEY'
  | 'PRIVACY_LOCAL'
>;

export function featuresOf(config: Switches): Feature[] {
  const isOn = (key: keyof Switches): boolean => config[key] !== undefined;
  return [
    {
      name: 'Looking at photos',
      on: config.CAPTIONER !== 'none',
      detail:
        config.CAPTIONER === 'none' ? 'by light and colour only' : 'on this bot’s own computer, nowhere else',
      sees: null,
    },
    {
      name: 'Gemini',
      on: isOn('GEMINI_API_KEY'),
      detail: isOn('GEMINI_API_KEY')
        ? 'reads the songs and puts the answer into words'
        : 'a built-in dictionary of feelings reads the songs instead',
      sees: 'Google Gemini (a description of your photo and your words about it, never the photo itself; titles and lyrics of the songs)',
    },
    {
      name: 'Lyrics',
      on: config.PRIVACY_LOCAL !== 'all',
      detail:
        config.PRIVACY_LOCAL === 'all'
          ? 'nobody is asked for them'
          : isOn('GENIUS_TOKEN')
            ? 'from LRCLIB and Genius'
            : 'from LRCLIB',
      sees: isOn('GENIUS_TOKEN') ? 'LRCLIB and Genius (artist and title)' : 'LRCLIB (artist and title)',
    },
    {
      name: 'Hearing songs',
      on: config.PRIVACY_LOCAL === 'off',
      detail:
        config.PRIVACY_LOCAL === 'off'
          ? 'half a minute of each, from Deezer or Apple Music'
          : 'by their links only: nobody else is asked for them',
      sees: 'Deezer and Apple (artist and title of the songs, when somebody presses *Preview*)',
    },
    {
      name: 'Your own Spotify playlists',
      on: isOn('SPOTIFY_CLIENT_ID') && isOn('SECRET_KEY'),
      detail: 'with `/spotify link`',
      sees: 'Spotify (that you linked your account)',
    },
    {
      name: 'YouTube',
      on: isOn('YOUTUBE_API_KEY'),
      detail: !isOn('YOUTUBE_API_KEY')
        ? 'links lead to a search instead of a video'
        : config.PRIVACY_LOCAL === 'off'
          ? 'a real video for the best match, and YouTube playlists'
          : 'YouTube playlists',
      sees:
        config.PRIVACY_LOCAL === 'off'
          ? 'YouTube (artist and title of the best match)'
          : 'YouTube (which of its playlists is read)',
    },
  ];
}

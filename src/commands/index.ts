/** The list of commands: the bot serves it, deploy-commands registers it. */
import type { Command } from '../discord/command.ts';
import { help } from './help/help.ts';
import { history } from './history/history.ts';
import { playlist } from './playlist/playlist.ts';
import { privacy } from './privacy/privacy.ts';
import { scenescore } from './scenescore/scenescore.ts';
import { scoreThisPhoto } from './scenescore/score-this-photo.ts';
import { soundtrack } from './soundtrack/soundtrack.ts';
import { spotify } from './spotify/spotify.ts';
import { taste } from './taste/taste.ts';

export const commands: readonly Command[] = [
  scenescore,
  scoreThisPhoto,
  soundtrack,
  playlist,
  spotify,
  taste,
  history,
  privacy,
  help,
];

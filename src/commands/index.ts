/** The list of commands: the bot serves it, deploy-commands registers it. */
import type { Command } from '../bot/command.ts';
import { help } from './help.ts';
import { history } from './history.ts';
import { playlist } from './playlist.ts';
import { privacy } from './privacy.ts';
import { scenescore } from './scenescore.ts';
import { scoreThisPhoto } from './score-this-photo.ts';
import { soundtrack } from './soundtrack.ts';
import { spotify } from './spotify.ts';
import { taste } from './taste.ts';

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

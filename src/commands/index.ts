/** The lists of commands (the bot serves them, deploy-commands registers them) and of what can be pressed in messages. */
import type { Command, Press } from '../discord/command.ts';
import { card, cardSong } from './card/card.ts';
import { describe, described } from './describe/describe.ts';
import { help } from './help/help.ts';
import { history } from './history/history.ts';
import { playlist } from './playlist/playlist.ts';
import { preview } from './preview/preview.ts';
import { privacy } from './privacy/privacy.ts';
import { rate } from './rate/rate.ts';
import { refine, refined } from './refine/refine.ts';
import { save, saveInOrder, saveOnSpotify } from './save/save.ts';
import { scenescore, scoreThisPhoto } from './scenescore/scenescore.ts';
import { soundtrack, soundtrackFilled } from './scenescore/soundtrack.ts';
import { spotify, spotifyFinish, spotifyPaste } from './spotify/spotify.ts';
import { taste } from './taste/taste.ts';
import { why } from './why/why.ts';

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

/** Buttons, selects and modals, found by the action in their custom id. */
export const presses: readonly Press[] = [
  why,
  rate,
  preview,
  describe,
  described,
  refine,
  refined,
  card,
  cardSong,
  save,
  saveInOrder,
  saveOnSpotify,
  soundtrackFilled,
  spotifyPaste,
  spotifyFinish,
];

/** The list of everything that can be pressed in a message, found by its custom id whenever it is pressed. */
import type { Press } from '../discord/command.ts';
import { card, cardShape, cardSong } from './card/card.ts';
import { preview } from './preview/preview.ts';
import { rate } from './rate/rate.ts';
import { refine, refined } from './refine/refine.ts';
import { save, saveOnSpotify } from './save/save.ts';
import { page } from './scenescore/page.ts';
import { spotifyFinish, spotifyPaste } from './spotify/spotify-paste.ts';
import { why } from './why/why.ts';

export const presses: readonly Press[] = [
  page,
  why,
  rate,
  preview,
  refine,
  refined,
  card,
  cardShape,
  cardSong,
  save,
  saveOnSpotify,
  spotifyPaste,
  spotifyFinish,
];

/** The list of everything that can be pressed in a message, found by its custom id whenever it is pressed. */
import type { Press } from '../../bot/command.ts';
import { card, cardShape, cardSong } from './card.ts';
import { page } from './page.ts';
import { preview } from './preview.ts';
import { rate } from './rate.ts';
import { refine, refined } from './refine.ts';
import { save, saveOnSpotify } from './save.ts';
import { spotifyFinish, spotifyPaste } from './spotify-paste.ts';
import { why } from './why.ts';

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

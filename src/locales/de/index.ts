/** Every sentence that people read on Discord, in German. Names from outside come in escaped. */

import type { Texts } from '../words.ts';
import * as answer from './answer.ts';
import * as commands from './commands.ts';
import { features } from './features.ts';
import { moods, wish } from './feelings.ts';
import { files } from './files.ts';
import { photos, pictures } from './pictures.ts';
import { gemini, lyrics, notices, readers, times } from './pipeline.ts';
import * as run from './run.ts';
import { appleMusic, deezer, links, spotifyLists, subsonic, youtube } from './services.ts';
import { learnedTaste } from './taste.ts';

export const de: Texts = {
  learnedTaste,
  ...run,
  ...answer,
  ...commands,
  features,
  files,
  links,
  appleMusic,
  deezer,
  subsonic,
  youtube,
  spotifyLists,
  notices,
  photos,
  pictures,
  gemini,
  lyrics,
  readers,
  times,
  wish,
  moods,
};

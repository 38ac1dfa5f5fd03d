/** Portuguese as it is spoken in Brazil, with você. */

import type { Texts } from '../words.ts';
import * as answer from './answer.ts';
import * as commands from './commands.ts';
import { features } from './features.ts';
import { moods, wish } from './feelings.ts';
import { files } from './files.ts';
import { photos, pictures } from './pictures.ts';
import { gemini, lyrics, notices, readers, times } from './pipeline.ts';
import * as run from './run.ts';
import * as services from './services.ts';
import { learnedTaste } from './taste.ts';

export const pt: Texts = {
  learnedTaste,
  ...run,
  ...answer,
  ...commands,
  ...services,
  features,
  files,
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

/** Every sentence that people read on Discord, in English. Names from outside come in escaped. */
import * as answer from './discord/answer.ts';
import * as commands from './discord/commands.ts';
import * as run from './discord/run.ts';
import { features } from './features.ts';
import { files } from './files.ts';
import { moods } from './moods.ts';
import { appleMusic, deezer, links, subsonic, youtube } from './music-services.ts';
import { notices } from './notices.ts';
import { photos, pictures } from './pictures.ts';
import { gemini, lyrics, readers } from './readers.ts';
import { spotifyLists } from './spotify.ts';
import { times } from './times.ts';
import { wish } from './wish.ts';

export const en = {
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
} as const;

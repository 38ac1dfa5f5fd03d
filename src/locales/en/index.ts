/** Every sentence that people read on Discord, in English. Names from outside come in escaped. */
import { actions, card, describe, preview, ranking, rating, refine, save, why } from './discord/answer.ts';
import { help, history, linkPages, playlist, privacy, spotify, taste } from './discord/commands.ts';
import { failure, file, photo, progress, run, sound, soundtrack } from './discord/run.ts';
import { features } from './features.ts';
import { files } from './files.ts';
import { moods } from './moods.ts';
import { appleMusic, deezer, links, subsonic, youtube } from './music-services.ts';
import { notices } from './notices.ts';
import { photos, pictures } from './pictures.ts';
import { gemini, lyrics, readers } from './readers.ts';
import { spotifyLists } from './spotify.ts';
import { learnedTaste } from './taste.ts';
import { times } from './times.ts';
import { wish } from './wish.ts';

export const en = {
  run,
  progress,
  failure,
  photo,
  file,
  sound,
  soundtrack,
  ranking,
  actions,
  why,
  rating,
  describe,
  refine,
  card,
  preview,
  save,
  help,
  history,
  playlist,
  privacy,
  spotify,
  linkPages,
  taste,
  learnedTaste,
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

/** Every sentence the bot says on Discord, in English. Names from outside come in escaped. */
import { actions, card, preview, ranking, rating, refine, save, why } from './answer.ts';
import { file, photo } from './attachments.ts';
import { failure } from './failure.ts';
import { help } from './help.ts';
import { history } from './history.ts';
import { playlist } from './playlist.ts';
import { privacy } from './privacy.ts';
import { progress, run } from './run.ts';
import { soundtrack } from './soundtrack.ts';
import { spotify } from './spotify-link.ts';
import { startup } from './startup.ts';
import { taste } from './taste.ts';

export const texts = {
  startup,
  failure,
  photo,
  file,
  run,
  progress,
  ranking,
  actions,
  refine,
  card,
  preview,
  soundtrack,
  history,
  save,
  why,
  rating,
  playlist,
  spotify,
  taste,
  privacy,
  help,
};

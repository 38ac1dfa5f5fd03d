/** Every sentence the bot says on Discord, in English. Names from outside come in escaped. */
import { actions, card, preview, ranking, rating, refine, save, why } from './discord/answer.ts';
import { file, photo } from './discord/attachments.ts';
import { failure } from './discord/failure.ts';
import { help } from './discord/help.ts';
import { history } from './discord/history.ts';
import { playlist } from './discord/playlist.ts';
import { privacy } from './discord/privacy.ts';
import { progress, run } from './discord/run.ts';
import { soundtrack } from './discord/soundtrack.ts';
import { spotify } from './discord/spotify.ts';
import { startup } from './discord/startup.ts';
import { taste } from './discord/taste.ts';

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

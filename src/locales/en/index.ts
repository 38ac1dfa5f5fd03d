/** Every sentence the bot says on Discord, in English. Names from outside come in escaped. */
import * as answer from './discord/answer.ts';
import * as commands from './discord/commands.ts';
import * as run from './discord/run.ts';

export const texts = { ...run, ...answer, ...commands };

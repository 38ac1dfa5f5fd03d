import type { Action } from '../commands/replies/actions.ts';
import type { Bot } from './dependencies.ts';

/** What can be done with an answer, as far as it is switched on. */
export function actionsOf(_bot: Bot): Action[] {
  return [];
}

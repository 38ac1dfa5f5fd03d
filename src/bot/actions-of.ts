import type { Action } from '../commands/replies/actions.ts';
import type { Bot } from './dependencies.ts';

/** What can be done with an answer, as far as it is switched on. */
export function actionsOf({ previews }: Pick<Bot, 'previews'>): Action[] {
  return [...(previews === null ? [] : ['preview' as const]), 'save'];
}

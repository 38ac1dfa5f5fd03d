import type { Bot } from '../bot.ts';
import type { Action } from './actions.ts';

/** What can be done with an answer, as far as it is switched on. */
export function actionsOf({
  previews,
  refine,
  pictures,
}: Pick<Bot, 'previews' | 'refine' | 'pictures'>): Action[] {
  const all: readonly (Action | null)[] = [
    previews === null ? null : 'preview',
    refine === null ? null : 'refine',
    pictures === null ? null : 'card',
    'save',
  ];
  return all.filter((action) => action !== null);
}

/** What can be done with an answer, as a row of buttons. */
import { ButtonStyle, ComponentType } from 'discord.js';
import { texts } from '../../locales/en/index.ts';
import { encodeCustomId } from '../custom-id.ts';
import type { ReplyRow } from '../reply/message.ts';

/** Also the action of the button's custom id. */
export type Action = 'preview' | 'refine' | 'card' | 'save';

const emojis: Record<Action, string> = { preview: '🎧', refine: '✨', card: '🖼️', save: '💾' };

/** No row where nothing can be done. */
export function actionRows(resultId: string, actions: readonly Action[]): ReplyRow[] {
  if (actions.length === 0) return [];
  const components = actions.map((action) => actionButton(action, resultId));
  return [{ type: ComponentType.ActionRow, components }];
}

/** `of`: what of the answer is meant, where it is not the whole. */
export function actionButton(
  action: Action,
  resultId: string,
  ...of: string[]
): ReplyRow['components'][number] {
  return {
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    emoji: { name: emojis[action] },
    label: texts.actions[action],
    custom_id: encodeCustomId({ action, arguments: [resultId, ...of] }),
  };
}

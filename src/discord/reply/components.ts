/**
 * Buttons and selects. A custom id is `v1:<action>:<argument>…`; everything else is in the store, so a button works
 * after a restart and on any process.
 */
import { type APIButtonComponent, type APISelectMenuOption, ButtonStyle, ComponentType } from 'discord.js';
import { limits } from './limits.ts';
import type { ReplyRow } from './message.ts';

const version = 'v1';
const part = /^[A-Za-z0-9_-]{1,40}$/;

/** Throws a `RangeError` for parts that do not fit. */
export function encodeCustomId(action: string, ...args: string[]): string {
  const text = [version, action, ...args].join(':');
  if (![action, ...args].every((one) => part.test(one)) || text.length > limits.customId) {
    throw new RangeError(`This does not fit into a custom id: ${text}`);
  }
  return text;
}

/** null for anything this version did not write. */
export function decodeCustomId(text: string): { action: string; args: string[] } | null {
  const [found, action, ...args] = text.slice(0, limits.customId).split(':');
  if (found !== version || action === undefined) return null;
  return [action, ...args].every((one) => part.test(one)) ? { action, args } : null;
}

/** `press`: the action and arguments of its custom id. */
export function button(
  label: string,
  press: readonly [action: string, ...args: string[]],
  look: { emoji?: string; disabled?: boolean } = {},
): APIButtonComponent {
  return {
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    label,
    custom_id: encodeCustomId(...press),
    ...(look.emoji === undefined ? {} : { emoji: { name: look.emoji } }),
    ...(look.disabled === undefined ? {} : { disabled: look.disabled }),
  };
}

export const linkButton = (label: string, url: string, emoji?: string): APIButtonComponent => ({
  type: ComponentType.Button,
  style: ButtonStyle.Link,
  label,
  url,
  ...(emoji === undefined ? {} : { emoji: { name: emoji } }),
});

export const row = (components: ReplyRow['components']): ReplyRow => ({
  type: ComponentType.ActionRow,
  components,
});

/** A select in a row of its own. */
export const selectRow = (
  placeholder: string,
  press: readonly [action: string, ...args: string[]],
  options: APISelectMenuOption[],
): ReplyRow =>
  row([{ type: ComponentType.StringSelect, custom_id: encodeCustomId(...press), placeholder, options }]);

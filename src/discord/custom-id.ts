/**
 * What a button or a select carries: `v1:<action>:<result>:<argument>…`. Everything else is in the store, so a
 * button works after a restart and on any process.
 */

export type CustomId = {
  /** Which handler: `page`, `why`, `rate`, … */
  action: string;
  arguments: string[];
};

const version = 'v1';
const part = /^[A-Za-z0-9_-]{1,40}$/;

/** At most 100 characters, Discord's limit. Throws a `RangeError` for parts that do not fit. */
export function encodeCustomId(id: CustomId): string {
  const text = [version, id.action, ...id.arguments].join(':');
  if (![id.action, ...id.arguments].every((one) => part.test(one)) || text.length > 100) {
    throw new RangeError(`This does not fit into a custom id: ${text}`);
  }
  return text;
}

/** null for anything this version did not write. */
export function decodeCustomId(text: string): CustomId | null {
  const [found, action, ...rest] = text.slice(0, 100).split(':');
  if (found !== version || action === undefined) return null;
  return [action, ...rest].every((one) => part.test(one)) ? { action, arguments: rest } : null;
}

/** Files that hold no list of songs we could read, known by their beginning and refused by their name. */

import { UserError } from '../../errors.ts';
import { fileTexts } from '../../locales/en/files.ts';

const { foreign } = fileTexts;

const beginnings: readonly (readonly [beginning: RegExp, kind: string])[] = [
  [/^\{\\rtf/, foreign.richText],
  [/^(?:<\?xml[^>]*>\s*)?<smartplaylist/i, foreign.kodi],
  [/^(?:<!--[\s\S]{0,2000}?-->\s*)?<(?:!doctype html|html|head|body|script|div|table|meta)\b/i, foreign.page],
  [/^<!DOCTYPE NETSCAPE-Bookmark/i, foreign.page],
  [/^(?:<\?xml|<!DOCTYPE|<!--|<[a-z][\w.:-]*[\s/>])/i, foreign.xml],
  [/^BEGIN:V(?:CALENDAR|CARD)/, foreign.calendar],
  [/^(?:%PDF|%!PS)/, foreign.page],
];

/** Throws `UserError` `unknown-playlist-format` for such a file. */
export function refuseForeign(text: string): void {
  const start = text.slice(0, 4000).trimStart();
  const kind = beginnings.find(([beginning]) => beginning.test(start))?.[1];
  if (kind !== undefined) throw new UserError('unknown-playlist-format', fileTexts.failure.foreign(kind));
}

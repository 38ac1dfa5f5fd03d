/** Files that hold no list of songs we could read, known by their beginning and refused by their name. */

import { UserError } from '../../errors.ts';
import { sentences } from '../../locales/sentences.ts';
import type { Sentence } from '../../model/sentence.ts';

const { foreign } = sentences.files;

const beginnings: readonly (readonly [beginning: RegExp, kind: Sentence])[] = [
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
  if (kind !== undefined)
    throw new UserError('unknown-playlist-format', sentences.files.failure.foreign(kind));
}

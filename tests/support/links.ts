/** Links as the bot recognises them, for tests that start at a source. */
import type { Link } from '../../src/pipeline/ports.ts';
import { recogniseLink } from '../../src/services/sources/links.ts';

export function linkTo(text: string): Link {
  const link = recogniseLink(text);
  if (link === null) throw new Error(`${text} is no link`);
  return link;
}

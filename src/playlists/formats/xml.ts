/** XML as plain values. Entities of a document's own are never expanded, so a "billion laughs" stays a joke. */
import { XMLParser } from 'fast-xml-parser';
import { UserError } from '../../errors.ts';
import { brokenFile } from './format.ts';

const named: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** The five entities every XML has, and characters by number, in one pass. */
export function unescapeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return named.get(name) ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** Does the document's first element have this name? Looks at the first 4,000 characters. */
export function rootIs(text: string, name: string): boolean {
  const start = text.slice(0, 4000);
  return start.trimStart().startsWith('<') && new RegExp(`<(?:[\\w.-]+:)?${name}[\\s>]`, 'i').test(start);
}

/** Elements in document order when `ordered`, else as objects by name. Throws `UserError` for broken XML. */
export function parseXml(
  text: string,
  what: string,
  options: { ordered: boolean; lists?: string[] },
): unknown {
  const parser = new XMLParser({
    preserveOrder: options.ordered,
    processEntities: false,
    htmlEntities: false,
    ignoreAttributes: true,
    ignoreDeclaration: true,
    ignorePiTags: true,
    removeNSPrefix: true,
    parseTagValue: false,
    maxNestedTags: 30,
    isArray: (name) => options.lists?.includes(name) ?? false,
  });
  try {
    return parser.parse(text);
  } catch (error) {
    throw new UserError('broken-file', brokenFile(what), { cause: error });
  }
}

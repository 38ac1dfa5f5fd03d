/**
 * XML as playlists have it: elements and their text. Read here and not by a library, whose ten megabytes take seconds
 * (measured with fast-xml-parser 5): this walks over the text once. Entities of a document's own are never expanded, so
 * a "billion laughs" stays a joke.
 */
import { UserError } from '../../errors.ts';
import { brokenFile } from './format.ts';

/** The name is without a prefix; the text is the element's own, without that of its children. */
export type XmlElement = { name: string; text: string; children: readonly XmlElement[] };

type Open = { name: string; text: string; children: Open[] };

const maxDepth = 30;
/** A library of ten megabytes has half as many. */
const maxElements = 800_000;
/** Of one element's text; what is read from it is cut shorter still. */
const maxText = 4_000;

const named: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** The five entities every XML has, and characters by number, in one pass. */
function unescapeXml(text: string): string {
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

/** The `>` that ends what begins at `from`: not one within quotes or, in a document type, within brackets. -1 without. */
function endOfMarkup(text: string, from: number): number {
  let brackets = 0;
  for (let at = from; at < text.length; at++) {
    const sign = text[at];
    if (sign === '>' && brackets === 0) return at;
    if (sign === '"' || sign === "'") {
      at = text.indexOf(sign, at + 1);
      if (at < 0) return -1;
    } else if (sign === '[') brackets++;
    else if (sign === ']') brackets--;
    else if (sign === '<' && text.startsWith('<!--', at)) {
      at = text.indexOf('-->', at);
      if (at < 0) return -1;
    }
  }
  return -1;
}

/** The same for an element: nearly none has quotes with a `>` in them. */
function endOfTag(text: string, from: number): number {
  const close = text.indexOf('>', from);
  return close < 0 || !/["']/.test(text.slice(from, close)) ? close : endOfMarkup(text, from);
}

function beyond(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? text.length : at + mark.length;
}

/** Where what is no element ends, `<!-- -->` and the like; undefined for an element. */
function endOfOther(text: string, start: number): number | undefined {
  const sign = text[start + 1];
  if (sign === '?') return beyond(text, '?>', start);
  if (sign !== '!') return undefined;
  if (text.startsWith('<!--', start)) return beyond(text, '-->', start);
  if (text.startsWith('<![CDATA[', start)) return beyond(text, ']]>', start);
  const end = endOfMarkup(text, start + 1);
  return end < 0 ? text.length : end + 1;
}

/** Of `<tag …>`, without prefix and attributes; empty when it is none. */
function plainName(tag: string): string {
  if (/^\w{1,60}$/.test(tag)) return tag;
  return /^(?:[^\s/:]{1,60}:)?([^\s/]{1,60})/.exec(tag)?.[1] ?? '';
}

/** The document; its children are its elements. Throws `UserError` for broken XML. */
export function parseXml(text: string, what: string): XmlElement {
  const broken = (): UserError => new UserError('broken-file', brokenFile(what));
  const document: Open = { name: '', text: '', children: [] };
  const open = [document];
  let inner = document;
  let elements = 0;

  function add(words: string): void {
    if (inner.text.length < maxText && words.trim() !== '') inner.text += words;
  }

  function begin(tag: string): void {
    const element: Open = { name: plainName(tag), text: '', children: [] };
    if (++elements > maxElements || open.length > maxDepth || element.name === '') throw broken();
    inner.children.push(element);
    if (tag.endsWith('/')) return;
    open.push(element);
    inner = element;
  }

  function end(tag: string): void {
    if (open.length < 2 || plainName(tag.slice(1)) !== inner.name) throw broken();
    open.pop();
    inner = open.at(-1) ?? document;
  }

  for (let at = 0; at < text.length; ) {
    const start = text.indexOf('<', at);
    const wordsEnd = start < 0 ? text.length : start;
    if (wordsEnd > at) add(unescapeXml(text.slice(at, Math.min(wordsEnd, at + maxText))));
    if (start < 0) break;
    const other = endOfOther(text, start);
    if (other !== undefined) {
      if (text.startsWith('<![CDATA[', start))
        add(text.slice(start + 9, Math.min(other - 3, start + maxText)));
      at = other;
      continue;
    }
    const close = endOfTag(text, start + 1);
    if (close < 0) throw broken();
    const tag = text.slice(start + 1, close);
    if (tag.startsWith('/')) end(tag);
    else begin(tag);
    at = close + 1;
  }
  if (open.length > 1) throw broken();
  return document;
}

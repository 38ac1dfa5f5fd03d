/** XML as playlists have it: elements and their text. A document's own entities are never expanded. */
import { decodeXML } from 'entities';
import { SaxesParser, type SaxesTag } from 'saxes';
import { brokenFile } from './format.ts';

/** `name` is without a prefix, an attribute's too; `text` is the element's own, without that of its children. */
export type XmlElement = {
  name: string;
  text: string;
  attributes: ReadonlyMap<string, string>;
  children: XmlElement[];
};

const maxDepth = 30;
/** Elements and attributes; an iTunes library of 10 MB has half as many. */
const maxNodes = 800_000;
const maxReferences = 200_000;
/** Characters of one element's text; what is read from it is cut shorter still. */
const maxText = 4_000;
/** Characters before the root element. */
const maxProlog = 100_000;
const chunkLength = 65_536;

/** The first element's name, without a prefix and in small letters. Looks at the first 4,000 characters. */
export function rootOf(text: string): string | undefined {
  const start = text
    .slice(0, 4000)
    .replace(/<!--[\s\S]*?-->/g, '')
    .trimStart();
  return start.startsWith('<')
    ? /<(?:[\w.-]+:)?([a-z][\w.-]*)[\s>]/i.exec(start)?.[1]?.toLowerCase()
    : undefined;
}

/** The first child of that name. */
export const childOf = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find((child) => child.name === name);

const none: ReadonlyMap<string, string> = new Map();

function attributesOf(found: SaxesTag['attributes']): ReadonlyMap<string, string> {
  const entries = Object.entries(found);
  // Few elements have any.
  if (entries.length === 0) return none;
  return new Map(
    entries.map(
      ([name, value]) => [name.replace(/^.*:/, ''), decodeXML(String(value).slice(0, maxText))] as const,
    ),
  );
}

/** The document; its only child is the root element. Throws `UserError` `broken-file`; `kind` names it there. */
export function parseXml(text: string, kind: string): XmlElement {
  const document: XmlElement = { name: '', text: '', attributes: new Map(), children: [] };
  const open = [document];
  let inner = document;
  let nodes = 0;
  let references = 0;

  function countNode(): void {
    if (++nodes > maxNodes || open.length > maxDepth) throw brokenFile(kind);
  }
  function addText(words: string): void {
    if (inner.text.length < maxText && words.trim() !== '') inner.text += words.slice(0, maxText);
  }

  const parser = new SaxesParser({ position: false });
  parser.on('error', (cause) => {
    throw brokenFile(kind, cause);
  });
  parser.on('attribute', countNode);
  parser.on('opentag', ({ name, attributes }) => {
    countNode();
    const element: XmlElement = {
      name: name.replace(/^.*:/, ''),
      text: '',
      attributes: attributesOf(attributes),
      children: [],
    };
    inner.children.push(element);
    open.push(element);
    inner = element;
  });
  parser.on('closetag', () => {
    open.pop();
    inner = open.at(-1) ?? document;
  });
  parser.on('text', (words) => addText(words.includes('&') ? decodeXML(words.slice(0, maxText)) : words));
  parser.on('cdata', (words) => addText(words.replaceAll('&amp;', '&')));

  const trimmed = text.trimStart();
  for (let at = 0; at < trimmed.length; at += chunkLength) {
    // Saxes gives up a file for one control character, or for an "&" that begins no reference: programs write both.
    const chunk = trimmed.slice(at, at + chunkLength).replace(/[^ -\ufffd]+/g, ' ');
    const escaped = chunk.replaceAll('&', '&amp;');
    references += (escaped.length - chunk.length) / '&amp;'.length;
    if (references > maxReferences || (nodes === 0 && at > maxProlog)) throw brokenFile(kind);
    parser.write(escaped);
  }
  parser.close();
  return document;
}

/** XSPF, the XML playlist: https://xspf.org/spec */
import { brokenFile, type Format } from './format.ts';
import { trackRows } from './jspf.ts';
import { childOf, parseXml, rootIs, type XmlElement } from './xml.ts';

/** By name. The first of each counts: a track may have several locations. */
const fieldsOf = ({ children }: XmlElement): Record<string, string> =>
  Object.fromEntries(children.toReversed().map(({ name, text }) => [name, text.trim()]));

export const xspf: Format = {
  extensions: ['xspf'],

  sniff: ({ text }) => (rootIs(text, 'playlist') ? 1 : 0),

  parse({ text }) {
    const list = childOf(parseXml(text, 'XSPF'), 'playlist');
    if (!list) throw brokenFile('XSPF');
    const tracks = childOf(list, 'trackList')?.children.filter(({ name }) => name === 'track') ?? [];
    return { titles: [childOf(list, 'title')?.text ?? ''], rows: trackRows(tracks.map(fieldsOf)) };
  },
};

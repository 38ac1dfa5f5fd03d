/** One text that names several artists, as programs write it, → the artists. */
import { z } from 'zod';
import { readPackaged } from '../package-path.ts';
import { tidy } from './fold.ts';

const longest = 2_000;
const mostNames = 40;

/** Signs within a name, out of the splitter's way. Private to this file: `tidy` lets no such letter in from outside. */
const protectedSigns: readonly (readonly [sign: string, stand: string])[] = [
  [',', '\ue000'],
  ['/', '\ue001'],
  ['&', '\ue002'],
];
const swap = (text: string, from: 0 | 1, to: 0 | 1): string =>
  protectedSigns.reduce((all, pair) => all.replaceAll(pair[from], pair[to]), text);
const mask = (text: string): string => swap(text, 0, 1);
const unmask = (text: string): string => swap(text, 1, 0);

let known: RegExp | undefined;

/** Well-known names of one artist that hold a comma, a slash or an `&`, wherever they stand in a list. */
function knownNames(): RegExp {
  const { names } = readPackaged(z.object({ names: z.array(z.string()) }), 'assets', 'joined-names.json');
  const patterns = names.map((name) =>
    name
      .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      .replaceAll(', ', ', ?')
      .replaceAll(' & ', ' (?:&|and) '),
  );
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${patterns.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
}

function maskKnown(text: string): string {
  known ??= knownNames();
  return text.replace(known, mask);
}

/** What can only be a name's own sign: a comma within a number, "Sammy Davis, Jr.", "Nick Cave & The Bad Seeds". */
const ownSigns = /\d,(?=\d{3})|,(?= ?(?:jr|sr|inc|ltd|llc|esq)\b)|&(?= (?:the|his|her|sons)\b)/gi;

/** "Rain, Stone & Sky": single words and an "and" are a band, as far as anyone can tell. */
const band = /^[^\s,]+(?:, ?[^\s,]+)+,? (?:&|and|y|und|et) [^\s,]+$/i;
/** "Tyler, The Painter". */
const epithet = /^[^,]+, (?:the|a) [^\s,]+$/i;

const clearSeparator = /[|\0、，]|\\\\|\s[·•/×x]\s|\s(?:vs\.?|w\/)\s|\s[([]?(?:feat\.?|ft\.?|featuring)\s/i;
const slashesBetweenNames = /^(?=.*\s)[^/]{4,}(?:\/[^/]{4,})+$/;

/** Stands where programs know no artist. */
const placeholderArtists = new Set([
  ...['n/a', 'nan', 'null', 'unknown artist', '<unknown>', '[unknown artist]', 'various artists'],
  ...['unbekannter interpret', 'verschiedene interpreten', 'artiste inconnu', 'artistes divers'],
  ...['artista desconocido', 'artista desconhecido', 'artista sconosciuto'],
]);

export const isPlaceholderArtist = (name: string): boolean => placeholderArtists.has(name.toLowerCase());

/** "A, B", "A,B" and, where other commas show that it is a list, "A, B & C Jones". */
function listed(text: string): string[] {
  if (band.test(text) || epithet.test(text)) return [text];
  const names = text.split(/,\s*/);
  const last = names.length > 1 ? (names.pop() ?? '').replace(/^(?:&|and) /i, '').split(/ & /) : [];
  return [...names, ...last];
}

const slashed = (text: string): string[] => (slashesBetweenNames.test(text) ? text.split('/') : [text]);

/**
 * `;` separates, and where it does nothing else. `|`, ` / `, ` · `, ` x `, `feat.` and `vs.` do, too. A comma separates unless it is a name's own, and so
 * does a slash between longer names. `&`, "and", "with" and "+" belong to the name. `count` is how many there are, where
 * that is known; then commas separate exactly so many, and `\,` is a comma within a name.
 */
export function splitArtists(text: string, count = 0): string[] {
  const cell = text.slice(0, longest);
  const escaped = cell.replaceAll('\\,', '\ue000');
  const counted = escaped.split(/,\s*/);
  if (count > 0 && counted.length === count) return counted.map(unmask);
  if (count === 1) return [unmask(escaped)];
  const parts = escaped.includes(';') ? escaped.split(';').map(unmask) : severalNames(escaped);
  return parts
    .slice(0, mostNames)
    .map((name) => tidy(name).replace(/^[^([]+[)\]]$/, (all) => all.slice(0, -1)))
    .filter((name) => name !== '' && !isPlaceholderArtist(name));
}

function severalNames(escaped: string): string[] {
  const masked = maskKnown(escaped).replace(ownSigns, mask);
  return masked.split(clearSeparator).flatMap(listed).flatMap(slashed).map(unmask);
}

/** "Queen feat. David Bowie" → "Queen", and "Tyler, The Creator" as it is. Empty without an artist. */
export function primaryArtist(artists: readonly string[]): string {
  const first = tidy(artists[0] ?? '');
  return splitArtists(first)[0] ?? first;
}

const partnerSign = /\s+(?:&|\+|and|y|et|und)\s+/gi;

/** "Florence + The Machine" → "Florence"; but "Earth, Wind & Fire" is one name, however its "and" is written. */
export function withoutPartners(artist: string): string {
  const joined = artist.replace(partnerSign, ' & ');
  if (!joined.includes(' & ') || band.test(joined)) return joined;
  return unmask(maskKnown(joined).split(' & ')[0] ?? '');
}

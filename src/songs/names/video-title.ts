/** What a video's title and channel say of the song: artist and title, in all the shapes that channels write them. */
import { fold, tidy } from '../fold.ts';
import { type ArtistTitle, splitArtistTitle, splitTitleByArtist, unquoted } from '../titles.ts';
import { classify } from './title-labels.ts';
import { titleParts } from './title-parts.ts';

/** A channel that YouTube made from records ("- Topic"), or that says that it is the artist's. */
const ownChannel = /\s[-–]\sTopic$|VEVO$|(?:^|\s)Official(?:\s|$)/;

/** YouTube's own, and channels of labels and of listeners, by their names: who sings isn't said by them. */
const nobodysChannel =
  /^(?:various artists|release)$|(?:^|\s)(?:records?|recordings|labels?|music group|entertainment|nocopyrightsounds|ncs|monstercat|lyrics|vibes|nation|releases)$/i;

/** "EdSheeranVEVO" → "Ed Sheeran", "Adele - Topic" → "Adele", "ABBA Official" → "ABBA", a label's → "". */
function channelArtist(channel: string): string {
  const name = tidy(channel, 200);
  const vevo = /^(.+?)\s*VEVO$/.exec(name)?.[1];
  if (vevo !== undefined) return vevo.replace(/(?<=[a-z])(?=[A-Z])/g, ' ');
  const artist = name
    .replace(/\s+[-–]\s+Topic$/, '')
    .replace(/\s+(?:Official|Oficial|Officiel|Official Channel|Official Artist Channel|TV|Music)$/i, '')
    .replace(/^Official\s+/i, '')
    .trim();
  return nobodysChannel.test(artist) ? '' : artist;
}

const ornament = String.raw`(?![©®™])(?:\p{Extended_Pictographic}|[\ufe0f\u200d♩♪♫♬★☆])`;
/** Pictures and notes at either end, "**NEW**", "#shorts". */
const ornaments = new RegExp(
  String.raw`^(?:${ornament}|\s)+|(?:${ornament}|\s|\s#[\p{L}\p{N}_]+|\*{1,3}[^*\s]{1,20}\*{1,3})+$`,
  'gu',
);

/** Decoration at the end, without brackets, that only videos have. */
const loose =
  /\s+(?:(?:the\s+)?(?:official|oficial|officiel)(?:\s+(?:music|lyrics?|hd|4k|animated|performance|dance|live)){0,3}(?:\s+(?:video|audio|visuali[sz]er|mv|m\/v|pv|clip|videoclip))?|(?:music|lyrics?|performance)\s+video|(?:video(?:\s*clip)?|clip)\s+(?:oficial|officiel(?:le)?|ufficiale)|video\s*clip|m\/v|mv|pv|(?:with|w\/|\+)\s+lyrics|lyrics|visuali[sz]er|full\s+hd|hd|hq|4k)$/i;
/** What a label adds: "[Somebody Release]". */
const labelTag = /\s*\[[^[\]]{0,60}\b(?:release|premiere|exclusive|records|download)\]/gi;
/** What follows a title in quotes. */
const afterQuotes = /^["“「『](.{1,200}?)["”」』](?=\s*(?:from\s|live|official|m\/?v\b|[([|–-]))(.*)$/i;

/** The title without what is a video's, its version in brackets. */
function cleanVideoTitle(title: string): string {
  const [, inside, after = ''] = afterQuotes.exec(title) ?? [];
  const versions: string[] = [];
  let plain = inside === undefined ? title.replace(labelTag, '') : inside;
  for (let rounds = 0; rounds < 6; rounds++) {
    const { base, version } = titleParts(plain);
    if (version !== null) versions.unshift(version);
    const next = unquoted(base.replace(loose, '').replace(/\s[-–—|:]$/, '')) || base;
    if (next === plain) break;
    plain = next;
  }
  const version = versions.join(' ') || titleParts(`x ${after.trim()}`).version;
  return version === null ? plain : `${plain} (${version})`;
}

/** Guests after a name, up to the next bracket. */
const guests = /\s+(?:feat\.?|ft\.?|featuring)\s+[^()[\]-]*$/i;

const filmed = /official|oficial|officiel|video|audio|lyrics?|visuali[sz]er/i;

/** `Artist "Title"`, `アーティスト「タイトル」`, `歌手【歌名】`. */
const quoted =
  /^(.{0,150}?)\s*(?:["“„](.{1,200}?)["”“]|「(.{1,200}?)」|『(.{1,200}?)』|《(.{1,200}?)》|【(.{1,200}?)】|(?<=\s)['‘](.{2,200}?)['’](?=\s|$))/;

/** "[MV] …", "【Genre】 Artist - Title", "(MV) …". */
const leadingTag = /^(?:\[([^[\]]{1,40})\]|【([^【】]{1,40})】|\(([^()]{1,40})\))\s*(?=\S)/;
/** "MV | …", "Official Video: …", "01. Artist - Title" */
const leadingNoise =
  /^(?:\d{1,3}[.)]\s+(?=.*\s[-–—]\s)|(?:official\s+)?(?:mv|m\/v|music video|lyric video|video|audio)\s*[|:]\s+)/i;

const dash = /\s[-‐‑‒–—―−~]{1,2}\s|[–—―]/;
/** Between artist and title, where no dash is. */
const otherSeparator = /\s+(?:_|\/{1,2}|•|·)\s+|\s*／\s*|(?<=\S)-\s|\s-(?=\S)(?!.*-$)/;

/** Japanese videos name the title first: "うっせぇわ / Ado". */
const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

const is = (one: string, other: string): boolean => other !== '' && fold(one) === fold(other);

/** Takes the tags off the beginning. One that is no decoration names the genre, or the artist of 【Ado】うっせぇわ. */
function withoutTags(whole: string): ArtistTitle {
  let title = whole.replace(leadingNoise, '');
  for (let rounds = 0; rounds < 3; rounds++) {
    const [tag, square, lens, round] = leadingTag.exec(title) ?? [];
    if (tag === undefined) break;
    const text = (square ?? lens ?? round ?? '').trim();
    const after = title.slice(tag.length);
    const isSplit = splitArtistTitle(after) !== null || otherSeparator.test(after);
    const isTag =
      classify(text).kind === 'label' || text.startsWith('公式') || (round === undefined && isSplit);
    if (!isTag) return lens === undefined ? { artist: '', title } : { artist: lens.trim(), title: after };
    // "[LIVE] Artist - Title"
    const { kind } = classify(text);
    title = kind === 'version' || kind === 'other' ? `${after} (${text})` : after;
  }
  return { artist: '', title };
}

/** Two halves of a title and who the channel is → which of them is the artist. */
function inOrder(left: string, right: string, owner: string, isTitleFirst = false): ArtistTitle {
  const straight = { artist: left.replace(guests, ''), title: cleanVideoTitle(right) || right };
  const reversed = { artist: cleanVideoTitle(right) || right, title: cleanVideoTitle(left) || left };
  if (is(left, owner)) return straight;
  return isTitleFirst || is(reversed.artist, owner) ? reversed : straight;
}

/** Words after "by" that are no artist: "Stand by Me", "Step by Step". */
const notAnArtistAfterBy =
  /^(?:me|my|mine|you|your|him|her|us|it|the|a|an|side|day|night|one|two|step|now|heart|death)(?:\s|$)/i;

/** "Artist: Title", "Artist _ Title", "Title by Artist": only where the channel doesn't say whose the title is. */
function splitOtherwise(text: string, owner: string, isOwn: boolean): ArtistTitle | null {
  const [separator] = otherSeparator.exec(text) ?? /:\s+/.exec(text) ?? [];
  if (separator !== undefined) {
    const at = text.indexOf(separator);
    const [left, right] = [text.slice(0, at).trim(), text.slice(at + separator.length).trim()];
    const isKnown = is(left, owner) || is(cleanVideoTitle(right), owner);
    const isPart = titleParts(left).part !== null;
    if (left !== '' && right !== '' && (isKnown || (!isOwn && !isPart)))
      return inOrder(left, right, owner, /[/／]/.test(separator) && japanese.test(text));
  }
  const bracketed = /^(.+?)\s*\((?:cover(?:ed)?\s+)?by\s+([^()]{1,100})\)/i.exec(text);
  if (bracketed) return { title: cleanVideoTitle(bracketed[1] ?? ''), artist: (bracketed[2] ?? '').trim() };
  const by = /\sby\s/.test(text) ? splitTitleByArtist(cleanVideoTitle(text)) : null;
  return by !== null && (is(by.artist, owner) || (!isOwn && !notAnArtistAfterBy.test(by.artist))) ? by : null;
}

/** A video's title and channel → artist and title. `artist` is the channel's name when the title has none. */
export function videoTitle(title: string, channel: string): ArtistTitle {
  const shown = tidy(title);
  const whole = shown.replace(ornaments, '') || shown;
  const owner = channelArtist(channel);
  // A channel that YouTube made from records: the title is the record's.
  if (/\s[-–]\sTopic$/.test(channel)) return { artist: owner, title: cleanVideoTitle(whole) || whole };
  const isOwn = ownChannel.test(channel);
  const tagged = withoutTags(whole);
  if (tagged.artist !== '')
    return { artist: tagged.artist, title: cleanVideoTitle(tagged.title) || tagged.title };
  const parts = tagged.title
    .split(/\s*[|｜┃│]\s*/)
    .filter((text) => text !== '' && classify(text).kind !== 'label');
  // "TRAP | Artist - Title"
  const [one = '', two = ''] = parts;
  const isTag =
    parts.length === 2 && !splitArtistTitle(one) && splitArtistTitle(two) !== null && !quoted.test(one);
  const [first = tagged.title, second] = (isTag ? [two] : parts).map((text) => text.replace(guests, ''));
  const dashed = splitArtistTitle(first);
  const left = dashed ? first.slice(0, first.search(dash)).trim() : '';

  const inQuotes = quoted.exec(first);
  const name = inQuotes?.slice(2).find((text) => text !== undefined) ?? '';
  const before = inQuotes?.[1]?.trim() ?? '';
  // A dash outside the quotes comes first: "Weird Al" Yankovic - Eat It.
  const isQuoted = !dashed || (before !== '' && before.length < left.length);
  if (inQuotes && isQuoted && classify(name).kind === 'title') {
    const rest = first.slice(inQuotes[0].length);
    const singer =
      before.replace(loose, '').replace(/\s*[:：]$/, '') ||
      cleanVideoTitle(rest.replace(/^\s*by\s+/i, '').trim());
    const { version } = titleParts(`x ${rest}`);
    const own = cleanVideoTitle(name) || name;
    return { artist: singer || owner, title: version === null ? own : `${own} (${version})` };
  }
  if (!dashed) {
    const isPair = parts.length === 2 && second !== undefined && classify(second).kind === 'title';
    const isKnown = is(first, owner) || (second !== undefined && is(second, owner));
    if (isPair && (isKnown || !isOwn)) return inOrder(first, second, owner);
    return splitOtherwise(first, owner, isOwn) ?? { artist: owner, title: cleanVideoTitle(first) || whole };
  }
  // "Title - Official Video": what followed the dash was decoration.
  const isDecoration = filmed.test(dashed.title) && titleParts(first).base === dashed.artist;
  if (isDecoration) return { artist: owner, title: cleanVideoTitle(first) };
  return inOrder(dashed.artist, dashed.title, owner, /^["“][^"“”]+["”]$/.test(left));
}

/** What a file says is in its picture: XMP, IPTC and EXIF, as far as people wrote it. */
import { cleanProse } from '../model/clean-text.ts';
import { decodeText } from '../songs/decode.ts';
import { childOf, parseXml, type XmlElement } from '../songs/formats/xml.ts';

/** Blocks of metadata as sharp gives them. */
export type Metadata = { xmp?: Buffer; iptc?: Buffer; exif?: Buffer };

const maxBytes = 256 * 1024;
const maxChars = 300;

/** What cameras and programs write by themselves. */
const written =
  /digital (?:still )?camera|^(?:sony dsc|untitled|exif jpeg|new (?:image|picture|document)|created (?:with|by)|(?:image|picture|photo|screenshot)[\s_#-]{0,3}\d)|\b\w+\.(?:jpe?g|png|webp|avif|gif|tiff?|heic|psd)$/i;
const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/** Two words at least, since single ones are mostly codes of phones ("oznor"), and none of a machine's own. */
function isWritten(text: string): boolean {
  const words = [...segmenter.segment(text)].filter(
    ({ isWordLike, segment }) => isWordLike && /\p{L}/u.test(segment),
  );
  return words.length >= 2 && !/[{}=]|_\d/.test(text) && !written.test(text);
}

/** null unless people wrote it; at most 300 characters. */
export function ownDescription({ xmp, iptc, exif }: Metadata): string | null {
  const found = [
    ...textsOf(xmp, xmpTexts),
    ...textsOf(iptc, (block) => iptcTexts(block, 120)),
    ...textsOf(exif, exifTexts),
    ...textsOf(xmp, xmpTitles),
    ...textsOf(iptc, (block) => [...iptcTexts(block, 105), ...iptcTexts(block, 5)]),
  ];
  const own = found
    .map((text) =>
      text
        .slice(0, 4 * maxChars)
        .replace(/[\p{Cc}\s]+/gu, ' ')
        .trim(),
    )
    .find(isWritten);
  const clean = cleanProse(own ?? '', maxChars);
  return clean === '' ? null : clean;
}

/** None of a block that is too large or broken: the picture itself may be fine. */
function textsOf(block: Buffer | undefined, read: (block: Buffer) => string[]): string[] {
  if (block === undefined || block.length > maxBytes) return [];
  try {
    return read(block);
  } catch {
    return [];
  }
}

/** Texts of the properties with these names, in the order of the names; alternatives are in `rdf:Alt`. */
function properties(xmp: Buffer, names: readonly string[]): string[] {
  const all: XmlElement[] = [];
  const open = [parseXml(xmp.toString('utf8').replaceAll('\0', ''), 'XMP')];
  for (let element = open.pop(); element !== undefined; element = open.pop()) {
    all.push(element);
    open.push(...element.children);
  }
  return names.flatMap((name) => {
    const element = all.find((one) => one.name === name);
    return element === undefined ? [] : [childOf(childOf(element, 'Alt'), 'li')?.text ?? element.text];
  });
}

const xmpTexts = (xmp: Buffer): string[] => properties(xmp, ['AltTextAccessibility', 'description']);
const xmpTitles = (xmp: Buffer): string[] => properties(xmp, ['Headline', 'title']);

/** The first value of record 2's data set `number`: marker 28, record, number, length in two bytes (IPTC-IIM 4.2). */
function iptcTexts(iptc: Buffer, number: number): string[] {
  const at = iptc.indexOf(Buffer.from([28, 2, number]));
  return at < 0 ? [] : [decodeText(iptc.subarray(at + 5, at + 5 + iptc.readUInt16BE(at + 3)))];
}

/** ImageDescription, then XPTitle of Windows (UTF-16), in the first directory (EXIF 2.32, TIFF 6.0). */
function exifTexts(exif: Buffer): string[] {
  const tiff = exif.subarray(0, 4).toString('latin1') === 'Exif' ? exif.subarray(6) : exif;
  const isLittle = tiff.subarray(0, 2).toString('latin1') === 'II';
  const read16 = (at: number): number => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const read32 = (at: number): number => (isLittle ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  const directory = read32(4);
  const count = Math.min(read16(directory), 200);
  const values = new Map<number, Buffer>();
  for (let at = directory + 2; at < directory + 2 + 12 * count; at += 12) {
    const length = read32(at + 4);
    const from = length <= 4 ? at + 8 : read32(at + 8);
    values.set(read16(at), tiff.subarray(from, from + length));
  }
  const description = values.get(0x010e);
  const title = values.get(0x9c9b);
  return [
    ...(description === undefined ? [] : [decodeText(description)]),
    ...(title === undefined ? [] : [title.toString('utf16le')]),
  ];
}

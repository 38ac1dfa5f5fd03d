/** Makes text from outside safe to show: Discord's markdown, mentions, links and invisible characters. */

/**
 * Controls, bidirectional overrides, fillers, lone surrogates and other invisible characters. The joiners U+200C and
 * U+200D and the emoji selector U+FE0F stay: Persian, Hindi and many emoji need them.
 */
const invisible =
  /(?!\u200c|\u200d|\ufe0f)[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Default_Ignorable_Code_Point}\ufff9-\ufffd]/gu;

/** No language puts more than two marks on one letter; piles of them cover other lines. */
const piledMarks = /(\p{M}{2})\p{M}+/gu;

/** What Discord's markdown reacts to; a backslash before it turns that off. */
const markdown = /[\\*_~`|<>@#[\]()]|:(?=\S)|^[-+>]|^\d+(?=\.\s)/g;

/** One line of plain text: no invisible characters, no line breaks, no run of blanks. */
export function plainLine(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(invisible, '')
    .normalize('NFC')
    .replace(piledMarks, '$1')
    .replace(/ {2,}/g, ' ')
    .trim();
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Cut to `max` UTF-16 units, never within a visible character; ends with an ellipsis if cut. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  if (max < 1) return '';
  let kept = '';
  // A visible character may be many units long.
  for (const { segment } of graphemes.segment(text.slice(0, max + 64))) {
    if (kept.length + segment.length > max - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** `plainLine`, cut to `max` characters, with Discord's markdown escaped. */
export function escaped(text: string, max: number): string {
  return cut(plainLine(text), max).replace(markdown, (found) =>
    /^\d/.test(found) ? `${found}\\` : `\\${found}`,
  );
}

/** The text escaped and in italics; null when nothing of it is visible. */
export function italic(text: string, max: number): string | null {
  const shown = escaped(text, max);
  return shown === '' ? null : `*${shown}*`;
}

/** An http(s) address that is safe in a masked link or an embed, or null; also null if longer than `max`. */
export function safeLink(url: string | null, max = 300): string | null {
  if (url === null || url.length > max || !URL.canParse(url)) return null;
  const { protocol, href, username, password } = new URL(url);
  if (!/^https?:$/.test(protocol) || username !== '' || password !== '') return null;
  // A bracket would end the masked link early; some clients read `|` and `*` as markdown.
  const quoted = href.replace(
    /[()<>|*`\\]/g,
    (found) => `%${found.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
  return quoted.length > max ? null : quoted;
}

/** `[text](url)` from untrusted parts; the text alone when the address is unusable. */
export function maskedLink(text: string, url: string | null, max: number): string {
  const link = safeLink(url);
  const label = escaped(text, max);
  return link === null || label === '' ? label : `[${label}](${link})`;
}

/** Joins the parts that are there. */
export function joined(parts: readonly (string | null)[], separator: string): string {
  return parts.filter((part) => part !== null && part !== '').join(separator);
}

const cells = 10;

/** `▰▰▰▱▱▱▱▱▱▱` for 0..1; anything above 0 shows at least one cell. */
export function bar(part: number): string {
  const clamped = Math.min(1, Math.max(0, part));
  const full = clamped > 0 ? Math.max(1, Math.round(clamped * cells)) : 0;
  return '▰'.repeat(full) + '▱'.repeat(cells - full);
}

/** 0..1 as a whole number of percent. */
export function percent(part: number): number {
  return Math.round(Math.min(1, Math.max(0, part)) * 100);
}

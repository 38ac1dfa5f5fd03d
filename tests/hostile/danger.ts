/**
 * What Discord would make something of: a mention, a link that is not ours, markup that was not escaped. In embeds, and
 * nothing from outside stands anywhere else, an address without a scheme is no link.
 */
export function danger(text: string): string[] {
  const without = text
    .replace(
      /\]\(https:\/\/(?:open\.spotify\.com|www\.youtube\.com|music\.youtube\.com|www\.deezer\.com|discord\.com)\/[^\s()]*\)/g,
      '',
    )
    // Our own bars stand in code marks.
    .replace(/`[^`\n]*[▰▱][^`\n]*`/g, '')
    .replace(/\\[^A-Za-z0-9\s]/g, '');
  return [...without.matchAll(/@(?:everyone|here)|<[@#:a-z]|https?:\/\/|\]\(|\|\||`/gi)].map(
    ([found]) => found,
  );
}

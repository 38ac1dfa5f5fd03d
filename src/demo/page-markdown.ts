/** The part of Discord's markdown that the demo's reply uses, as HTML. */

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function html(text: string): string {
  return text.replace(/[&<>"']/g, (found) => entities[found] ?? '');
}

/** In escaped text: a backslash escape, code, bold, emphasis, a link. Bounded, so that reading stays linear. */
const tokens =
  /\\(&[a-z0-9#]{2,5};|[!-/:-@[-`{-~])|`([^`]{1,2000})`|\*\*((?:\\.|[^*\\]|\*(?!\*)){1,1000})\*\*|\*((?:\\.|[^*\\]){1,2000})\*|\[((?:\\.|[^\]\\]){1,500})\]\((https?:\/\/[^\s()]{1,500})\)/g;

function format(escaped: string): string {
  return escaped.replace(tokens, (_, character, code, bold, emphasis, label, url) => {
    if (character !== undefined) return character;
    if (code !== undefined) return `<code>${code}</code>`;
    if (bold !== undefined) return `<strong>${format(bold)}</strong>`;
    if (emphasis !== undefined) return `<em>${format(emphasis)}</em>`;
    return `<a href="${url}" rel="noreferrer">${format(label)}</a>`;
  });
}

/** Markdown within a line. */
export const inline = (text: string): string => format(html(text));

/** Lines; `-# ` begins a small one. */
export function markdown(text: string): string {
  return text
    .split('\n')
    .map((line) => (line.startsWith('-# ') ? `<small>${inline(line.slice(3))}</small>` : inline(line)))
    .map((line) => `<div class="line">${line === '' ? '&nbsp;' : line}</div>`)
    .join('');
}

/** The part of Discord's markdown that replies use → HTML. */

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

/** What may begin at a place in a line, first that fits. Each is bounded, so reading stays linear. */
const tokens: readonly (readonly [RegExp, (parts: RegExpExecArray) => string])[] = [
  [/\\([!-/:-@[-`{-~])/y, ([, character]) => html(character ?? '')],
  [/`([^`]{1,2000})`/y, ([, code]) => `<code>${html(code ?? '')}</code>`],
  [/\*\*((?:\\.|[^*\\]|\*(?!\*)){1,1000})\*\*/y, ([, inner]) => `<strong>${inline(inner ?? '')}</strong>`],
  [/\*((?:\\.|[^*\\]){1,2000})\*/y, ([, inner]) => `<em>${inline(inner ?? '')}</em>`],
  [
    /\[((?:\\.|[^\]\\]){1,500})\]\((https?:\/\/[^\s()]{1,500})\)/y,
    ([, label, url]) => `<a href="${html(url ?? '')}" rel="noreferrer">${inline(label ?? '')}</a>`,
  ],
  [/<t:\d{1,12}:R>/y, () => '<span class="time">in a moment</span>'],
];

/** Markdown within a line. */
export function inline(text: string): string {
  let out = '';
  for (let at = 0; at < text.length; ) {
    let length = 0;
    for (const [pattern, render] of tokens) {
      pattern.lastIndex = at;
      const found = pattern.exec(text);
      if (found === null) continue;
      out += render(found);
      length = found[0].length;
      break;
    }
    if (length === 0) out += html(text.charAt(at));
    at += Math.max(1, length);
  }
  return out;
}

/** Lines; `-# ` begins a small one. */
export function markdown(text: string): string {
  return text
    .split('\n')
    .map((line) => (line.startsWith('-# ') ? `<small>${inline(line.slice(3))}</small>` : inline(line)))
    .map((line) => `<div class="line">${line === '' ? '&nbsp;' : line}</div>`)
    .join('');
}

/** A reply as an HTML page: the JSON that Discord is sent, in Discord's look, dark and light. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  type APIButtonComponent,
  type APIEmbed,
  type APIStringSelectComponent,
  ComponentType,
} from 'discord.js';
import { escapeUTF8 as html } from 'entities';
import type { ReplyMessage } from '../discord/reply/message.ts';
import { packagePath } from '../package-path.ts';

/** `data` is a `data:` URL. */
type PagePicture = { data: string; alt: string };

type PageOptions = {
  /** Pictures by their address in the reply; any other is shown as a plain tile. */
  pictures: ReadonlyMap<string, PagePicture>;
  /** The command line above the reply: `/scenescore`. */
  command: string;
};

/** A whole document. It loads nothing from the network, and its policy forbids it. */
export function replyPage(reply: ReplyMessage, { pictures, command }: PageOptions): string {
  const style = readFileSync(packagePath('assets', 'demo', 'page.css'), 'utf8');
  const hash = createHash('sha256').update(style).digest('base64');
  // An embed's accent colour is set by a style attribute.
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; style-src-attr 'unsafe-inline'; img-src data:`;
  const message = messageHtml(reply, pictures, command);
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${html(policy)}">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    `<title>SceneScore</title><style>${style}</style></head><body><main>`,
    `<section class="dark">${message}</section><section class="light">${message}</section>`,
    '</main></body></html>\n',
  ].join('\n');
}

function messageHtml(reply: ReplyMessage, pictures: PageOptions['pictures'], command: string): string {
  const { content = '', embeds = [], components = [] } = reply;
  return [
    `<div class="used"><b>you</b> used <code>${html(command)}</code></div>`,
    '<article><div class="avatar">♪</div><div class="body">',
    '<span class="who">SceneScore</span><span class="badge">APP</span><span class="when">Today at 18:42</span>',
    content === '' ? '' : `<div>${markdown(content)}</div>`,
    ...embeds.map((embed) => embedHtml(embed, pictures)),
    ...components.map(({ components: row }) => `<div class="row">${row.map(componentHtml).join('')}</div>`),
    '</div></article>',
  ].join('');
}

function embedHtml(embed: APIEmbed, pictures: PageOptions['pictures']): string {
  const accent = `#${(embed.color ?? 0x80848e).toString(16).padStart(6, '0')}`;
  const title = inline(embed.title ?? '');
  const linked =
    embed.url === undefined ? title : `<a href="${html(embed.url)}" rel="noreferrer">${title}</a>`;
  return [
    `<div class="embed" style="--accent:${accent}"><div>`,
    embed.author === undefined ? '' : `<div class="author">${html(embed.author.name)}</div>`,
    title === '' ? '' : `<div class="title">${linked}</div>`,
    embed.description === undefined ? '' : `<div class="text">${markdown(embed.description)}</div>`,
    '</div>',
    embed.thumbnail === undefined
      ? ''
      : pictureHtml(pictures.get(embed.thumbnail.url), 'thumb') || '<div class="thumb nothumb">♪</div>',
    embed.image === undefined ? '' : pictureHtml(pictures.get(embed.image.url), 'large'),
    embed.footer === undefined ? '' : `<div class="foot">${html(embed.footer.text)}</div>`,
    '</div>',
  ].join('');
}

function pictureHtml(picture: PagePicture | undefined, look: 'thumb' | 'large'): string {
  if (picture?.data.startsWith('data:image/') !== true) return '';
  return `<img class="${look}" alt="${html(picture.alt)}" src="${html(picture.data)}">`;
}

function componentHtml(component: APIButtonComponent | APIStringSelectComponent): string {
  if (component.type === ComponentType.StringSelect) {
    return `<div class="select"><span>${html(component.placeholder ?? '')}</span><span>⌄</span></div>`;
  }
  const emoji = 'emoji' in component ? (component.emoji?.name ?? '') : '';
  const label = 'label' in component ? (component.label ?? '') : '';
  return `<span class="button"><span>${html(emoji)}</span>${html(label)}</span>`;
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
const inline = (text: string): string => format(html(text));

/** Lines; `-# ` begins a small one. */
export function markdown(text: string): string {
  return text
    .split('\n')
    .map((line) => (line.startsWith('-# ') ? `<small>${inline(line.slice(3))}</small>` : inline(line)))
    .map((line) => `<div class="line">${line === '' ? '&nbsp;' : line}</div>`)
    .join('');
}

/** The pages that people see in their browser. Without scripts, and nothing is loaded from elsewhere. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { html, raw } from 'hono/html';
import { textsIn } from '../locales/in-words.ts';
import type { Language } from '../model/language.ts';
import { packagePath } from '../package-path.ts';

const style = readFileSync(packagePath('assets', 'web.css'), 'utf8');

/** Allows this style in the Content-Security-Policy. */
export const styleHash = `'sha256-${createHash('sha256').update(style).digest('base64')}'`;

type Body = ReturnType<typeof html>;

export type Accounts = { name: string; userId: string; spotifyName: string; spotifyId: string };

/** `html` escapes what goes into it; backticks stand around code. */
const paragraph = (sentence: string): Body =>
  html`<p>${sentence.split('`').map((part, at) => (at % 2 === 0 ? part : html`<code>${part}</code>`))}</p>`;

export function pagesIn(language: Language) {
  const words = textsIn(language).linkPages;

  const page = (title: string, ...body: Body[]): Body => html`<!DOCTYPE html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – SceneScore</title><style>${raw(style)}</style></head>
<body><main><h1>${title}</h1>${body}</main></body>
</html>`;

  /** Ids and usernames are shown, since anybody may take anybody's display name. */
  const both = ({ name, userId, spotifyName, spotifyId }: Accounts): Body => html`<p>${words.spotifyAccount}
<strong>${spotifyId}</strong> ${words.shownAs(spotifyName)}<br>${words.discordAccount} <strong>@${name}</strong> (id ${userId})</p>`;

  return {
    /** Nothing is linked yet: the person may have followed somebody else's link. */
    confirm: (accounts: Accounts & { token: string }): Body =>
      page(
        words.confirm.title,
        both(accounts),
        paragraph(words.confirm.text),
        html`<form method="post" action="confirm"><input type="hidden" name="token" value="${accounts.token}">
<button id="confirm">${words.confirm.button}</button></form>`,
      ),
    linked: (accounts: Accounts): Body =>
      page(
        words.linked.title,
        both(accounts),
        paragraph(words.linked.text),
        html`<form method="post" action="undo"><p><button id="undo">${words.linked.undo}</button></p></form>`,
      ),
    undone: (isUndone: boolean): Body => {
      const { title, text } = isUndone ? words.undone : words.nothingToUndo;
      return page(title, paragraph(text));
    },
    /** `sentence` says why, and what can be done. */
    nothingLinked: (sentence: string): Body => page(words.nothingLinked, paragraph(sentence)),
    /** `sentence` says what is left to do. */
    almostThere: (sentence: string): Body => page(words.almostThere, paragraph(sentence)),
    failed: (): Body => page(words.failed, paragraph(words.notAsked)),
    /** For a bug; `code` is the request id in the log. */
    bug: (code: string): Body => page(words.failed, paragraph(words.bug(code))),
    nothingHere: (): Body => page(words.nothingHere.title, paragraph(words.nothingHere.text)),
  };
}

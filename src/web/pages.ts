/** The pages that people see in their browser. Without scripts, and nothing is loaded from elsewhere. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { html, raw } from 'hono/html';
import { packagePath } from '../package-path.ts';

const style = readFileSync(packagePath('assets', 'web.css'), 'utf8');

/** Allows this style in the Content-Security-Policy. */
export const styleHash = `'sha256-${createHash('sha256').update(style).digest('base64')}'`;

type Body = ReturnType<typeof html>;

function page(title: string, body: Body): Body {
  return html`<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – SceneScore</title><style>${raw(style)}</style></head>
<body><main><h1>${title}</h1>${body}</main></body>
</html>`;
}

export type Accounts = { name: string; userId: string; spotifyName: string; spotifyId: string };

/** `html` escapes the names. Ids and usernames are shown, since anybody may take anybody's display name. */
const both = ({ name, userId, spotifyName, spotifyId }: Accounts): Body => html`<p>Spotify account:
<strong>${spotifyId}</strong> (shown as “${spotifyName}”)<br>Discord account: <strong>@${name}</strong> (id ${userId})</p>`;

/** Nothing is linked yet: the person may have followed somebody else's link. */
export function confirmPage(accounts: Accounts & { token: string }): Body {
  return page(
    'Link these two accounts?',
    html`${both(accounts)}<p>Once they are linked, the owner of this Discord account can see the private playlists and liked songs of this Spotify
account. If either account is not yours, somebody sent you their link: close this page, and nothing is linked.</p>
<form method="post" action="confirm"><input type="hidden" name="token" value="${accounts.token}">
<button id="confirm">Both are mine: link them</button></form>`,
  );
}

export function linkedPage(accounts: Accounts): Body {
  return page(
    'Your songs are in reach',
    html`${both(accounts)}<p>They are linked now. You can close this page and ask SceneScore for your playlists, or for <code>liked</code>.</p>
<form method="post" action="undo"><p><button id="undo">That is not me: undo it</button></p></form>`,
  );
}

export function undonePage(isUndone: boolean): Body {
  return isUndone
    ? page(
        'Undone',
        html`<p>The link is gone, and SceneScore has forgotten what it was given. To be thorough, you can
also remove SceneScore from the list of apps in your Spotify account.</p>`,
      )
    : page(
        'Nothing to undo',
        html`<p>There is no link from this browser to undo. <code>/spotify unlink</code> in
Discord removes your own.</p>`,
      );
}

/** `sentence` says what happened and what can be done. */
export const sentencePage = (title: string, sentence: string): Body => page(title, html`<p>${sentence}</p>`);

export function failedPage(): Body {
  return page(
    'That did not work',
    html`<p>Spotify could not be asked just now, so nothing was linked. Please wait a little and use
<code>/spotify link</code> again.</p>`,
  );
}

/** For a bug; `code` is the request id in the log. */
export function bugPage(code: string | undefined): Body {
  return page(
    'That did not work',
    html`<p>Something went wrong on our side, so nothing was linked. Please use <code>/spotify link</code> again; if it
happens again, give the person who runs this bot the code <code>${code ?? 'none'}</code>.</p>`,
  );
}

export function missingPage(): Body {
  return page('Nothing here', html`<p>SceneScore lives in Discord: try <code>/scenescore</code> there.</p>`);
}

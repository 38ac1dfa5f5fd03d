/** Fetches files people attached: from allowed hosts only, and of limited size. */
import { ServiceError, UserError } from '../../errors.ts';
import { file as fileWords, photo as photoWords } from '../../locales/en/discord/run.ts';
import type { Http } from '../../net/http.ts';
import type { Bot } from '../bot.ts';
import type { PressInteraction } from '../command.ts';

/** The sentences for each reason why an attachment cannot be used. */
export type AttachmentWords = {
  foreignHost: string;
  tooLarge: (maxMegabytes: number) => string;
  gone: string;
  empty: string;
};

export type AttachmentFetch = {
  http: Http;
  /** `host` means https; `host:port` may be plain http. */
  hosts: readonly string[];
  url: string;
  maxBytes: number;
  signal?: AbortSignal | undefined;
  words: AttachmentWords;
};

export const megabytes = (bytes: number): number => Math.floor(bytes / 1024 / 1024);

/** May this address be fetched? The port counts: `cdn.example` does not allow `cdn.example:8080`. */
export function isAttachmentHost(url: string, hosts: readonly string[]): boolean {
  if (url.length > 2_048 || !URL.canParse(url)) return false;
  const { protocol, hostname, host, username, password } = new URL(url);
  if (username !== '' || password !== '') return false;
  if (protocol === 'https:' && host === hostname && hosts.includes(hostname)) return true;
  // `host` omits a scheme's default port; an entry may name it.
  const full = host === hostname ? `${hostname}:${protocol === 'https:' ? 443 : 80}` : host;
  return /^https?:$/.test(protocol) && hosts.includes(full);
}

/** Other hosts were configured, and may be in a private network. */
const isDiscords = (url: string): boolean =>
  /^(?:cdn\.discordapp\.com|media\.discordapp\.net)$/.test(new URL(url).host);

/** The bytes. Throws a `UserError` for what the person can fix; redirects to other hosts are not followed. */
export async function fetchAttachment(options: AttachmentFetch): Promise<Uint8Array> {
  const { http, hosts, url, maxBytes, words, signal } = options;
  if (!isAttachmentHost(url, hosts)) throw new UserError('foreign-host', words.foreignHost);
  try {
    const { bytes } = await http.request({
      service: 'discord',
      url,
      onlyPublic: isDiscords(url),
      maxBytes,
      timeoutMs: 30_000,
      signal,
      mayRedirectTo: (next) => isAttachmentHost(next.href, hosts),
    });
    if (bytes.byteLength === 0) throw new UserError('empty-file', words.empty);
    return bytes;
  } catch (cause) {
    if (!(cause instanceof ServiceError) || cause.retryable) throw cause;
    // A success status with a failure: only the size does that.
    if (cause.status !== undefined && cause.status < 300) {
      throw new UserError('file-too-large', words.tooLarge(megabytes(maxBytes)), { cause });
    }
    throw new UserError('file-gone', words.gone, { cause });
  }
}

type Fetching = Pick<Bot, 'http' | 'attachmentHosts' | 'limits'>;

/** Throws a `UserError` for what the person can fix. */
export function fetchPhoto(
  url: string,
  { http, attachmentHosts: hosts, limits }: Fetching,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  return fetchAttachment({ http, hosts, url, maxBytes: limits.maxPhotoBytes, signal, words: photoWords });
}

/** An attached playlist, as an input of the match. Throws a `UserError` for what the person can fix. */
export async function fetchAttachedFile(
  { url, name }: { url: string; name: string },
  { http, attachmentHosts: hosts, limits }: Fetching,
  signal: AbortSignal,
) {
  const maxBytes = limits.maxFileBytes;
  const bytes = await fetchAttachment({ http, hosts, url, maxBytes, signal, words: fileWords });
  return { kind: 'file' as const, name, bytes };
}

/** The photo's address in the pressed message, fresh from Discord: an answer shows it on top, a card by its title. */
export function pressedPhotoUrl({ message }: PressInteraction): string | null {
  const embed = message?.embeds[0];
  return embed?.thumbnail?.url ?? embed?.author?.iconURL ?? null;
}

/** The small copy of the photo in the pressed message; null when it shows none. Throws a `UserError` when it is gone. */
export async function pressedPhoto(interaction: PressInteraction, bot: Fetching): Promise<Uint8Array | null> {
  const url = pressedPhotoUrl(interaction);
  return url === null || !isAttachmentHost(url, bot.attachmentHosts) ? null : fetchPhoto(url, bot);
}

/** Files people attached, fetched from Discord's own hosts only, and never more than we asked for. */
import { ServiceError, UserError } from '../../errors.ts';
import type { Http } from '../../net/http.ts';

export type AttachmentFetch = {
  http: Http;
  /** `host` means https; `host:port` may be plain http. */
  hosts: readonly string[];
  url: string;
  maxBytes: number;
  signal?: AbortSignal;
  /** What to tell the person in each case. */
  sentences: { foreignHost: string; tooLarge: string; gone: string; empty: string };
};

/** May this address be fetched? The port counts: `cdn.example` does not allow `cdn.example:8080`. */
export function isAttachmentHost(url: string, hosts: readonly string[]): boolean {
  if (url.length > 2_048 || !URL.canParse(url)) return false;
  const { protocol, hostname, host, username, password } = new URL(url);
  if (username !== '' || password !== '') return false;
  if (protocol === 'https:' && host === hostname && hosts.includes(hostname)) return true;
  // `host` leaves out a scheme's usual port: an entry may name it all the same.
  const full = host === hostname ? `${hostname}:${protocol === 'https:' ? 443 : 80}` : host;
  return /^https?:$/.test(protocol) && hosts.includes(full);
}

/** Other hosts are somebody's choice, and may well be on a network of their own. */
const isDiscords = (url: string): boolean =>
  /^(?:cdn\.discordapp\.com|media\.discordapp\.net)$/.test(new URL(url).host);

/** The bytes. Throws `UserError` for what the person can mend; redirects elsewhere are not followed. */
export async function fetchAttachment(options: AttachmentFetch): Promise<Uint8Array> {
  const { http, hosts, url, maxBytes, sentences, signal } = options;
  if (!isAttachmentHost(url, hosts)) throw new UserError('foreign-host', sentences.foreignHost);
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
    if (bytes.byteLength === 0) throw new UserError('empty-file', sentences.empty);
    return bytes;
  } catch (error) {
    if (!(error instanceof ServiceError) || error.retryable) throw error;
    // Answered within the 200s, yet refused by the client: only the size does that.
    const tooLarge = error.status !== undefined && error.status < 300;
    throw new UserError(
      tooLarge ? 'file-too-large' : 'file-gone',
      tooLarge ? sentences.tooLarge : sentences.gone,
      {
        cause: error,
      },
    );
  }
}

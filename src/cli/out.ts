/** Where a command's answer goes, and what it reads from disk. */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { UserError } from '../errors.ts';
import type { PlaylistInput } from '../pipeline/request.ts';

export type Out = {
  /** Writes to standard output, ending the line. */
  print(text: string): void;
  /** Of the terminal; 80 when piped. */
  columns: number;
  progressStream: NodeJS.WriteStream;
};

const maxPhotoBytes = 25 * 1024 * 1024;
const maxPlaylistBytes = 10 * 1024 * 1024;

async function readLimited(path: string, what: string, maxBytes: number): Promise<Uint8Array> {
  const found = await stat(path).catch(() => null);
  if (found === null)
    throw new UserError(`no-such-${what}`, `There is no ${what} at ${path}. Check the path.`);
  if (!found.isFile())
    throw new UserError(`no-such-${what}`, `${path} is not a file. Give me the ${what} itself.`);
  if (found.size > maxBytes) {
    const mega = (bytes: number): string => `${Math.ceil(bytes / 1024 / 1024)} MB`;
    throw new UserError(
      what === 'photo' ? 'image-too-large' : 'file-too-large',
      `This ${what} has ${mega(found.size)}; I can take up to ${mega(maxBytes)}. Give me a smaller one.`,
    );
  }
  return readFile(path).catch((cause: unknown) => {
    throw new UserError(`no-such-${what}`, `I am not allowed to read ${path}. Check its permissions.`, {
      cause,
    });
  });
}

/** The bytes of a photo; too large is said before anything is read. Throws `UserError`. */
export function readPhotoFile(path: string): Promise<Uint8Array> {
  return readLimited(path, 'photo', maxPhotoBytes);
}

/** With a scheme, by its host, or the one word that stands for Liked Songs. */
const looksLikeLink = /^(?:[a-z]{3,20}:|liked$|(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,24}\/)/i;

/** A link stays a link; anything else, and whatever is there on disk, is a file. Throws `UserError`. */
export async function playlistInput(text: string): Promise<PlaylistInput> {
  const isFile = (await stat(text).catch(() => null)) !== null;
  if (!isFile && looksLikeLink.test(text)) return { kind: 'link', link: text };
  const bytes = await readLimited(text, 'playlist', maxPlaylistBytes);
  return { kind: 'file', name: basename(text), bytes };
}

/** One JSON document. */
export function printJson(out: Out, document: unknown): void {
  out.print(JSON.stringify(document, null, 2));
}

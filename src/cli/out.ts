/** Where a command's answer goes, and what it reads from disk. */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import type { App } from '../app/app.ts';
import { UserError } from '../errors.ts';
import { MAX_SOUND_BYTES } from '../hearing/sound.ts';
import { cliTexts } from '../locales/en/cli.ts';
import { maxPhotoBytes } from '../model/photo.ts';
import { bytesUpTo } from '../net/bytes.ts';
import type { PlaylistInput } from '../pipeline/request.ts';

export type Out = {
  /** Writes to standard output, ending the line. */
  print(text: string): void;
  /** Writes to standard error. */
  complain(text: string): void;
  /** Of the terminal; 80 when piped. */
  columns: number;
  progressStream: NodeJS.WriteStream;
  /** Shows a question and gives the line typed; empty when there is none. Only where somebody is there to answer. */
  ask?: ((question: string) => Promise<string>) | undefined;
  /** Standard input, for a playlist named `-`. */
  input?: AsyncIterable<Uint8Array> | undefined;
};

const texts = cliTexts.files;

function tooLarge(what: string, bytes: number, maxBytes: number): UserError {
  const mega = (count: number): string => `${Math.ceil(count / 1024 / 1024)} MB`;
  return new UserError(
    what === 'photo' ? 'image-too-large' : 'file-too-large',
    texts.tooLarge(what, mega(bytes), mega(maxBytes)),
  );
}

async function readLimited(path: string, what: string, maxBytes: number): Promise<Uint8Array> {
  const found = await stat(path).catch(() => null);
  if (found === null) throw new UserError(`no-such-${what}`, texts.missing(what, path));
  if (!found.isFile()) throw new UserError(`no-such-${what}`, texts.notAFile(what, path));
  if (found.size > maxBytes) throw tooLarge(what, found.size, maxBytes);
  return readFile(path).catch((cause: unknown) => {
    throw new UserError(`no-such-${what}`, texts.forbidden(path), { cause });
  });
}

/** Checks the size before anything is read. Throws `UserError`. */
export const readPhotoFile = (path: string): Promise<Uint8Array> => readLimited(path, 'photo', maxPhotoBytes);

/** With a scheme, by its host, or the word for Liked Songs. */
const looksLikeLink = /^(?:[a-z]{3,20}:|liked$|(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,24}\/)/i;

async function readInput(input: AsyncIterable<Uint8Array> = Readable.from([])): Promise<Uint8Array> {
  const bytes = await bytesUpTo(MAX_SOUND_BYTES, input);
  if (bytes === null) throw tooLarge('playlist', MAX_SOUND_BYTES + 1, MAX_SOUND_BYTES);
  return bytes;
}

/**
 * A path that exists is a file or a folder of music, whatever it looks like; `-` is standard input, and several lines
 * are a pasted list. Throws `UserError`.
 */
export async function playlistInput(
  text: string,
  { isListening: isHeard }: Pick<App, 'isListening'>,
  { complain, input }: Out,
): Promise<PlaylistInput> {
  if (text === '-') return { kind: 'file', name: '', bytes: await readInput(input) };
  if (text.includes('\n')) return { kind: 'text', text };
  const found = await stat(text).catch(() => null);
  if (found?.isDirectory()) {
    const { readMusicFolder } = await import('./music-folder.ts');
    const { listening, reading } = cliTexts.folder;
    const playlist = await readMusicFolder(text, {
      isHeard,
      onStart: (files) => complain(`${isHeard ? listening(files) : reading(files)}\n`),
    });
    return { kind: 'playlist', playlist };
  }
  if (found === null && looksLikeLink.test(text)) return { kind: 'link', link: text };
  const bytes = await readLimited(text, 'playlist', MAX_SOUND_BYTES);
  return { kind: 'file', name: basename(text), bytes };
}

/** Prints one JSON document with `--json`, the text for a person without. */
export function printAnswer(out: Out, json: boolean | undefined, document: unknown, text: () => string) {
  out.print(json ? JSON.stringify(document, null, 2) : text());
}

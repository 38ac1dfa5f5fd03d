/** AAC by the machine's own ffmpeg: no library that may be used here decodes it. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RATE } from '../resample.ts';
import { NotHeard, type Pcm } from '../sound.ts';
import { middleOf } from './feed.ts';

/** Seconds that are decoded, from the beginning: of an ordinary song the middle of them is past its opening. */
const DECODED = 150;
const TIMEOUT_MS = 10_000;
const MAX_BYTES = DECODED * RATE * 4;

/** The format is given and the protocols are named, so that a file cannot make it open others. */
const parameters = (file: string, format: 'mov' | 'aac'): string[] => [
  ...['-nostdin', '-v', 'error', '-threads', '1', '-protocol_whitelist', 'file,pipe'],
  ...['-f', format, '-i', `file:${file}`, '-map', '0:a:0', '-t', String(DECODED)],
  ...['-ac', '2', '-ar', String(RATE), '-f', 's16le', 'pipe:1'],
];

let found: Promise<boolean> | undefined;

/** Can AAC be decoded on this machine? Looked for until it is found: the host may install it any time. */
export async function hasFfmpeg(): Promise<boolean> {
  found ??= new Promise((resolve) => {
    const child = spawn('ffmpeg', ['-version'], { stdio: 'ignore', timeout: TIMEOUT_MS });
    child.on('error', () => resolve(false));
    child.on('close', (code) => resolve(code === 0));
  });
  const isHere = await found;
  if (!isHere) found = undefined;
  return isHere;
}

function run(file: string, format: 'mov' | 'aac'): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn('ffmpeg', parameters(file, format), {
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: TIMEOUT_MS,
      killSignal: 'SIGKILL',
    });
    const parts: Buffer[] = [];
    let length = 0;
    child.on('error', (error: NodeJS.ErrnoException) =>
      reject(new NotHeard(error.code === 'ENOENT' ? 'needs-ffmpeg' : 'damaged', error)),
    );
    child.stdout.on('data', (part: Buffer) => {
      parts.push(part);
      length += part.length;
      if (length > MAX_BYTES) child.kill('SIGKILL');
    });
    child.on('close', () => resolve(Buffer.concat(parts)));
  });
}

/** Through a file, as the table of an MP4 may come last and a pipe cannot be read backwards. */
async function decode(bytes: Uint8Array, format: 'mov' | 'aac'): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'scenescore-'));
  try {
    const file = join(folder, 'sound');
    await writeFile(file, bytes, { mode: 0o600 });
    return await run(file, format);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export async function decodeByFfmpeg(
  bytes: Uint8Array,
  format: 'mov' | 'aac',
  seconds: number,
): Promise<Pcm> {
  const output = await decode(bytes, format);
  const frames = Math.floor(output.length / 4);
  const channels = [0, 2].map((offset) =>
    Float32Array.from({ length: frames }, (_, at) => output.readInt16LE(4 * at + offset) / 2 ** 15),
  );
  return middleOf({ channels, rate: RATE }, seconds);
}

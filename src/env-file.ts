/** Settings in a file: `.env` in the working folder. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { UserError } from './errors.ts';
import { hostTexts } from './locales/en/host.ts';

/**
 * Adds settings from `.env` in the working folder, where there is one, to `env`; what is set already stays. Throws
 * `UserError` for a file that cannot be read: going on without it could send out what it forbids.
 */
export function loadEnvFile<T extends Record<string, string | undefined>>(env: T, path = '.env'): T {
  if (!existsSync(path)) return env;
  const before = { ...env };
  return Object.assign(env, parseEnv(readText(path)), before);
}

function readText(path: string): string {
  try {
    const bytes = readFileSync(path);
    // As PowerShell's `>` writes it. A decoder removes the mark that Windows puts before UTF-8 as well.
    const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
    return new TextDecoder(isWide ? 'utf-16le' : 'utf-8').decode(bytes);
  } catch (cause) {
    throw new UserError('unreadable-settings', hostTexts.settings.unreadable(resolve(path)), { cause });
  }
}

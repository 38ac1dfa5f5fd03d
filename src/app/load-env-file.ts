import { existsSync } from 'node:fs';
import process from 'node:process';

/** Takes settings from `.env` in the working folder, where there is one; what is set already stays. */
export function loadEnvFile(path = '.env'): void {
  // From Node 20.12 on; older ones take `--env-file`.
  if (existsSync(path) && typeof process.loadEnvFile === 'function') process.loadEnvFile(path);
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';

const root = join(import.meta.dirname, '..');
const example = readFileSync(join(root, '.env.example'), 'utf8');
const source = readFileSync(join(root, 'src/config.ts'), 'utf8');

describe('.env.example', () => {
  it('names every setting, and none that does not exist', () => {
    const known = [...source.matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map(([, name]) => name);
    const named = [...example.matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name);
    expect([...new Set(named)].sort()).toEqual([...new Set(known)].sort());
    expect(named).toHaveLength(new Set(named).size);
  });

  it('is a good configuration as it stands, and the defaults it tells are the defaults', () => {
    const told = example
      .replaceAll(/^# ([A-Z][A-Z0-9_]+=\S+)$/gm, '$1')
      .replaceAll(/^(PUBLIC_URL|HTTP_PORT)=.*$/gm, '');
    // A variable that is there and empty counts as one that is not there.
    const plain = (env: Record<string, string | undefined>) => JSON.parse(JSON.stringify(readConfig(env)));
    expect(plain(parseEnv(told))).toEqual(plain({}));
    expect(plain(parseEnv(example))).toEqual(plain({}));
  });
});

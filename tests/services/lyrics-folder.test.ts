import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createLyricsFolder } from '../../src/services/lyrics/lyrics-folder.ts';
import { aSong } from '../support/songs.ts';

function folderWith(files: Record<string, string | Uint8Array>): string {
  const dir = mkdtempSync(join(tmpdir(), 'scenescore-lyrics-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  return dir;
}

async function finderIn(files: Record<string, string | Uint8Array>) {
  const folder = await createLyricsFolder({ dir: folderWith(files) });
  return (title: string, ...artists: string[]) => folder.find(aSong({ title, artists }));
}

it('finds files by artist and title, however either is written', async () => {
  const find = await finderIn({
    'The Band - Rain at Noon.txt': 'It rains',
    'ac_dc - thunder song.TXT': 'Thunder',
    'Beyonce - Deja Vu.lrc': '[ti:Deja Vu]\n[00:12.00]Seen\n[00:15.00][00:30.00]before',
    'The Band - Hum.txt': '(Instrumental)',
    'The Band - Empty.txt': ' \n ',
  });
  expect(await find('Rain At Noon - Remastered 2009', 'The Band', 'A Guest')).toEqual({
    kind: 'words',
    text: 'It rains',
  });
  expect(await find('Thunder Song', 'AC/DC')).toEqual({ kind: 'words', text: 'Thunder' });
  expect(await find('Déjà Vu', 'Beyoncé')).toEqual({ kind: 'words', text: 'Seen\nbefore' });
  expect(await find('Hum', 'The Band')).toEqual({ kind: 'instrumental' });
  expect(await find('Empty', 'The Band')).toEqual({ kind: 'none' });
  expect(await find('Rain at Noon', 'Another Band')).toEqual({ kind: 'none' });
});

it('finds the file of all artists before that of the first, and that of two partners before that of one', async () => {
  const find = await finderIn({
    'Ada, Ben - Rain.txt': 'of both',
    'Ada - Rain.txt': 'of one',
    'Cleo & Dan - Snow.txt': 'of both',
    'Cleo - Snow.txt': 'of one',
    'Rain.txt': 'of nobody',
  });
  expect(await find('Rain', 'Ada', 'Ben')).toMatchObject({ text: 'of both' });
  expect(await find('Rain (Remastered 2011)', 'Ada', 'Cleo')).toMatchObject({ text: 'of one' });
  expect(await find('Snow', 'Cleo and Dan')).toMatchObject({ text: 'of both' });
  for (const artist of ['Cleo & Ben', 'Cleo and Ben', 'Cleo + Ben'])
    expect(await find('Snow', artist)).toMatchObject({ text: 'of one' });
  expect(await find('Rain')).toEqual({ kind: 'none' });
});

it('takes no file of another recording', async () => {
  const find = await finderIn({
    'The Band - Rain at Noon (Spanish Version).txt': 'Llueve',
    'The Band - Rain at Noon (Live).txt': 'It rains',
    'The Band - Snow (Demo).txt': 'Snow?',
    'The Band - Hail II.txt': 'Hail again',
  });
  expect(await find('Rain at Noon (Spanish Version)', 'The Band')).toMatchObject({ text: 'Llueve' });
  expect(await find('Rain at Noon', 'The Band')).toMatchObject({ text: 'It rains' });
  for (const title of ['Rain at Noon (Remix)', 'Snow', 'Hail'])
    expect(await find(title, 'The Band')).toEqual({ kind: 'none' });
});

it('opens nothing but plain files of the folder, and only their beginning', async () => {
  const secret = folderWith({ 'Secret - Words.txt': 'secret' });
  const dir = folderWith({ 'The Band - Long.txt': 'la '.repeat(200_000) });
  symlinkSync(join(secret, 'Secret - Words.txt'), join(dir, 'The Band - Link.txt'));
  mkdirSync(join(dir, 'The Band - Folder.txt'));
  const folder = await createLyricsFolder({ dir });
  for (const title of ['Link', 'Folder', `../${secret}/Secret - Words`, '..', ''])
    expect(await folder.find(aSong({ title }))).toEqual({ kind: 'none' });
  const long = await folder.find(aSong({ title: 'Long' }));
  expect(long.kind === 'words' && long.text.length).toBeLessThanOrEqual(20_000);
});

it('reads the encodings people have', async () => {
  const find = await finderIn({
    'A - Latin.txt': Buffer.from('caf\xe9', 'latin1'),
    // Windows-1252: a dash and curly quotes are where Latin-1 has control characters.
    'A - Windows.txt': Buffer.from('caf\xe9 \x96 \x93oui\x94', 'latin1'),
    'A - Sixteen.txt': Buffer.from('\ufeffcafé', 'utf16le'),
    'A - Eight.txt': '\ufeffcafé',
  });
  for (const title of ['Latin', 'Sixteen', 'Eight'])
    expect(await find(title, 'A')).toEqual({ kind: 'words', text: 'café' });
  expect(await find('Windows', 'A')).toEqual({ kind: 'words', text: 'café – “oui”' });
});

it('asks for the right path when there is no such folder', async () => {
  await expect(createLyricsFolder({ dir: '/nowhere/at/all' })).rejects.toMatchObject({
    name: 'UserError',
    code: 'no-lyrics-folder',
  });
});

/** Everything that makes something of what comes from outside. */
import type { Parser } from '../parser.ts';
import { answerParsers } from './answers.ts';
import { keptParsers } from './kept.ts';
import { pictureParsers } from './pictures.ts';
import { playlistParsers } from './playlists.ts';
import { soundParsers } from './sounds.ts';
import { wordParsers } from './words.ts';

export async function allParsers(): Promise<Parser[]> {
  return [
    ...playlistParsers,
    ...answerParsers,
    ...wordParsers,
    ...keptParsers,
    ...(await pictureParsers()),
    ...soundParsers(),
  ];
}

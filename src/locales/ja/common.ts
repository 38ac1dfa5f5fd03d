/** Pieces that several tables of Japanese sentences share. */

import { formats } from '../formats.ts';

const { number, percent } = formats('ja');

export { percent };

/** "3曲": no blank between a number and its counter. */
const counting =
  (counter: string) =>
  (count: number): string =>
    `${number(count)}${counter}`;

export const songs = counting('曲');
/** Ratings, answers, remarks. */
export const items = counting('件');
export const rows = counting('行');

/** Titles come in with English quotation marks, or with their own. */
export const inQuotes = (title: string): string => title.replace(/^“(.*)”$/s, '「$1」');

/** "Deezer、MusicBrainz", of "Deezer and MusicBrainz". */
export const listed = (names: string): string => names.replace(/, | and /g, '、');

export const waysToGiveSongs =
  '`プレイリスト:` にリンクを入れるか、`ファイル:` にファイル（CSV、M3U、JSONなど）を添付するか、`/プレイリスト 設定` で一度だけ既定のプレイリストを設定してください';

/** After an error of a list's service. */
export const attachExport = '書き出したファイルを添付してください';

/** The former home of these types, until every import names the new one. */
export type * from './notice.ts';
export type * from './photo.ts';
export type * from './playlist.ts';
export type * from './progress.ts';
export type * from './ranking.ts';
export type * from './reading.ts';
export { MOODS } from './reading.ts';
export type * from './scene.ts';
export type * from './song.ts';

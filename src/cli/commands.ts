/** What commands with an app run. Loaded only then: it takes most of a second, and `--help` needs none of it. */
export { createApp } from '../app/app.ts';
export { albumCommand } from './album.ts';
export { evaluateCommand } from './evaluate/command.ts';
export { doctorCommand, modelsCommand, modelsFetchCommand } from './findings.ts';
export { matchCommand } from './match.ts';
export { songsCommand } from './songs.ts';

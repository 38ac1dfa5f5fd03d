/** What commands with an app run. Loaded only then: it takes most of a second, and `--help` needs none of it. */
import { createApp } from '../app/app.ts';
import { albumCommand } from './album.ts';
import { evaluateCommand } from './evaluate/command.ts';
import { doctorCommand, modelsCommand, modelsFetchCommand } from './findings.ts';
import { matchCommand } from './match.ts';
import { songsCommand } from './songs.ts';

export const commands = {
  createApp,
  albumCommand,
  evaluateCommand,
  doctorCommand,
  modelsCommand,
  modelsFetchCommand,
  matchCommand,
  songsCommand,
};

export type Commands = typeof commands;

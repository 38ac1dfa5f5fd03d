/** All music services. A new one is a folder beside this file and a line here. */
import { appleMusic } from './apple-music/index.ts';
import { deezer } from './deezer/index.ts';
import type { MusicService } from './sources/music-service.ts';
import { spotify } from './spotify/index.ts';
import { youtube } from './youtube/index.ts';

/** In this order links are recognised, where one address stands for several services. */
export const musicServices: readonly MusicService[] = [deezer, appleMusic, spotify, youtube];

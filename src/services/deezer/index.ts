/** Deezer: needs no key. */
import { z } from 'zod';
import { probe } from '../../net/probe.ts';
import type { MusicService } from '../sources/music-service.ts';
import { deezerLink } from './links.ts';
import { createDeezerSource } from './source.ts';

export const deezer: MusicService = {
  name: 'deezer',
  hosts: ['deezer.com', 'm.deezer.com', 'widget.deezer.com', 'api.deezer.com'],
  shortHosts: ['link.deezer.com', 'deezer.page.link', 'dzr.page.link'],
  appSchemes: { 'deezer://': 'https://' },
  replacements: ({ DEEZER_API_URL }) => [DEEZER_API_URL],
  linkOf: deezerLink,
  createSource: ({ DEEZER_API_URL: apiUrl }, { http }) => createDeezerSource({ http, apiUrl }),
  probe: ({ DEEZER_API_URL }, http) =>
    probe('Deezer', async () => {
      // A song of Deezer's own documentation; whether it is there or not, an answer is an answer.
      const answer = await http.request({ service: 'deezer', url: `${DEEZER_API_URL}/track/3135556` });
      answer.json(z.looseObject({}));
      return 'answers';
    }),
};

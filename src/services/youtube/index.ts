/** YouTube and YouTube Music: by the Data API where there is a key, else by their own pages. */
import { z } from 'zod';
import { probe } from '../../net/probe.ts';
import type { MusicService } from '../sources/music-service.ts';
import { youtubeLink } from './links.ts';
import { createYouTubeSource } from './source.ts';

export const youtube: MusicService = {
  name: 'youtube',
  hosts: ['youtube.com', 'm.youtube.com', 'music.youtube.com', 'youtube-nocookie.com', 'youtu.be'],
  replacements: ({ YOUTUBE_API_URL, YOUTUBE_WEB_URL }) => [YOUTUBE_API_URL, YOUTUBE_WEB_URL],
  linkOf: youtubeLink,
  createSource: ({ YOUTUBE_API_URL: apiUrl, YOUTUBE_API_KEY: apiKey, YOUTUBE_WEB_URL: webUrl }, parts) =>
    createYouTubeSource({ ...parts, apiUrl, apiKey, webUrl }),
  probe({ YOUTUBE_API_URL: apiUrl, YOUTUBE_API_KEY: key }, http) {
    if (key === undefined) return null;
    return probe('YouTube', async () => {
      // 1 unit of the day's 10,000; a search would be one of the day's hundred.
      const query = new URLSearchParams({ part: 'id', id: 'jNQXAC9IVRw', key });
      const url = `${apiUrl}/youtube/v3/videos?${query}`;
      (await http.request({ service: 'youtube', url })).json(z.object({ items: z.array(z.unknown()) }));
      return 'answers';
    });
  },
};

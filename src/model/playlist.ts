import { z } from 'zod';
import { noticeSchema } from './notice.ts';
import { songSchema } from './song.ts';

const playlistSourceSchema = z.enum(['file', 'text', 'spotify', 'youtube', 'apple', 'deezer', 'subsonic']);
export type PlaylistSource = z.infer<typeof playlistSourceSchema>;

/** Something that was in the playlist and is not in the ranking. `url`: a song's link without its name, which a service may know. */
export const skippedSchema = z.object({ title: z.string(), reason: z.string(), url: z.string().optional() });
export type Skipped = z.infer<typeof skippedSchema>;

export const playlistSchema = z.object({
  title: z.string(),
  source: playlistSourceSchema,
  /** The address it came from, several with blanks between; null for a file. */
  url: z.string().nullable(),
  songs: z.array(songSchema),
  /** Rows in the source, songs and skipped alike. */
  total: z.number().int().min(0),
  skipped: z.array(skippedSchema),
  notices: z.array(noticeSchema),
  /** The source's own version mark (snapshot id, ETag), if it gives one. */
  snapshot: z.string().nullable(),
  /** When the source was asked (milliseconds since 1970); earlier than now when it came from the cache. */
  readAt: z.number().optional(),
});
export type Playlist = z.infer<typeof playlistSchema>;

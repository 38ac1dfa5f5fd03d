/** The songs of an answer as a playlist. */
import type { ReplyMessage } from './message.ts';
import { texts } from './texts.ts';

/** Goes with the files. */
export function saveReply(songs: number): ReplyMessage {
  return { content: texts.save.files(songs) };
}

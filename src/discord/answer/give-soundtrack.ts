/** A soundtrack → the message that shows it, and the record its buttons work from. */

import type { Soundtrack } from '../../model/ranking.ts';
import { type ShownRanking, shownRanking } from '../../store/shown-ranking.ts';
import type { Bot } from '../bot.ts';
import { actionsOf } from './buttons.ts';
import { deliver, type RunInteraction, saveResult } from './give-answer.ts';
import { pictureFile } from './pictures.ts';
import { albumPhotoName, soundtrackReply } from './soundtrack-reply.ts';

export type SoundtrackAnswer = {
  soundtrack: Soundtrack;
  /** The photos' small copies as JPEGs; null: the photo's own address is shown. */
  thumbnails: readonly (Uint8Array | null)[];
  photoUrls: readonly string[];
};

export async function giveSoundtrack(
  interaction: RunInteraction,
  { soundtrack, thumbnails, photoUrls }: SoundtrackAnswer,
  bot: Bot,
): Promise<void> {
  // A reaction to a whole album says nothing about one song.
  const result = await saveResult(interaction, asRanking(soundtrack), bot, { isRateable: false });
  const reply = soundtrackReply({
    resultId: result?.id ?? 'none',
    soundtrack,
    photos: photoUrls.map((url, at) => (thumbnails[at] ? `attachment://${albumPhotoName(at)}` : url)),
    actions: actionsOf(bot).filter((action) => action === 'preview' || action === 'save'),
  });
  const files = thumbnails.flatMap((thumbnail, at) => {
    const caption = soundtrack.songs[at]?.scene.caption ?? '';
    return thumbnail === null ? [] : [pictureFile(albumPhotoName(at), thumbnail, caption)];
  });
  await deliver(interaction, { ...reply, files }, result, bot);
}

/** Saved as a ranking whose ranks are the photos' numbers: "Preview" and "Save as playlist" need no other form. */
function asRanking({ songs, ...rest }: Soundtrack): ShownRanking {
  const [first] = songs;
  if (first === undefined) throw new RangeError('a soundtrack without songs');
  const matches = songs.map(({ match }, at) => ({ ...match, rank: at + 1 }));
  const { scene } = first;
  return shownRanking({ ...rest, scene, matches, explanation: '', explainedBy: 'features' }, matches.length);
}

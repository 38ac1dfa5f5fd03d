/** A soundtrack → the message that shows it, and the record its buttons live from. */

import { texts } from '../../locales/en/index.ts';
import type { Soundtrack } from '../../model/ranking.ts';
import { type ShownRanking, shownRanking } from '../../store/shown-ranking.ts';
import type { Bot } from '../bot.ts';
import { actionsOf } from './actions-of.ts';
import { deliver, described, keep, mayPost, type RunInteraction } from './give-answer.ts';
import { albumPhotoName, soundtrackReply } from './soundtrack-reply.ts';

type FoundSoundtrack = {
  soundtrack: Soundtrack;
  /** The photos' small copies as JPEGs; null: the photo's own address is shown. */
  thumbnails: readonly (Uint8Array | null)[];
  photoUrls: readonly string[];
};

/** Kept as an answer whose songs are numbered by their photos: hearing and saving know no other form. */
function asRanking({ songs, ...about }: Soundtrack): ShownRanking {
  const [first] = songs;
  if (first === undefined) throw new RangeError('a soundtrack without songs');
  const matches = songs.map(({ match }, at) => ({ ...match, rank: at + 1 }));
  const { scene } = first;
  return shownRanking({ ...about, scene, matches, explanation: '', explainedBy: 'features' }, matches.length);
}

export async function giveSoundtrack(
  interaction: RunInteraction,
  { soundtrack, thumbnails, photoUrls }: FoundSoundtrack,
  bot: Bot,
): Promise<void> {
  // A reaction to a whole album says nothing about one song.
  const result = await keep(interaction, asRanking(soundtrack), bot, false);
  const { components = [], ...reply } = soundtrackReply({
    resultId: result?.id ?? 'none',
    soundtrack,
    photos: photoUrls.map((url, at) => (thumbnails[at] ? `attachment://${albumPhotoName(at)}` : url)),
    actions: actionsOf(bot).filter((action) => action === 'preview' || action === 'save'),
  });
  const files = thumbnails.flatMap((thumbnail, at) =>
    thumbnail === null
      ? []
      : [described(albumPhotoName(at), thumbnail, soundtrack.songs[at]?.scene.caption ?? '')],
  );
  const message = await deliver(interaction, {
    ...reply,
    ...(result === null ? { content: texts.run.notKept, components: [] } : { components }),
    ...(mayPost(interaction) ? {} : { content: texts.failure.cannotPost }),
    files,
  });
  if (result !== null) await bot.results.sent(result.id, message.id);
}

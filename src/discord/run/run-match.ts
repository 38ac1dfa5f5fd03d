/** One photo or an album, from the command to the answer. */
import { withSignal } from '../../concurrency/time-limits.ts';
import { giveAnswer, giveSoundtrack, type RunInteraction } from '../answer/give-answer.ts';
import { moodMapOf, thumbnailOf } from '../answer/pictures.ts';
import { fetchAttachment } from '../attachments.ts';
import type { Bot } from '../bot.ts';
import { type RunInputs, runInLine } from './run-in-line.ts';

/** Songs shown when nobody says how many. */
export const usualCount = 5;

/** `count`: songs to show, 1 to 10. */
export async function runMatch(
  interaction: RunInteraction,
  inputs: RunInputs & { photoUrl: string; count: number },
  bot: Bot,
): Promise<void> {
  const { photoUrl, count } = inputs;
  await runInLine(interaction, { ...inputs, first: inputs }, bot, async (turn) => {
    const { signal } = turn.options;
    const photo = await fetchAttachment('photo', photoUrl, bot, signal);
    bot.pictures?.warm();
    const ranking = await withSignal(bot.matchScene({ ...turn.request, photo }, turn.options), signal);
    const [thumbnail, map] = await Promise.all([thumbnailOf(photo, bot), moodMapOf(ranking, bot)]);
    await turn.endProgress();
    const answer = { ranking: turn.withNotice(ranking), thumbnail, map, photoUrl, count };
    await giveAnswer(interaction, answer, bot);
  });
}

/** `photoUrls`: one to ten, in the album's order. */
export async function runAlbum(
  interaction: RunInteraction,
  inputs: RunInputs & { photoUrls: readonly string[] },
  bot: Bot,
): Promise<void> {
  const { photoUrls } = inputs;
  const first = { photoUrl: photoUrls[0] ?? '', count: 1 };
  await runInLine(interaction, { ...inputs, first }, bot, async (turn) => {
    const { signal } = turn.options;
    const photos: Uint8Array[] = [];
    for (const url of photoUrls) photos.push(await fetchAttachment('photo', url, bot, signal));
    const soundtrack = await withSignal(bot.matchAlbum({ ...turn.request, photos }, turn.options), signal);
    const thumbnails: (Uint8Array | null)[] = [];
    for (const photo of photos) thumbnails.push(await thumbnailOf(photo, bot));
    await turn.endProgress();
    await giveSoundtrack(
      interaction,
      { soundtrack: turn.withNotice(soundtrack), thumbnails, photoUrls },
      bot,
    );
  });
}

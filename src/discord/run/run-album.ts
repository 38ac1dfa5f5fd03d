/** Several photos, from the command to their soundtrack. */

import { withSignal } from '../../concurrency/time-limits.ts';
import { thumbnailOf } from '../answer/answer-pictures.ts';
import type { RunInteraction } from '../answer/give-answer.ts';
import { giveSoundtrack } from '../answer/give-soundtrack.ts';
import type { Bot } from '../bot.ts';
import { fetchPhoto, runInLine, type Wanted } from './run-in-line.ts';

/** `photoUrls`: one to ten, in the album's order. */
export type WantedAlbum = Wanted & { photoUrls: readonly string[] };

/** Waits for its turn, matches, answers. */
export async function runAlbum(interaction: RunInteraction, wanted: WantedAlbum, bot: Bot): Promise<void> {
  const { photoUrls } = wanted;
  const shown = { photoUrl: photoUrls[0] ?? '', count: 1 };
  await runInLine(interaction, { ...wanted, shown }, bot, async ({ request, options, tell, live }) => {
    const { signal } = options;
    // One after the other: no more than one is on its way at a time.
    const photos: Uint8Array[] = [];
    for (const url of photoUrls) photos.push(await fetchPhoto(url, signal, bot));
    const soundtrack = await withSignal(bot.matchAlbum({ ...request, photos }, options), signal);
    const thumbnails: (Uint8Array | null)[] = [];
    for (const photo of photos) thumbnails.push(await thumbnailOf(photo, bot));
    await live.stop();
    await giveSoundtrack(interaction, { soundtrack: tell(soundtrack), thumbnails, photoUrls }, bot);
  });
}

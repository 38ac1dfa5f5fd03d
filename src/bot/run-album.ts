/** Several photos, from the command to their soundtrack. */
import { quiet } from './answer.ts';
import { choosePlaylist } from './choose-playlist.ts';
import type { Bot } from './dependencies.ts';
import type { RunInteraction } from './give-answer.ts';
import { giveSoundtrack } from './give-soundtrack.ts';
import { untilAborted } from './in-time.ts';
import { createLiveMessage } from './live-progress.ts';
import { fetchFile, fetchPhoto, type Wanted } from './run-match.ts';
import { serverOf } from './server.ts';
import { createShownRun } from './shown-run.ts';
import { weigh } from './taste-of.ts';

/** `photoUrls`: one to ten, in the album's order. */
export type WantedAlbum = Omit<Wanted, 'photoUrl' | 'count'> & { photoUrls: readonly string[] };

/** Waits for its turn, matches, answers. A run that comes to nothing costs no pause. */
export async function runAlbum(interaction: RunInteraction, wanted: WantedAlbum, bot: Bot): Promise<void> {
  const personId = interaction.user.id;
  const { photoUrls, link, file, feeling, whenNone } = wanted;
  const live = createLiveMessage({
    edit: (message) => interaction.editReply({ ...quiet, ...message }),
    everyMs: bot.limits.editEveryMs,
  });
  const shown = createShownRun(live, { photoUrl: photoUrls[0] ?? '', count: 1 });
  bot.cooldown.start(personId);
  try {
    const who = { personId, serverId: serverOf(interaction, bot) };
    const { playlists, account } = await choosePlaylist(bot, who, { link, hasFile: file !== null, whenNone });
    await bot.runs.enter({
      personId,
      onPlace: shown.place,
      work: async (signal) => {
        shown.place(null);
        // Only now, and one after the other: whoever waits in line holds no bytes.
        const photos: Uint8Array[] = [];
        for (const url of photoUrls) photos.push(await fetchPhoto(url, signal, bot));
        const files = await fetchFile(file, signal, bot);
        const { weights, tell } = await weigh(who, bot);
        const request = { photos, playlists: [...files, ...playlists], feeling, account, weights };
        const soundtrack = await untilAborted(
          bot.matchAlbum(request, {
            signal,
            asker: personId,
            onPlace: shown.place,
            onProgress: shown.progress,
          }),
          signal,
        );
        const thumbnails: (Uint8Array | null)[] = [];
        for (const photo of photos) {
          // A picture that cannot be made small is shown from its own address.
          thumbnails.push((await bot.thumbnail?.(photo).catch(() => null)) ?? null);
        }
        await live.stop();
        await giveSoundtrack(interaction, { soundtrack: tell(soundtrack), thumbnails, photoUrls }, bot);
      },
    });
  } catch (error) {
    bot.runs.forget(personId);
    bot.cooldown.forgive(personId);
    throw error;
  } finally {
    await live.stop();
  }
}

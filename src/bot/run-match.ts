/** One photo, from the command to the answer. */
import { quiet } from './answer.ts';
import { pictureInTime, warmPictures } from './answer-pictures.ts';
import { choosePlaylist } from './choose-playlist.ts';
import type { Acknowledgement } from './command.ts';
import type { Bot } from './dependencies.ts';
import { fetchAttachment } from './fetch-attachment.ts';
import { giveAnswer, mayPost, type RunInteraction } from './give-answer.ts';
import { untilAborted } from './in-time.ts';
import { createLiveMessage } from './live-progress.ts';
import { fileSentences, photoSentences } from './photos.ts';
import { serverOf } from './server.ts';
import { createShownRun } from './shown-run.ts';
import { weigh } from './taste-of.ts';

export type Wanted = {
  photoUrl: string;
  /** What was typed as playlist; null: a file, or a default. */
  link: string | null;
  file: { url: string; name: string } | null;
  feeling: string;
  /** Songs to show, 1 to 10. */
  count: number;
  /** What to tell somebody who has no playlist at all; without it, the three ways to give one. */
  whenNone?: string;
};

/** Songs shown when nobody says how many. */
export const usualCount = 5;

/** For everybody to see, unless a card with a picture may not be posted here: then for the person alone. */
export function acknowledgeRun(interaction: RunInteraction): Acknowledgement {
  return mayPost(interaction) ? 'public' : 'ephemeral';
}

/** Throws the `UserError` that would end the run before it began; else a place is kept for it. */
export function checkRun(interaction: RunInteraction, bot: Bot): void {
  bot.runs.check(interaction.user.id);
  bot.cooldown.check(interaction.user.id);
  bot.runs.expect(interaction.user.id);
}

/** Waits for its turn, matches, answers. A run that comes to nothing costs no pause. */
export async function runMatch(interaction: RunInteraction, wanted: Wanted, bot: Bot): Promise<void> {
  const personId = interaction.user.id;
  const live = createLiveMessage({
    edit: (message) => interaction.editReply({ ...quiet, ...message }),
    everyMs: bot.limits.editEveryMs,
  });
  const shown = createShownRun(live, wanted);
  bot.cooldown.start(personId);
  try {
    const who = { personId, serverId: serverOf(interaction, bot) };
    const { playlists, account } = await choosePlaylist(bot, who, {
      link: wanted.link,
      hasFile: wanted.file !== null,
      whenNone: wanted.whenNone,
    });
    await bot.runs.enter({
      personId,
      onPlace: shown.place,
      work: async (signal) => {
        shown.place(null);
        // Only now: whoever waits in line holds no bytes.
        const photo = await fetchPhoto(wanted.photoUrl, signal, bot);
        const files = await fetchFile(wanted.file, signal, bot);
        const { feeling } = wanted;
        const { weights, tell } = await weigh(who, bot);
        const request = { photo, playlists: [...files, ...playlists], feeling, account, weights };
        warmPictures(bot);
        const options = {
          signal,
          asker: personId,
          onPlace: shown.place,
          onProgress: shown.progress,
          onRanking: shown.ranking,
        };
        const [ranking, thumbnail] = await Promise.all([
          untilAborted(bot.matchScene(request, options), signal),
          // A picture that cannot be made small is the pipeline's to refuse; the answer does without.
          bot.thumbnail?.(photo).catch(() => null) ?? null,
        ]);
        const { photoUrl, count } = wanted;
        const map = await pictureInTime(
          (pictures, inTime) => pictures.moodMap(ranking, { signal: inTime }),
          bot,
        );
        await live.stop();
        await giveAnswer(interaction, { ranking: tell(ranking), thumbnail, map, photoUrl, count }, bot);
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

/** The bytes of a photo. Throws `UserError`. */
export function fetchPhoto(url: string, signal: AbortSignal, { http, attachmentHosts: hosts, limits }: Bot) {
  const maxBytes = limits.maxPhotoBytes;
  return fetchAttachment({ http, hosts, url, maxBytes, signal, sentences: photoSentences(maxBytes) });
}

/** The attached playlist, if there is one. Throws `UserError`. */
export async function fetchFile(file: Wanted['file'], signal: AbortSignal, bot: Bot) {
  if (file === null) return [];
  const { http, attachmentHosts: hosts, limits } = bot;
  const maxBytes = limits.maxFileBytes;
  const sentences = fileSentences(maxBytes);
  const bytes = await fetchAttachment({ http, hosts, url: file.url, maxBytes, signal, sentences });
  return [{ kind: 'file' as const, name: file.name, bytes }];
}

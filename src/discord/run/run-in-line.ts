/** What every run has in common, from the command to its end: a place in line, a turn, and word of how it goes. */
import type { MatchRequest, RunOptions } from '../../pipeline/request.ts';
import { mayPost, type RunInteraction } from '../answer/give-answer.ts';
import { fileSentences, photoSentences } from '../attachments/check-attachments.ts';
import { fetchAttachment } from '../attachments/fetch-attachment.ts';
import type { Bot } from '../bot.ts';
import type { Acknowledgement } from '../command.ts';
import { quiet } from '../respond.ts';
import { serverOf } from '../server.ts';
import { choosePlaylist } from './choose-playlist.ts';
import { createLiveMessage, type LiveMessage } from './live-message.ts';
import { createShownRun } from './shown-run.ts';
import { type Weighed, weigh } from './taste-of.ts';

export type Wanted = {
  /** What was typed as playlist; null: a file, or a default. */
  link: string | null;
  file: { url: string; name: string } | null;
  feeling: string;
  /** What to tell somebody who has no playlist at all; without it, the three ways to give one. */
  whenNone?: string;
};

/** Somebody's turn has come. */
export type Turn = {
  /** All that is asked for but the photo. */
  request: Omit<MatchRequest, 'photo'>;
  /** The signal ends with the run's time, or when the bot closes. */
  options: RunOptions & { signal: AbortSignal };
  tell: Weighed['tell'];
  /** To be stopped before the answer is given. */
  live: LiveMessage;
};

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

/**
 * Waits for its turn, then has the work done. A run that comes to nothing costs no pause. `shown`: what a first ranking
 * looks like while the run goes on.
 */
export async function runInLine(
  interaction: RunInteraction,
  wanted: Wanted & { shown: { photoUrl: string; count: number } },
  bot: Bot,
  work: (turn: Turn) => Promise<void>,
): Promise<void> {
  const { link, file, feeling, whenNone } = wanted;
  const personId = interaction.user.id;
  const live = createLiveMessage({
    edit: (message) => interaction.editReply({ ...quiet, ...message }),
    everyMs: bot.limits.editEveryMs,
  });
  const shown = createShownRun(live, wanted.shown);
  bot.cooldown.start(personId);
  try {
    const who = { personId, serverId: serverOf(interaction, bot) };
    const { playlists, account } = await choosePlaylist(bot, who, { link, hasFile: file !== null, whenNone });
    await bot.runs.enter({
      personId,
      onPlace: shown.place,
      work: async (signal) => {
        shown.place(null);
        bot.photos.warm();
        // Only now: whoever waits in line holds no bytes.
        const files = await fetchFile(file, signal, bot);
        const { weights, tell } = await weigh(who, bot);
        const request = { playlists: [...files, ...playlists], feeling, account, weights };
        const { place: onPlace, progress: onProgress, ranking: onRanking } = shown;
        await work({
          request,
          options: { signal, asker: personId, onPlace, onProgress, onRanking },
          tell,
          live,
        });
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
async function fetchFile(file: Wanted['file'], signal: AbortSignal, bot: Bot) {
  if (file === null) return [];
  const { http, attachmentHosts: hosts, limits } = bot;
  const maxBytes = limits.maxFileBytes;
  const sentences = fileSentences(maxBytes);
  const bytes = await fetchAttachment({ http, hosts, url: file.url, maxBytes, signal, sentences });
  return [{ kind: 'file' as const, name: file.name, bytes }];
}

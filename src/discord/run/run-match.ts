/** One photo or an album, from the command to the answer; or an answer's songs, ranked again. */
import type { ModalSubmitInteraction } from 'discord.js';
import { withSignal } from '../../concurrency/time-limits.ts';
import { UserError } from '../../errors.ts';
import { sentences } from '../../locales/sentences.ts';
import type { Sentence } from '../../model/sentence.ts';
import { onPhoto } from '../../pipeline/album/match-album.ts';
import type { RefineRequest } from '../../pipeline/refine/refine.ts';
import type { MatchRequest, RunOptions } from '../../pipeline/request.ts';
import type { Result } from '../../store/results.ts';
import type { SavedPlaylist } from '../../store/settings.ts';
import {
  type AnsweredPhoto,
  giveAnswer,
  giveSoundtrack,
  mayEmbed,
  type RunInteraction,
} from '../answer/give-answer.ts';
import { moodMapOf, thumbnailOf } from '../answer/pictures.ts';
import {
  fetchAttachment,
  fetchFiles,
  fetchPressedPhoto,
  type PostedPhoto,
  pressedPhoto,
} from '../attachments.ts';
import type { Bot, PreparePhoto } from '../bot.ts';
import { answerLanguage } from '../language.ts';
import { choosePlaylist, namingDefault } from '../playlists.ts';
import type { ReplyMessage } from '../reply/message.ts';
import { quiet } from '../respond.ts';
import { serverOf } from '../servers.ts';
import { showProgress } from './live-progress.ts';
import { type PersonalTaste, personalTaste } from './personal-taste.ts';

/** `count`: songs to show, 1 to 10. */
export async function runMatch(
  interaction: RunInteraction,
  inputs: RunInputs & PostedPhoto & { count: number },
  bot: Bot,
): Promise<void> {
  const { photoUrl: url, isSpoiler, count } = inputs;
  await runInLine(interaction, { ...inputs, photos: [inputs] }, bot, async (run) => {
    const { signal } = run.options;
    const { photo = new Uint8Array(), said } = run.photos[0] ?? {};
    bot.pictures?.warm();
    const ranking = await withSignal(bot.matchScene({ ...run.request, photo, said }, run.options), signal);
    const [thumbnail, map] = await Promise.all([
      thumbnailOf(photo, bot),
      moodMapOf(ranking, answerLanguage(interaction), bot),
    ]);
    await run.endProgress();
    const answer = { ranking: run.withNotice(ranking), thumbnail, map, url, isSpoiler, count };
    await giveAnswer(interaction, answer, bot);
  });
}

/** `photos`: one to ten, in the album's order. */
export async function runAlbum(
  interaction: RunInteraction,
  inputs: RunInputs & { photos: readonly PostedPhoto[] },
  bot: Bot,
): Promise<void> {
  await runInLine(interaction, { ...inputs, count: 1 }, bot, async (run) => {
    const { signal } = run.options;
    const photos = run.photos.map(({ photo }) => photo);
    const saidOfEach = run.photos.map(({ said }) => said);
    const soundtrack = await withSignal(
      bot.matchAlbum({ ...run.request, photos, saidOfEach }, run.options),
      signal,
    );
    const shown: AnsweredPhoto[] = [];
    for (const [at, { photoUrl: url, isSpoiler }] of inputs.photos.entries()) {
      const thumbnail = await thumbnailOf(photos[at] ?? new Uint8Array(), bot);
      shown.push({ url, thumbnail, isSpoiler });
    }
    await run.endProgress();
    await giveSoundtrack(interaction, run.withNotice(soundtrack), shown, bot);
  });
}

/**
 * The songs of an answer ranked again, by what the person said in a form. `url` stands in where the photo's small copy
 * is gone. Throws a `UserError` for words that say nothing.
 */
export async function giveRefined(
  interaction: ModalSubmitInteraction,
  result: Result,
  asked: Omit<RefineRequest, 'weights' | 'ratings' | 'shown'>,
  bot: Bot,
  url: string | null,
): Promise<void> {
  if (bot.refine === null) throw new UserError('old-button', sentences.failure.oldButton);
  const asker = { personId: interaction.user.id, serverId: serverOf(interaction, bot) };
  const { withNotice, ...taste } = await personalTaste(asker, bot);
  const shown = result.ranking.matches.map(({ song }) => song);
  const refined = await bot.refine({ ...asked, shown, ...taste });
  if (!refined.isUnderstood) {
    throw new UserError('not-understood', refined.understood);
  }
  const ranking = withNotice(refined.ranking);
  const pressed = pressedPhoto(interaction);
  const [photo, map] = await Promise.all([
    fetchPressedPhoto(interaction, bot).catch(() => null),
    moodMapOf(ranking, answerLanguage(interaction), bot),
  ]);
  const count = result.ranking.matches.length;
  const look = { thumbnail: photo?.bytes ?? null, url, isSpoiler: pressed?.isSpoiler ?? false };
  await giveAnswer(interaction, { ranking, ...look, map, count, state: refined.state }, bot);
}

type RunInputs = {
  /** What was typed as playlist; null: files, or a default. */
  link: string | null;
  files: Parameters<typeof fetchFiles>[0];
  feeling: string;
  /** The sentence for a person without any playlist; by default the three ways to give one. */
  whenNone?: Sentence;
};

type PreparedPhoto = Awaited<ReturnType<PreparePhoto>>;

/** What a run works with once it has left the line. */
type StartedRun = {
  photos: PreparedPhoto[];
  /** Everything but the photo. */
  request: Omit<MatchRequest, 'photo'>;
  /** The signal is aborted when the run takes too long, or when the bot closes. */
  options: RunOptions & { signal: AbortSignal };
  withNotice: PersonalTaste['withNotice'];
  /** Stops the progress; to be called before the answer is given. */
  endProgress(): Promise<void>;
};

/** Waits for its turn, then does the work. `count`: songs that a first ranking shows while the run goes on. */
async function runInLine(
  interaction: RunInteraction,
  {
    link,
    files,
    feeling,
    whenNone,
    count,
    photos,
  }: RunInputs & { count: number; photos: readonly PostedPhoto[] },
  bot: Bot,
  work: (run: StartedRun) => Promise<void>,
): Promise<void> {
  const personId = interaction.user.id;
  const language = answerLanguage(interaction);
  const edit = (message: ReplyMessage) => interaction.editReply({ ...quiet, ...message });
  const [first] = photos;
  const { onPlace, onProgress, onRanking, stop } = showProgress(edit, bot.limits.editEveryMs, {
    photoUrl: first === undefined || first.isSpoiler ? null : first.photoUrl,
    count,
    language,
    mayEmbed: mayEmbed(interaction),
  });
  let usedDefault: SavedPlaylist | null = null;
  try {
    const asker = { personId, serverId: serverOf(interaction, bot) };
    const given = { link, hasFile: files.length > 0, whenNone };
    const chosen = await choosePlaylist(bot, asker, given);
    const { playlists, account } = chosen;
    usedDefault = chosen.usedDefault;
    await bot.runs.enter({
      ...asker,
      onPlace,
      work: async (signal) => {
        onPlace(null);
        bot.photos.warm();
        const { withNotice, ...taste } = await personalTaste(asker, bot);
        // Only now, so that waiting runs hold no files.
        await bot.intake.hold(
          () => fetchAll(files, photos, bot, signal),
          ({ read, prepared }) =>
            work({
              photos: prepared,
              request: { playlists: [...read, ...playlists], feeling, account, ...taste, language },
              options: { signal, asker: personId, onPlace, onProgress, onRanking },
              withNotice,
              endProgress: stop,
            }),
          signal,
        );
      },
    });
  } catch (error) {
    bot.runs.cancel(personId);
    throw namingDefault(error, usedDefault);
  } finally {
    await stop();
  }
}

/** One after the other, so that of a whole album no more than one original is held where it is not kept. */
async function fetchAll(
  files: RunInputs['files'],
  photos: readonly PostedPhoto[],
  bot: Bot,
  signal: AbortSignal,
) {
  const read = await fetchFiles(files, bot, signal);
  const prepared: PreparedPhoto[] = [];
  for (const [at, { photoUrl, said }] of photos.entries()) {
    const original = await fetchAttachment('photo', photoUrl, bot, signal);
    const prepare = () => bot.preparePhoto(original, said, { signal });
    prepared.push(await (photos.length > 1 ? onPhoto(at, photos.length, prepare) : prepare()));
  }
  const sizes = [
    ...read.flatMap((one) => (one.kind === 'sounds' ? one.files : one.kind === 'file' ? [one] : [])),
    ...prepared.map(({ photo }) => ({ bytes: photo })),
  ];
  return { value: { read, prepared }, bytes: sizes.reduce((sum, { bytes }) => sum + bytes.byteLength, 0) };
}

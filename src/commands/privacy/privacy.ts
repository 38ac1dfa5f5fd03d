/** `/privacy show|export|delete`: what is kept about a person, and getting rid of it. */
import { gzipSync } from 'node:zlib';
import type { Bot, Feature } from '../../discord/bot.ts';
import type { SlashCommand } from '../../discord/command.ts';
import { slashCommand } from '../../discord/command-builder.ts';
import { colours, type ReplyMessage } from '../../discord/reply/message.ts';
import { texts } from '../../locales/en/index.ts';

/** Discord accepts 10 MB; larger exports are compressed. */
const maxPlainBytes = 8_000_000;

export const privacy = {
  kind: 'slash',
  data: slashCommand('privacy', 'privacy.show', 'privacy.export', 'privacy.delete'),
  acknowledge: 'ephemeral',
  async handle(interaction, bot) {
    const personId = interaction.user.id;
    switch (interaction.options.getSubcommand()) {
      case 'export': {
        const json = Buffer.from(JSON.stringify(await exportPerson(personId, bot), null, 2));
        const name = texts.privacy.exportFile;
        const isSmall = json.length <= maxPlainBytes;
        const file = isSmall
          ? { name, attachment: json }
          : { name: `${name}.gz`, attachment: gzipSync(json) };
        return { content: texts.privacy.export, files: [file] };
      }
      case 'delete':
        return { content: removedWords(await removePerson(personId, bot)) };
      default:
        return privacyReply(bot.features);
    }
  },
} satisfies SlashCommand;

/** What is kept, who else sees something (only services that are switched on), and how to get rid of it. */
function privacyReply(features: readonly Feature[]): ReplyMessage {
  const words = texts.privacy;
  const names = features.flatMap(({ on, sees }) => (on && sees !== null ? [sees] : []));
  const lines = [
    ...words.show,
    names.length === 0 ? words.noServices : words.services([...new Set(names)].join('; ')),
    words.commands,
  ];
  return { embeds: [{ color: colours.brand, title: words.title, description: lines.join('\n\n') }] };
}

type Removed = Awaited<ReturnType<typeof removePerson>>;

function removedWords({ settings, spotify, ratings, results }: Removed): string {
  const words = texts.privacy.parts;
  const parts = [
    settings && words.settings,
    ratings > 0 && words.ratings(ratings),
    results > 0 && words.results(results),
    spotify && words.spotify,
  ].filter((part) => part !== false);
  return parts.length === 0 ? texts.privacy.nothingKept : texts.privacy.deleted(parts.join(', '));
}

type Stores = Pick<Bot, 'settings' | 'ratings' | 'results' | 'accounts'>;

/** Everything kept about one person. A new store of personal data belongs here and in `removePerson`. */
export async function exportPerson(personId: string, { settings, ratings, results, accounts }: Stores) {
  const answers = await results.ofPerson(personId);
  const status = (await accounts?.status(personId)) ?? { linked: false };
  return {
    person: personId,
    settings: await settings.ofPerson(personId),
    spotify: status.linked
      ? { linked: true, name: status.spotifyName, linkedAt: status.linkedAt }
      : { linked: false },
    ratings: await ratings.ofPerson(personId),
    answers,
    /** What answers can be refined from, while that is kept: all songs of their playlists. */
    songs: (await Promise.all(answers.map(({ id }) => songsOf(id, results)))).flat(),
  };
}

async function songsOf(answer: string, results: Stores['results']) {
  const state = await results.state(answer);
  return state === null ? [] : [{ answer, ...state }];
}

/** Counts, and whether there was anything. */
export async function removePerson(personId: string, { settings, ratings, results, accounts }: Stores) {
  return {
    settings: await settings.removePerson(personId),
    spotify: (await accounts?.unlink(personId)) ?? false,
    ratings: await ratings.removeOfPerson(personId),
    results: await results.removeOfPerson(personId),
  };
}

/** `/history on|off|show`: the person's last answers, if they want a list of them. */
import { artistsOf } from '../../discord/answer/embeds-reply.ts';
import type { SlashCommand } from '../../discord/command.ts';
import { slashCommand } from '../../discord/command-builder.ts';
import { textsFor } from '../../discord/language.ts';
import { escaped } from '../../discord/reply/escape.ts';
import { colours, firstThatFits, type ReplyMessage } from '../../discord/reply/message.ts';
import type { Texts } from '../../locales/words.ts';
import type { Result } from '../../store/results.ts';

export const history = {
  kind: 'slash',
  data: slashCommand('history', 'history.on', 'history.off', 'history.show'),
  acknowledge: 'ephemeral',
  async handle(interaction, { settings, results }) {
    const { user, options } = interaction;
    const texts = textsFor(interaction);
    const subcommand = options.getSubcommand();
    if (subcommand !== 'show') {
      await settings.setHistory(user.id, subcommand === 'on');
      return { content: subcommand === 'on' ? texts.history.on : texts.history.off };
    }
    const { historySince } = await settings.ofPerson(user.id);
    if (historySince === null) return historyReply(null, texts);
    // Older answers are kept for their buttons only.
    const answers: Result[] = [];
    for await (const answer of results.ofPerson(user.id)) {
      if (answer.createdAt < historySince || answers.push(answer) === maxShown) break;
    }
    return historyReply(answers, texts);
  },
} satisfies SlashCommand;

const maxShown = 10;

/** From generous to terse: escaping may double the length. */
const sizes = [
  { title: 60, artists: 40, seen: 80 },
  { title: 40, artists: 24, seen: 40 },
] as const;

/** Newest first; null: the person keeps no list. */
export function historyReply(results: readonly Result[] | null, texts: Texts): ReplyMessage {
  if (results === null) return { content: texts.history.isOff };
  if (results.length === 0) return { content: texts.history.empty };
  const newest = results.toSorted((a, b) => b.createdAt - a.createdAt).slice(0, maxShown);
  return firstThatFits(sizes, (size) => {
    const lines = [...newest.map((result) => lineOf(result, size, texts)), `-# ${texts.history.note}`];
    return {
      embeds: [{ color: colours.brand, title: texts.history.title, description: lines.join('\n') }],
    };
  });
}

function lineOf(result: Result, size: (typeof sizes)[number], texts: Texts): string {
  const { scene, matches } = result.ranking;
  const best = matches[0]?.song;
  const artists = texts.ranking.by(artistsOf(best ?? { artists: [] }, size.artists, texts));
  const song = `**${escaped(best?.title ?? '?', size.title)}** ${artists}`;
  const seen = escaped(scene.caption, size.seen);
  const line = `${texts.history.line(result.createdAt, song)}${linkTo(result, texts)}`;
  return seen === '' ? line : `${line}\n-# ${seen}`;
}

/** Private answers have no address. */
function linkTo({ place, messageId }: Result, texts: Texts): string {
  if (!place || messageId === null) return '';
  return ` · [${texts.history.open}](https://discord.com/channels/${place}/${messageId})`;
}

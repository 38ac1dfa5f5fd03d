/** `/help`: what the bot does, and what is switched on here. */
import type { SlashCommand } from '../../discord/command.ts';
import { slashCommand } from '../../discord/command-builder.ts';
import { personLanguage } from '../../discord/language.ts';
import { colours } from '../../discord/reply/message.ts';
import { inWords, textsIn } from '../../locales/in-words.ts';

const maxFieldLength = 1024;

export const help = {
  kind: 'slash',
  data: slashCommand('help'),
  acknowledge: 'ephemeral',
  async handle(interaction, { features, version }) {
    const language = personLanguage(interaction);
    const words = textsIn(language).help;
    const switches = features
      .map(({ name, on, detail }) =>
        (on ? words.on : words.off)(inWords(name, language), inWords(detail, language)),
      )
      .join('\n');
    return {
      embeds: [
        {
          color: colours.brand,
          title: words.title,
          description: [words.what, ...words.how.map((line) => `• ${line}`)].join('\n\n'),
          fields:
            switches === '' ? [] : [{ name: words.featuresTitle, value: switches.slice(0, maxFieldLength) }],
          footer: { text: words.footer(version) },
        },
      ],
    };
  },
} satisfies SlashCommand;

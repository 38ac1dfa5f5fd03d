/** What the bot does and what is switched on. */
import type { Feature } from '../../discord/bot.ts';
import { colours, type ReplyMessage } from '../../discord/reply/message.ts';
import { texts } from '../../locales/en/index.ts';

const maxFieldLength = 1024;

export function helpReply(features: readonly Feature[], version: string): ReplyMessage {
  const words = texts.help;
  const switches = features
    .map(({ name, on, detail }) => (on ? words.on : words.off)(name, detail))
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
}

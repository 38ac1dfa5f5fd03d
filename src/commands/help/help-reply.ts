/** What the bot does and what is switched on. */
import type { Feature } from '../../discord/bot.ts';
import { colours, type ReplyMessage } from '../../discord/reply/message.ts';
import { texts } from '../../locales/en/index.ts';

export function helpReply(features: readonly Feature[], version: string): ReplyMessage {
  const words = texts.help;
  const switches = features.map(({ name, on, detail }) =>
    on ? words.on(name, detail) : words.off(name, detail),
  );
  return {
    embeds: [
      {
        color: colours.brand,
        title: words.title,
        description: [words.what, ...words.how.map((line) => `• ${line}`)].join('\n\n'),
        ...(switches.length === 0
          ? {}
          : { fields: [{ name: words.featuresTitle, value: switches.join('\n').slice(0, 1024) }] }),
        footer: { text: words.footer(version) },
      },
    ],
  };
}

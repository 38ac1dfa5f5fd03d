/** Discord's limits (https://discord.com/developers/docs, channel and component resources), in UTF-16 units. */
import type { ReplyMessage } from './message.ts';

export const limits = {
  content: 2000,
  /** Titles, descriptions, fields, footers and authors of all embeds of a message together. */
  embedSum: 6000,
  embedDescription: 4096,
  embedFooter: 2048,
  buttonsInRow: 5,
  buttonLabel: 80,
  customId: 100,
  optionText: 100,
  choices: 25,
  choiceName: 100,
  choiceValue: 100,
  altText: 1024,
} as const;

/** Is the text short enough? Titles, labels and the like are cut where they are made, and not checked here. */
function fits({ content = '', embeds = [] }: ReplyMessage): boolean {
  const sum = embeds
    .flatMap(({ title, description, footer, author, fields = [] }) => [
      title,
      description,
      footer?.text,
      author?.name,
      ...fields.flatMap(({ name, value }) => [name, value]),
    ])
    .reduce((total, text = '') => total + text.length, 0);
  return (
    content.length <= limits.content &&
    sum <= limits.embedSum &&
    embeds.every(
      ({ description = '', footer }) =>
        description.length <= limits.embedDescription && (footer?.text.length ?? 0) <= limits.embedFooter,
    )
  );
}

/** The first message that Discord accepts; the last one if none fits. */
export function firstThatFits<Size>(
  sizes: readonly Size[],
  build: (size: Size) => ReplyMessage,
): ReplyMessage {
  let message: ReplyMessage = {};
  for (const size of sizes) {
    message = build(size);
    if (fits(message)) break;
  }
  return message;
}

/**
 * Discord's numbers (https://discord.com/developers/docs, channel and component resources), and what a message
 * breaks of them. Lengths are counted in UTF-16 units, which is never less than what Discord counts.
 */
import { type APIEmbed, ComponentType } from 'discord.js';
import type { ReplyMessage } from '../../../src/discord/reply/message.ts';

const limits = {
  content: 2000,
  embeds: 10,
  /** Titles, descriptions, field names and values, footers and authors of all embeds of a message. */
  embedSum: 6000,
  embedTitle: 256,
  embedDescription: 4096,
  embedFields: 25,
  fieldName: 256,
  fieldValue: 1024,
  embedFooter: 2048,
  embedAuthor: 256,
  url: 512,
  rows: 5,
  buttonsInRow: 5,
  buttonLabel: 80,
  customId: 100,
  options: 25,
  optionText: 100,
  placeholder: 150,
  choices: 25,
  choiceName: 100,
  choiceValue: 100,
  altText: 1024,
} as const;

/** The characters of an embed that count against `embedSum`. */
function embedSize(embed: APIEmbed): number {
  const fields = embed.fields ?? [];
  return [
    embed.title,
    embed.description,
    embed.footer?.text,
    embed.author?.name,
    ...fields.flatMap(({ name, value }) => [name, value]),
  ].reduce((sum, text) => sum + (text?.length ?? 0), 0);
}

/** Every limit the message breaks, by name; empty for one that Discord will take. */
export function brokenLimits(message: ReplyMessage): string[] {
  const broken: string[] = [];
  const check = (name: string, size: number | undefined, max: number, min = 0): void => {
    if (size !== undefined && (size > max || size < min)) broken.push(`${name}: ${size}`);
  };
  const { content, embeds = [], components = [] } = message;
  check('content', content?.length, limits.content);
  check('embeds', embeds.length, limits.embeds);
  check(
    'embedSum',
    embeds.reduce((sum, embed) => sum + embedSize(embed), 0),
    limits.embedSum,
  );
  for (const embed of embeds) {
    check('embedTitle', embed.title?.length, limits.embedTitle, 1);
    check('embedDescription', embed.description?.length, limits.embedDescription, 1);
    check('embedFooter', embed.footer?.text.length, limits.embedFooter, 1);
    check('embedAuthor', embed.author?.name.length, limits.embedAuthor, 1);
    check('embedFields', embed.fields?.length, limits.embedFields);
    for (const field of embed.fields ?? []) {
      check('fieldName', field.name.length, limits.fieldName, 1);
      check('fieldValue', field.value.length, limits.fieldValue, 1);
    }
  }
  // Embeds of one address are merged into one: only the first would be seen.
  const urls = embeds.flatMap(({ url }) => (url === undefined ? [] : [url]));
  if (new Set(urls).size < urls.length) broken.push('two embeds with one url');

  check('rows', components.length, limits.rows);
  const ids: string[] = [];
  for (const { components: row } of components) {
    check('buttonsInRow', row.length, limits.buttonsInRow, 1);
    for (const part of row) {
      if ('custom_id' in part) ids.push(part.custom_id);
      if (part.type === ComponentType.Button) {
        if ('label' in part) check('buttonLabel', part.label?.length, limits.buttonLabel);
      } else {
        check('placeholder', part.placeholder?.length, limits.placeholder);
        check('options', part.options.length, limits.options, 1);
        for (const option of part.options) {
          check('optionLabel', option.label.length, limits.optionText, 1);
          check('optionDescription', option.description?.length, limits.optionText, 1);
        }
      }
    }
  }
  for (const id of ids) check('customId', id.length, limits.customId, 1);
  if (new Set(ids).size < ids.length) broken.push('two components with one custom_id');
  return broken;
}

/** Replies in Discord's own JSON, so that they can be shown, checked and stored as they are. */
import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIEmbed,
  type APIFileUploadComponent,
  type APIModalInteractionResponseCallbackData,
  type APIRadioGroupComponent,
  type APISelectMenuOption,
  type APIStringSelectComponent,
  type APITextInputComponent,
  ButtonStyle,
  ComponentType,
  TextInputStyle,
} from 'discord.js';
import { cut } from './escape.ts';

export type ReplyRow = APIActionRowComponent<APIButtonComponent | APIStringSelectComponent>;

export type ReplyMessage = {
  content?: string;
  embeds?: APIEmbed[];
  components?: ReplyRow[];
};

/** `description`: for people who cannot see a picture. */
export type ReplyFile = { name: string; attachment: Buffer; description?: string };

export type Reply = ReplyMessage & { files?: ReplyFile[] };

export const colours = {
  /** The best match. */
  gold: 0xf0b132,
  /** Lists, help and settings. */
  brand: 0x5865f2,
} as const;

export const discordMax = {
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

/** For the one line that may be set above an answer: whose it is, or what became of it. */
const roomAbove = 120;

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
    content.length + roomAbove <= discordMax.content &&
    sum <= discordMax.embedSum &&
    embeds.every(
      ({ description = '', footer }) =>
        description.length <= discordMax.embedDescription &&
        (footer?.text.length ?? 0) <= discordMax.embedFooter,
    )
  );
}

/** The first message that Discord accepts; the last one, its text cut, if none fits. */
export function firstThatFits<Size>(
  sizes: readonly Size[],
  build: (size: Size) => ReplyMessage,
): ReplyMessage {
  let message: ReplyMessage = {};
  for (const size of sizes) {
    message = build(size);
    if (fits(message)) return message;
  }
  const { content } = message;
  return content === undefined
    ? message
    : { ...message, content: cut(content, discordMax.content - roomAbove) };
}

const version = 'v1';
const part = /^[A-Za-z0-9_-]{1,40}$/;

/** Throws a `RangeError` for parts that do not fit. */
export function encodeCustomId(action: string, ...args: string[]): string {
  const text = [version, action, ...args].join(':');
  if (![action, ...args].every((one) => part.test(one)) || text.length > discordMax.customId) {
    throw new RangeError(`This does not fit into a custom id: ${text}`);
  }
  return text;
}

/** null for anything this version did not write. */
export function decodeCustomId(text: string): { action: string; args: string[] } | null {
  const [found, action, ...args] = text.slice(0, discordMax.customId).split(':');
  if (found !== version || action === undefined) return null;
  return [action, ...args].every((one) => part.test(one)) ? { action, args } : null;
}

/** `press`: the action and arguments of its custom id. */
export function button(
  label: string,
  press: readonly [action: string, ...args: string[]],
  look: { emoji?: string; isPrimary?: boolean } = {},
): APIButtonComponent {
  return {
    type: ComponentType.Button,
    style: look.isPrimary ? ButtonStyle.Primary : ButtonStyle.Secondary,
    label,
    custom_id: encodeCustomId(...press),
    ...(look.emoji === undefined ? {} : { emoji: { name: look.emoji } }),
  };
}

export const linkButton = (label: string, url: string, emoji?: string): APIButtonComponent => ({
  type: ComponentType.Button,
  style: ButtonStyle.Link,
  label,
  url,
  ...(emoji === undefined ? {} : { emoji: { name: emoji } }),
});

export const row = (components: ReplyRow['components']): ReplyRow => ({
  type: ComponentType.ActionRow,
  components,
});

/** A select in a row of its own. */
export const selectRow = (
  placeholder: string,
  press: readonly [action: string, ...args: string[]],
  options: APISelectMenuOption[],
): ReplyRow =>
  row([{ type: ComponentType.StringSelect, custom_id: encodeCustomId(...press), placeholder, options }]);

type FormField = { label: string; description?: string } & (
  | (Omit<APITextInputComponent, 'type' | 'style' | 'label'> & { type?: never })
  | APIRadioGroupComponent
  | APIFileUploadComponent
);

/** One of a few to choose, or none of them. `options`: labels by their values. */
export const radioGroup = (
  custom_id: string,
  options: Readonly<Record<string, string>>,
): APIRadioGroupComponent => ({
  type: ComponentType.RadioGroup,
  custom_id,
  options: Object.entries(options).map(([value, label]) => ({ value, label })),
  required: false,
});

/** What to fill in, a text unless it has another type; `press` is the action and the arguments of what the sent form is. */
export const form = (
  press: readonly [action: string, ...args: string[]],
  title: string,
  fields: readonly FormField[],
): APIModalInteractionResponseCallbackData => ({
  custom_id: encodeCustomId(...press),
  title,
  components: fields.map(({ label, description, ...input }) => ({
    type: ComponentType.Label,
    label,
    ...(description === undefined ? {} : { description }),
    component:
      input.type === undefined
        ? { ...input, type: ComponentType.TextInput, style: TextInputStyle.Paragraph }
        : input,
  })),
});

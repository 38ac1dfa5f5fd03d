/** What replies are made of: Discord's own JSON, so that what was sent can be shown, checked and stored as it is. */
import type {
  APIActionRowComponent,
  APIButtonComponent,
  APIEmbed,
  APIStringSelectComponent,
} from 'discord.js';

export type ReplyRow = APIActionRowComponent<APIButtonComponent | APIStringSelectComponent>;

export type ReplyMessage = {
  content?: string;
  embeds?: APIEmbed[];
  components?: ReplyRow[];
};

/** The look of the thing: the same colour for the same kind of message. */
export const colours = {
  /** The best match. */
  gold: 0xf0b132,
  /** Lists, help and settings. */
  brand: 0x5865f2,
  quiet: 0x80848e,
} as const;

/** Replies in Discord's own JSON, so that they can be shown, checked and stored as they are. */
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

/** `description`: for people who cannot see a picture. */
export type ReplyFile = { name: string; attachment: Buffer; description?: string };

export type Reply = ReplyMessage & { files?: ReplyFile[] };

export const colours = {
  /** The best match. */
  gold: 0xf0b132,
  /** Lists, help and settings. */
  brand: 0x5865f2,
  quiet: 0x80848e,
} as const;

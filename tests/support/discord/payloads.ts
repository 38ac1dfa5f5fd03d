/** Gateway payloads as Discord sends them. */
import { randomUUID } from 'node:crypto';
import { applicationId, channelId, serverId } from './ids.ts';

const discordEpochMs = 1_420_070_400_000;
let counter = 0n;

/** An id that says "now". */
function snowflake(): string {
  counter += 1n;
  return String((BigInt(Date.now() - discordEpochMs) << 22n) + (counter & 0x3fffffn));
}

export const user = (id: string, extra: Record<string, unknown> = {}) => ({
  id,
  username: `person${id.slice(-3)}`,
  discriminator: '0',
  global_name: null,
  avatar: null,
  ...extra,
});

/** Embed links, attach files, mention everyone, external emoji: as in Discord's own example. */
const appPermissions = '442368';
const manageGuild = '32';

export type Where = {
  /** `server`: the bot is a member. `foreign`: only the person installed it. `dm`: its direct messages. */
  place?: 'server' | 'foreign' | 'dm';
  managesServer?: boolean;
  appPermissions?: string;
  locale?: string;
  /** The server's. */
  guildLocale?: string;
};

function base(type: number, personId: string, where: Where) {
  const id = snowflake();
  const place = where.place ?? 'server';
  const guild = place === 'server' ? serverId : '800000000000000099';
  const permissions = where.managesServer ? manageGuild : '0';
  const member = {
    user: user(personId),
    roles: [],
    joined_at: new Date(0).toISOString(),
    deaf: false,
    mute: false,
    flags: 0,
    permissions,
  };
  return {
    id,
    application_id: applicationId,
    type,
    token: `token-${randomUUID()}`,
    version: 1,
    locale: where.locale ?? 'en-US',
    app_permissions: where.appPermissions ?? appPermissions,
    attachment_size_limit: 10_485_760,
    entitlements: [],
    authorizing_integration_owners:
      place === 'foreign' ? { '1': personId } : { '0': place === 'dm' ? '0' : guild },
    context: place === 'dm' ? 1 : 0,
    channel_id: channelId,
    channel: {
      id: channelId,
      type: place === 'dm' ? 1 : 0,
      ...(place === 'dm' ? {} : { guild_id: guild, name: 'general' }),
    },
    ...(place === 'dm'
      ? { user: user(personId) }
      : { guild_id: guild, guild_locale: where.guildLocale ?? 'en-US', member }),
  };
}

export type AttachmentJson = {
  flags?: number;
  id: string;
  filename: string;
  size: number;
  url: string;
  proxy_url: string;
  content_type?: string;
  /** Its alt text. */
  description?: string | undefined;
};

export const attachment = (url: string, extra: Partial<AttachmentJson> = {}): AttachmentJson => ({
  id: snowflake(),
  filename: 'photo.jpg',
  size: 1000,
  url,
  proxy_url: url,
  content_type: 'image/jpeg',
  ...extra,
});

type Option = { name: string; type: number; value?: unknown; focused?: boolean; options?: Option[] };

const optionType = (value: unknown): number => (typeof value === 'number' ? 4 : 3);

/** `name` is `scenescore` or `playlist set`; attachments are given as attachments. */
export function slash(
  name: string,
  given: Record<string, string | number | AttachmentJson>,
  personId: string,
  where: Where = {},
  focused?: string,
) {
  const [command = '', subcommand] = name.split(' ');
  const attachments: Record<string, AttachmentJson> = {};
  const options = Object.entries(given).map(([option, value]): Option => {
    if (typeof value !== 'object') {
      return {
        name: option,
        type: optionType(value),
        value,
        ...(option === focused ? { focused: true } : {}),
      };
    }
    attachments[value.id] = value;
    return { name: option, type: 11, value: value.id };
  });
  return {
    ...base(focused === undefined ? 2 : 4, personId, where),
    data: {
      id: '500000000000000001',
      name: command,
      type: 1,
      resolved: { attachments },
      options: subcommand === undefined ? options : [{ name: subcommand, type: 1, options }],
    },
  };
}

export function messageCommand(name: string, message: { id: string }, personId: string, where: Where = {}) {
  return {
    ...base(2, personId, where),
    data: {
      id: '500000000000000002',
      name,
      type: 3,
      target_id: message.id,
      resolved: { messages: { [message.id]: message } },
    },
  };
}

/** A button (`values` absent) or a select on a message. */
export function press(
  customId: string,
  message: unknown,
  personId: string,
  values?: string[],
  where: Where = {},
) {
  return {
    ...base(3, personId, where),
    message,
    data: {
      custom_id: customId,
      component_type: values === undefined ? 2 : 3,
      ...(values ? { values } : {}),
    },
  };
}

/** What is in one field of a form: text, the choice of a radio group, or the files of an upload. */
type Filled = string | { chosen: string | null } | { files: AttachmentJson[] };

function filledComponent(filled: Filled) {
  if (typeof filled === 'string') return { type: 4, value: filled };
  return 'files' in filled
    ? { type: 19, values: filled.files.map(({ id }) => id) }
    : { type: 21, value: filled.chosen };
}

/** A modal that was sent; `message` holds the button that opened it. */
export function modal(
  customId: string,
  fields: Record<string, Filled>,
  personId: string,
  where: Where & { message?: unknown } = {},
) {
  const files = Object.values(fields).flatMap((filled) =>
    typeof filled === 'object' && 'files' in filled ? filled.files.map((file) => [file.id, file]) : [],
  );
  return {
    ...base(5, personId, where),
    ...(where.message === undefined ? {} : { message: where.message }),
    data: {
      custom_id: customId,
      components: Object.entries(fields).map(([id, filled], index) => ({
        type: 18,
        id: index + 1,
        component: { ...filledComponent(filled), id: index + 10, custom_id: id },
      })),
      ...(files.length === 0 ? {} : { resolved: { attachments: Object.fromEntries(files) } }),
    },
  };
}

export function reaction(
  messageId: string,
  emoji: string,
  personId: string,
  extra: Record<string, unknown> = {},
) {
  return {
    user_id: personId,
    channel_id: channelId,
    message_id: messageId,
    guild_id: serverId,
    emoji: { id: null, name: emoji },
    burst: false,
    type: 0,
    ...extra,
  };
}

/** What an added reaction carries and a removed one does not. */
export const reactingMember = (personId: string, isBot = false) => ({
  member: {
    user: user(personId, isBot ? { bot: true } : {}),
    roles: [],
    joined_at: new Date(0).toISOString(),
    deaf: false,
    mute: false,
    flags: 0,
  },
});

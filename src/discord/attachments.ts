/** Files people attached: which are meant, whether they can be used, and their bytes. */
import { type Attachment, AttachmentFlags, type Message } from 'discord.js';
import { ServiceError, UserError } from '../errors.ts';
import { sentences } from '../locales/sentences.ts';
import { cleanProse } from '../model/clean-text.ts';
import type { Said } from '../model/scene.ts';
import { mostPhotos } from '../pipeline/album/match-album.ts';
import type { PlaylistInput } from '../pipeline/request.ts';
import { mapName } from './answer/pictures.ts';
import type { Bot } from './bot.ts';
import type { PressInteraction } from './command.ts';

type Rules = Pick<Bot, 'attachmentHosts' | 'limits'>;

/** Each has its own sentences and its own size. */
type Kind = 'photo' | 'file' | 'sound';

/** All photos of an album together may be this many times as large as one. */
const albumFactor = 3;

const megabytes = (bytes: number): number => Math.floor(bytes / 1024 / 1024);

const maxBytesOf = (kind: Kind, { limits }: Rules): number =>
  ({ photo: limits.maxPhotoBytes, file: limits.maxFileBytes, sound: limits.maxSoundBytes })[kind];

/** The type that Discord names decides how large a file may be; its bytes decide how it is read. */
const fileKind = ({ contentType }: Pick<Attachment, 'contentType'>): 'file' | 'sound' =>
  contentType?.startsWith('audio/') ? 'sound' : 'file';

const tooLarge = (kind: Kind, rules: Rules, options?: ErrorOptions): UserError =>
  new UserError('file-too-large', sentences[kind].tooLarge(megabytes(maxBytesOf(kind, rules))), options);

/** May this address be fetched? The port counts: `cdn.example` does not allow `cdn.example:8080`. */
export function isAttachmentHost(url: string, hosts: readonly string[]): boolean {
  if (url.length > 2_048 || !URL.canParse(url)) return false;
  const { protocol, hostname, host, username, password } = new URL(url);
  if (username !== '' || password !== '') return false;
  if (protocol === 'https:' && host === hostname && hosts.includes(hostname)) return true;
  // `host` omits a scheme's default port; an entry may name it.
  const full = host === hostname ? `${hostname}:${protocol === 'https:' ? 443 : 80}` : host;
  return /^https?:$/.test(protocol) && hosts.includes(full);
}

/** Throws a `UserError` for an unusable file. */
function checkAttachment({ size, url }: Attachment, kind: Kind, rules: Rules): void {
  if (size > maxBytesOf(kind, rules)) throw tooLarge(kind, rules);
  if (size === 0) throw new UserError('empty-file', sentences[kind].empty);
  if (!isAttachmentHost(url, rules.attachmentHosts)) {
    throw new UserError('foreign-host', sentences[kind].foreignHost);
  }
}

/** Throws a `UserError` for unusable photos, one or an album. A declared type other than an image is believed. */
export function checkPhotos(photos: readonly Attachment[], rules: Rules): void {
  for (const photo of photos) {
    if (photo.contentType !== null && !photo.contentType.startsWith('image/')) {
      throw new UserError('not-an-image', sentences.photo.notAnImage);
    }
    checkAttachment(photo, 'photo', rules);
  }
  const maxBytes = albumFactor * rules.limits.maxPhotoBytes;
  if (photos.reduce((sum, { size }) => sum + size, 0) > maxBytes) {
    throw new UserError('file-too-large', sentences.soundtrack.tooLarge(megabytes(maxBytes)));
  }
}

/** Files that songs are read from. Throws a `UserError` for unusable ones. */
export function checkFiles(files: readonly Attachment[], rules: Rules): void {
  for (const file of files) checkAttachment(file, fileKind(file), rules);
  if (files.length > 1 && files.reduce((sum, { size }) => sum + size, 0) > maxBytesOf('sound', rules))
    throw tooLarge('sound', rules);
}

/** Songs posted as files: the playlist for the photo beside them. Throws a `UserError` for unusable ones. */
export function soundsOfMessage(message: Message, rules: Rules): Attachment[] {
  const sounds = partsOf(message)
    .flatMap(({ attachments }) => [...(attachments?.values() ?? [])])
    .filter((attachment) => fileKind(attachment) === 'sound');
  checkFiles(sounds, rules);
  return sounds;
}

/** A message, and what it forwards. */
const partsOf = (message: Message) => [message, ...message.messageSnapshots.values()];

/** A photo's address, whether it was hidden as a spoiler, and what was said of it where it was posted. */
export type PostedPhoto = { photoUrl: string; isSpoiler: boolean; said: Said | null };

/** The file name of a photo's small copy in an answer. */
export const photoName = 'photo.jpg';

/** Discord hides files whose names begin like this. */
const spoilerPrefix = 'SPOILER_';

export const fileName = (name: string, isSpoiler: boolean): string =>
  isSpoiler ? `${spoilerPrefix}${name}` : name;

const maxSaid = 300;
/** Fewer words than this beside a photo hardly say what is in it ("look!"). */
const fewestWords = 3;

export function postedPhoto(attachment: Attachment, message: string | null = ''): PostedPhoto {
  const { url, name, flags, description } = attachment;
  const isSpoiler = name.startsWith(spoilerPrefix) || flags.has(AttachmentFlags.IsSpoiler);
  return { photoUrl: url, isSpoiler, said: saidOf(description, message) };
}

/** The alt text counts before the message's text. */
function saidOf(description: string | null, message: string | null): Said | null {
  const alt = cleanProse(description ?? '', maxSaid);
  if (alt !== '') return { text: alt, by: 'description' };
  const text = cleanProse(message ?? '', maxSaid);
  const words = [...new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)];
  const isEnough = words.filter(({ isWordLike }) => isWordLike).length >= fewestWords;
  return isEnough ? { text, by: 'message' } : null;
}

/**
 * A message's photos: up to ten attached to it or forwarded by it, else the first in an embed. Throws a `UserError` for
 * unusable ones, or when there is none.
 */
export function photosOfMessage(message: Message, rules: Rules): PostedPhoto[] {
  const parts = partsOf(message);
  // The words of an answer of our own, and its pictures' alt texts, are only what we knew then; its mood map is no photo.
  const isOwn = message.author.id === message.client.user?.id;
  const pictures = parts
    .flatMap(({ attachments, content }) =>
      [...(attachments?.values() ?? [])].map((attachment) => ({ attachment, content })),
    )
    .filter(({ attachment: { contentType, name } }) =>
      contentType === null
        ? /\.(jpe?g|jfif|png|webp|gif|avif)$/i.test(name)
        : contentType.startsWith('image/'),
    )
    .filter(({ attachment: { name } }) => !(isOwn && name === mapName))
    .slice(0, mostPhotos);
  checkPhotos(
    pictures.map(({ attachment }) => attachment),
    rules,
  );
  if (pictures.length > 0) {
    return pictures.map(({ attachment, content }) => {
      const posted = postedPhoto(attachment, content);
      return isOwn ? { ...posted, said: null } : posted;
    });
  }
  const embedded = parts.flatMap(({ embeds, content }) =>
    (embeds ?? [])
      .flatMap(({ image, thumbnail }) => [image, thumbnail])
      .flatMap((media) => [media?.url, media?.proxyURL])
      .flatMap((url) => (url === undefined ? [] : { url, content: content ?? '' })),
  );
  const allowed = embedded.find(({ url }) => isAttachmentHost(url, rules.attachmentHosts));
  if (allowed !== undefined) {
    const { url, content } = allowed;
    // A link between two pairs of bars is shown as a hidden picture. Which pairs belong together doesn't matter.
    const isSpoiler = content
      .split('||')
      .slice(1, -1)
      .some((part) => /https?:/.test(part));
    return [{ photoUrl: url, isSpoiler, said: isOwn ? null : saidOf(null, content) }];
  }
  if (embedded.length > 0) throw new UserError('foreign-host', sentences.photo.foreignHost);
  throw new UserError('no-image', sentences.photo.noneInMessage);
}

/** Other hosts were configured, and may be in a private network. */
const isDiscords = (url: string): boolean =>
  /^(?:cdn\.discordapp\.com|media\.discordapp\.net)$/.test(new URL(url).host);

type Fetching = Rules & Pick<Bot, 'http'>;

/** The bytes. Throws a `UserError` for what the person can fix; redirects to other hosts are not followed. */
export async function fetchAttachment(kind: Kind, url: string, bot: Fetching, signal?: AbortSignal) {
  const { http, attachmentHosts: hosts } = bot;
  const words = sentences[kind];
  if (!isAttachmentHost(url, hosts)) throw new UserError('foreign-host', words.foreignHost);
  try {
    const { bytes } = await http.request({
      service: 'discord',
      url,
      onlyPublic: isDiscords(url),
      maxBytes: maxBytesOf(kind, bot),
      timeoutMs: 30_000,
      signal,
      mayRedirectTo: (next) => isAttachmentHost(next.href, hosts),
    });
    if (bytes.byteLength === 0) throw new UserError('empty-file', words.empty);
    return bytes;
  } catch (cause) {
    if (!(cause instanceof ServiceError) || cause.retryable) throw cause;
    // A success status with a failure: only the size does that.
    if (cause.status !== undefined && cause.status < 300) throw tooLarge(kind, bot, { cause });
    throw new UserError('file-gone', words.gone, { cause });
  }
}

/**
 * The photo in the pressed message, fresh from Discord: an answer shows it on top (once as a small picture), a card by its
 * title. A hidden one is a file beside them, and so is one where embeds may not be shown.
 */
export function pressedPhoto({ message }: PressInteraction): { url: string; isSpoiler: boolean } | null {
  const embed = message?.embeds[0];
  const url = embed?.thumbnail?.url ?? embed?.author?.iconURL ?? embed?.image?.url;
  if (url !== undefined) return { url, isSpoiler: false };
  const file = message?.attachments.find(({ name }) => [photoName, fileName(photoName, true)].includes(name));
  return file === undefined ? null : { url: file.url, isSpoiler: file.name !== photoName };
}

/** The small copy of the photo in the pressed message; null when it shows none. Throws a `UserError` when it is gone. */
export async function fetchPressedPhoto(interaction: PressInteraction, bot: Fetching) {
  const photo = pressedPhoto(interaction);
  if (photo === null || !isAttachmentHost(photo.url, bot.attachmentHosts)) return null;
  return { ...photo, bytes: await fetchAttachment('photo', photo.url, bot) };
}

/** The bytes of one file or of several, which must all be sounds. */
export async function fetchFiles(
  files: readonly Pick<Attachment, 'url' | 'name' | 'contentType'>[],
  bot: Fetching,
  signal: AbortSignal,
): Promise<PlaylistInput[]> {
  const fetched: { name: string; bytes: Uint8Array }[] = [];
  for (const file of files) {
    const bytes = await fetchAttachment(fileKind(file), file.url, bot, signal);
    fetched.push({ name: file.name, bytes });
  }
  if (fetched.length > 1) return [{ kind: 'sounds', files: fetched }];
  return fetched.map((file) => ({ kind: 'file', ...file }));
}

/** Which pictures are meant, and whether attachments are worth fetching. */
import type { Attachment, Message } from 'discord.js';
import { UserError } from '../../errors.ts';
import { texts } from '../../locales/en/index.ts';
import { mostPhotos } from '../../pipeline/album/match-album.ts';
import type { Bot } from '../bot.ts';
import { type AttachmentWords, isAttachmentHost, megabytes } from './fetch-attachment.ts';

type Rules = Pick<Bot, 'attachmentHosts' | 'limits'>;

/** All photos of an album together may be this many times as large as one. */
const albumFactor = 3;

function check(
  { size, url }: Attachment,
  hosts: readonly string[],
  maxBytes: number,
  words: AttachmentWords,
) {
  if (size > maxBytes) throw new UserError('file-too-large', words.tooLarge(megabytes(maxBytes)));
  if (size === 0) throw new UserError('empty-file', words.empty);
  if (!isAttachmentHost(url, hosts)) throw new UserError('foreign-host', words.foreignHost);
}

/** Throws a `UserError` for an unusable attachment. A declared type other than an image is believed. */
export function checkPhoto(photo: Attachment, { attachmentHosts, limits }: Rules): void {
  if (photo.contentType !== null && !photo.contentType.startsWith('image/')) {
    throw new UserError('not-an-image', texts.photo.notAnImage);
  }
  check(photo, attachmentHosts, limits.maxPhotoBytes, texts.photo);
}

/** Throws a `UserError` for an unusable playlist file. */
export function checkFile(file: Attachment | null, { attachmentHosts, limits }: Rules): void {
  if (file !== null) check(file, attachmentHosts, limits.maxFileBytes, texts.file);
}

/** Throws a `UserError` for an unusable album. */
export function checkAlbum(photos: readonly Attachment[], rules: Rules): void {
  for (const photo of photos) checkPhoto(photo, rules);
  const maxBytes = albumFactor * rules.limits.maxPhotoBytes;
  if (photos.reduce((sum, { size }) => sum + size, 0) > maxBytes) {
    throw new UserError('file-too-large', texts.soundtrack.tooLarge(megabytes(maxBytes)));
  }
}

/** Pictures attached to a message or forwarded by it, ten at most. */
export function picturesOfMessage(message: Message): Attachment[] {
  const attachments = [message, ...message.messageSnapshots.values()].flatMap((one) => [
    ...(one.attachments?.values() ?? []),
  ]);
  return attachments
    .filter(({ contentType, name }) =>
      contentType === null
        ? /\.(jpe?g|jfif|png|webp|gif|avif)$/i.test(name)
        : contentType.startsWith('image/'),
    )
    .slice(0, mostPhotos);
}

/** The address of a message's first picture: attached, forwarded, or in an embed. Throws a `UserError` without one. */
export function photoOfMessage(message: Message, rules: Rules): string {
  const [picture] = picturesOfMessage(message);
  if (picture !== undefined) {
    checkPhoto(picture, rules);
    return picture.url;
  }
  const embedded = message.embeds
    .flatMap(({ image, thumbnail }) => [image, thumbnail])
    .flatMap((media) => [media?.url, media?.proxyURL])
    .filter((url) => url !== undefined);
  const allowed = embedded.find((url) => isAttachmentHost(url, rules.attachmentHosts));
  if (allowed !== undefined) return allowed;
  if (embedded.length > 0) throw new UserError('foreign-host', texts.photo.foreignHost);
  throw new UserError('no-image', texts.photo.noneInMessage);
}

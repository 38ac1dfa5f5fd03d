/** Which picture is meant: an attachment, or whatever picture a message shows. */
import type { Attachment, Message } from 'discord.js';
import { UserError } from '../../errors.ts';
import { texts } from '../../locales/en/index.ts';
import { mostPhotos } from '../../pipeline/album/match-album.ts';
import { isAttachmentHost } from './fetch-attachment.ts';

type Rules = { hosts: readonly string[]; maxBytes: number };

/** An album may be so many times as large as one photo. */
const albumOverPhoto = 3;

const megabytes = (bytes: number): number => Math.floor(bytes / 1024 / 1024);

/** What fetching the picture may have to tell. */
export function photoSentences(maxBytes: number) {
  const { photo } = texts;
  return { ...photo, tooLarge: photo.tooLarge(megabytes(maxBytes)) };
}

/** What fetching the playlist file may have to tell. */
export function fileSentences(maxBytes: number) {
  const { file, photo } = texts;
  return { ...file, foreignHost: photo.foreignHost, tooLarge: file.tooLarge(megabytes(maxBytes)) };
}

/**
 * Throws a `UserError` for an attachment that need not even be fetched. The declared type is only a hint (bytes are
 * looked at later): what says that it is something else is believed.
 */
export function checkPhoto(attachment: Attachment, { hosts, maxBytes }: Rules): void {
  const { size, contentType, url } = attachment;
  const sentences = photoSentences(maxBytes);
  if (contentType !== null && !contentType.startsWith('image/')) {
    throw new UserError('not-an-image', sentences.notAnImage);
  }
  if (size > maxBytes) throw new UserError('file-too-large', sentences.tooLarge);
  if (size === 0) throw new UserError('empty-file', sentences.empty);
  if (!isAttachmentHost(url, hosts)) throw new UserError('foreign-host', sentences.foreignHost);
}

/** Throws a `UserError` for a playlist file that need not even be fetched. */
export function checkFile(attachment: Attachment, { hosts, maxBytes }: Rules): void {
  const sentences = fileSentences(maxBytes);
  if (attachment.size > maxBytes) throw new UserError('file-too-large', sentences.tooLarge);
  if (attachment.size === 0) throw new UserError('empty-file', sentences.empty);
  if (!isAttachmentHost(attachment.url, hosts)) throw new UserError('foreign-host', sentences.foreignHost);
}

/** Throws a `UserError` for an album that need not even be fetched. */
export function checkAlbumPhotos(attachments: readonly Attachment[], rules: Rules): void {
  for (const attachment of attachments) checkPhoto(attachment, rules);
  const maxBytes = albumOverPhoto * rules.maxBytes;
  if (attachments.reduce((sum, { size }) => sum + size, 0) > maxBytes) {
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

/** The address of the first picture of a message: attached, forwarded, or shown in an embed from an allowed host. */
export function photoOfMessage(message: Message, rules: Rules): string {
  const [picture] = picturesOfMessage(message);
  if (picture !== undefined) {
    checkPhoto(picture, rules);
    return picture.url;
  }
  const shown = message.embeds
    .flatMap(({ image, thumbnail }) => [image, thumbnail])
    .flatMap((media) => [media?.url, media?.proxyURL])
    .filter((url) => url !== undefined);
  const allowed = shown.find((url) => isAttachmentHost(url, rules.hosts));
  if (allowed !== undefined) return allowed;
  if (shown.length > 0) throw new UserError('foreign-host', texts.photo.foreignHost);
  throw new UserError('no-image', texts.photo.noneInMessage);
}

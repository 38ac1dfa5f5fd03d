/** The soundtrack of an album: photo by photo, its song. */
import type { APIEmbed } from 'discord.js';
import { texts } from '../../locales/en/index.ts';
import type { Soundtrack } from '../../model/ranking.ts';
import { percent } from '../reply/bars.ts';
import { cut, escaped, maskedLink, plainLine } from '../reply/escape.ts';
import { firstThatFits } from '../reply/limits.ts';
import type { ReplyMessage } from '../reply/message.ts';
import { type Action, actionRows } from './actions.ts';
import { feelingColour } from './scene-reply.ts';
import { listenLinks } from './songs-reply.ts';

export type SoundtrackView = {
  resultId: string;
  soundtrack: Pick<Soundtrack, 'songs' | 'playlist' | 'notices'>;
  /** Where each photo's small copy is: `attachment://…`, or an address. */
  photos: readonly string[];
  actions: readonly Action[];
};

/** From generous to terse: ten photos share Discord's sum of 6,000. */
const sizes = [
  { title: 100, artists: 80, sentence: 160, links: true },
  { title: 80, artists: 60, sentence: 90, links: true },
  { title: 60, artists: 40, sentence: 0, links: true },
  { title: 50, artists: 30, sentence: 60, links: false },
  { title: 40, artists: 24, sentence: 0, links: false },
] as const;

/** The name of a photo's small copy, as a file of the answer. */
export const albumPhotoName = (at: number): string => `photo-${at + 1}.jpg`;

/** One embed a photo, within all of Discord's limits for ten photos and any songs whatever. */
export function soundtrackReply(view: SoundtrackView): ReplyMessage {
  return firstThatFits(sizes.map((size) => () => sized(view, size)));
}

function sized(view: SoundtrackView, size: (typeof sizes)[number]): ReplyMessage {
  const { soundtrack, photos, resultId, actions } = view;
  const embeds = soundtrack.songs.map((one, at) => photoEmbed(one, at, photos[at], size));
  const last = embeds.at(-1);
  if (last !== undefined) last.footer = { text: smallPrint(view) };
  return {
    content: texts.soundtrack.title(embeds.length, escaped(soundtrack.playlist.title, 100)),
    embeds,
    components: actionRows(resultId, actions),
  };
}

function photoEmbed(
  { scene, match }: Soundtrack['songs'][number],
  at: number,
  photo: string | undefined,
  size: (typeof sizes)[number],
): APIEmbed {
  const { song, score, vibe, reason, youtube } = match;
  const artists = escaped(song.artists.join(', '), size.artists) || texts.ranking.unknownArtist;
  const told = (text: string): string => (size.sentence > 0 ? escaped(text, size.sentence) : '');
  const title = size.links
    ? maskedLink(song.title || '?', song.url, size.title)
    : escaped(song.title || '?', size.title);
  const [feeling, why] = [told(vibe), told(reason)];
  const lines = [
    // Embeds of one address are shown as one: the song's stands in the text.
    `**${title}** ${texts.ranking.by(artists)}`,
    feeling === '' ? null : `*${feeling}*`,
    why === '' ? null : `-# ${texts.ranking.why(why)}`,
    size.links ? listenLinks({ song, youtube }) || null : null,
  ];
  return {
    color: feelingColour(scene.reading.valence, scene.reading.energy),
    author: { name: texts.soundtrack.photo(at + 1, texts.ranking.percent(percent(score))) },
    description: lines.filter((line) => line !== null).join('\n'),
    ...(photo === undefined ? {} : { thumbnail: { url: photo } }),
  };
}

const maxNotices = 3;

function smallPrint({ soundtrack: { songs, notices } }: SoundtrackView): string {
  return (
    [
      ...(songs.length > 1 ? [texts.soundtrack.together] : []),
      ...notices.slice(0, maxNotices).map(({ text }) => `• ${cut(plainLine(text), 160)}`),
    ].join('\n') || texts.soundtrack.together
  );
}

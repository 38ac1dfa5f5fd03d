/** The soundtrack of an album: each photo with its song. */
import type { APIEmbed } from 'discord.js';
import { inWords, textsIn } from '../../locales/in-words.ts';
import type { Texts } from '../../locales/words.ts';
import type { Language } from '../../model/language.ts';
import type { Soundtrack } from '../../model/ranking.ts';
import { cut, escaped, italic, joined, maskedLink, plainLine, safeLink } from '../reply/escape.ts';
import type { ReplyMessage } from '../reply/message.ts';
import { firstThatFits } from '../reply/message.ts';
import { type Action, actionRows } from './buttons.ts';
import { artistsOf, feelingColour, reasonText, scoreOf } from './embeds-reply.ts';

const maxNotices = 3;

export type SoundtrackView = {
  resultId: string;
  soundtrack: Pick<Soundtrack, 'songs' | 'playlist' | 'notices'>;
  /** Where each photo's small copy is: `attachment://…`, or an address; null for one that is not shown. */
  photos: readonly (string | null)[];
  actions: readonly Action[];
  language: Language;
  /** false where the bot may not show embeds: the same is said in text. Default true. */
  mayEmbed?: boolean;
};

/** The longest texts, from generous to terse: the first sizes that fit a message are taken. */
const sizes = [
  { title: 100, artists: 80, sentence: 160, links: true },
  { title: 80, artists: 60, sentence: 90, links: true },
  { title: 60, artists: 40, sentence: 0, links: true },
  { title: 50, artists: 30, sentence: 60, links: false },
  { title: 40, artists: 24, sentence: 0, links: false },
] as const;

type Size = (typeof sizes)[number];

/** The file name of a photo's small copy in the answer. */
export const albumPhotoName = (at: number): string => `photo-${at + 1}.jpg`;

/** One embed a photo, within all of Discord's limits for ten photos and any songs. */
export function soundtrackReply(view: SoundtrackView): ReplyMessage {
  const { songs, playlist, notices } = view.soundtrack;
  const texts = textsIn(view.language);
  const footer = [
    songs.length > 1 || notices.length === 0 ? texts.soundtrack.together : null,
    ...notices
      .slice(0, maxNotices)
      .map((notice) => `• ${cut(plainLine(inWords(notice, view.language)), 160)}`),
  ];
  return firstThatFits(sizes, (size) => {
    const embeds = songs.map((one, at) => photoEmbed(one, at, view.photos[at] ?? null, size, texts));
    const last = embeds.at(-1);
    const title = texts.soundtrack.title(embeds.length, escaped(playlist.title, 100));
    const components = actionRows(texts, view.resultId, view.actions);
    if (view.mayEmbed === false) {
      const said = embeds.map(({ author, description = '' }) => `**${author?.name}**\n${description}`);
      const print = size.links ? `-# ${escaped(joined(footer, ' '), 400)}` : '';
      return { content: joined([title, ...said, print], '\n\n'), embeds: [], components };
    }
    if (last !== undefined) last.footer = { text: joined(footer, '\n') };
    return { content: title, embeds, components };
  });
}

function photoEmbed(
  { scene: { reading }, match }: Soundtrack['songs'][number],
  at: number,
  photo: string | null,
  size: Size,
  texts: Texts,
): APIEmbed {
  const { song } = match;
  // Not in the embed's `url`: Discord merges embeds of one address.
  const title = maskedLink(
    song.title || '?',
    size.links ? (safeLink(match.youtube) ?? song.url) : null,
    size.title,
  );
  const why = reasonText(match.reason, size.sentence, texts);
  const lines = [
    `**${title}** ${texts.ranking.by(artistsOf(song, size.artists, texts))}`,
    italic(match.vibe, size.sentence),
    why && `-# ${why}`,
  ];
  return {
    color: feelingColour(reading.valence, reading.energy),
    author: { name: texts.soundtrack.photo(at + 1, scoreOf(match, texts)) },
    description: joined(lines, '\n'),
    ...(photo === null ? {} : { thumbnail: { url: photo } }),
  };
}

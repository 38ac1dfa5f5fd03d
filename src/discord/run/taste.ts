/** What ratings have taught about a person's taste, and the weights their photos are ranked by. */
import { causeChain } from '../../errors.ts';
import { texts } from '../../locales/en/index.ts';
import type { Notice } from '../../model/notice.ts';
import {
  bendWeights,
  learnServerTaste,
  learnTaste,
  noTaste,
  type Taste,
} from '../../pipeline/taste/taste.ts';
import type { Bot } from '../bot.ts';
import type { Asker } from '../playlists.ts';

/** Learned again each time, so that a rating taken back leaves no trace. */
export async function tasteOf(personId: string, { ratings, weights }: Bot): Promise<Taste> {
  return learnTaste(await ratings.ofPerson(personId), weights);
}

export type PersonalWeights = Awaited<ReturnType<typeof personalWeights>>;

/** The ranker's weights, adjusted to the person's taste and, while they rated little, to their server's. */
export async function personalWeights({ personId, serverId }: Asker, bot: Bot) {
  const { ratings, weights, log } = bot;
  let [own, server] = [noTaste, noTaste];
  try {
    own = await tasteOf(personId, bot);
    if (serverId !== null) server = learnServerTaste(await ratings.ofServer(serverId), weights);
  } catch (error) {
    // Better an answer without taste than none.
    [own, server] = [noTaste, noTaste];
    log.error({ causes: causeChain(error) }, 'ratings could not be read, so no taste was used');
  }
  const text = own.count > 0 ? texts.taste.weighed : server.count > 0 ? texts.taste.weighedByServer : null;
  return {
    weights: bendWeights(weights, own, server),
    /** Adds the notice that ratings influenced the order, if any did. */
    withNotice<R extends { notices: Notice[] }>(ranking: R): R {
      const others = ranking.notices.filter(({ code }) => code !== 'taste');
      return { ...ranking, notices: text === null ? others : [...others, { code: 'taste', text }] };
    },
  };
}

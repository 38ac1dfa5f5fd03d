/** What somebody's ratings have taught, and the weights their photos are ranked by. */

import { causeChain } from '../../errors.ts';
import { texts } from '../../locales/en/index.ts';
import type { Notice } from '../../model/notice.ts';
import type { Weights } from '../../pipeline/ranking/tables.ts';
import {
  bendWeights,
  learnServerTaste,
  learnTaste,
  noTaste,
  type Taste,
} from '../../pipeline/taste/taste.ts';
import type { Bot } from '../bot.ts';

type Tastes = Pick<Bot, 'ratings' | 'weights'>;

/** Learned anew from the ratings that stand: one that was taken back leaves no trace. */
export async function tasteOf(personId: string, { ratings, weights }: Tastes): Promise<Taste> {
  return learnTaste(await ratings.ofPerson(personId), weights);
}

export type Weighed = {
  weights: Weights;
  /** Adds to an answer's remarks whose taste had a say in it, if any had. */
  tell<R extends { notices: Notice[] }>(ranking: R): R;
};

/** A store that fails is no reason to rank nothing: then nobody's taste has a say. */
async function tastesOf(
  { personId, serverId }: { personId: string; serverId: string | null },
  bot: Tastes & Pick<Bot, 'log'>,
): Promise<{ own: Taste; server: Taste }> {
  const { ratings, weights, log } = bot;
  try {
    const own = await tasteOf(personId, bot);
    const server = serverId === null ? noTaste : learnServerTaste(await ratings.ofServer(serverId), weights);
    return { own, server };
  } catch (error) {
    log.error({ causes: causeChain(error) }, 'ratings could not be read, so no taste had a say');
    return { own: noTaste, server: noTaste };
  }
}

/** The ranker's own weights, bent by the person's taste and, while they rated little, by their server's. */
export async function weigh(
  { personId, serverId }: { personId: string; serverId: string | null },
  bot: Tastes & Pick<Bot, 'log'>,
): Promise<Weighed> {
  const { weights } = bot;
  const { own, server } = await tastesOf({ personId, serverId }, bot);
  const text = own.count > 0 ? texts.taste.weighed : server.count > 0 ? texts.taste.weighedByServer : null;
  return {
    weights: bendWeights(weights, own, server),
    tell(ranking) {
      const others = ranking.notices.filter(({ code }) => code !== 'taste');
      return { ...ranking, notices: text === null ? others : [...others, { code: 'taste', text }] };
    },
  };
}

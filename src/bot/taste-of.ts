/** What somebody's ratings have taught, and the weights their photos are ranked by. */
import type { Weights } from '../pipeline/tables.ts';
import { bendWeights, learnServerTaste, learnTaste, noTaste, type Taste } from '../pipeline/taste.ts';
import type { Bot } from './dependencies.ts';

type Tastes = Pick<Bot, 'ratings' | 'weights'>;

/** Learned anew from the ratings that stand: one that was taken back leaves no trace. */
export async function tasteOf(personId: string, { ratings, weights }: Tastes): Promise<Taste> {
  return learnTaste(await ratings.ofPerson(personId), weights);
}

/** The ranker's own weights, bent by the person's taste and, while they rated little, by their server's. */
export async function weightsOf(
  { personId, serverId }: { personId: string; serverId: string | null },
  bot: Tastes,
): Promise<Weights> {
  const { ratings, weights } = bot;
  const server = serverId === null ? noTaste : learnServerTaste(await ratings.ofServer(serverId), weights);
  return bendWeights(weights, await tasteOf(personId, bot), server);
}

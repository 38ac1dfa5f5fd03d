/** The result a pressed button is about. */
import { UserError } from '../../errors.ts';
import { texts } from '../../locales/en/index.ts';
import type { Result } from '../../store/results.ts';
import type { ShownMatch } from '../../store/shown-ranking.ts';
import type { Bot } from '../bot.ts';

/** Throws a `UserError` when it has expired or was deleted. */
export async function resultOf(id: string | undefined, { results }: Pick<Bot, 'results'>): Promise<Result> {
  const result = id === undefined ? null : await results.find(id);
  if (result === null) throw new UserError('result-expired', texts.failure.expired);
  return result;
}

/** The result and its song at `rank`. Throws a `UserError` as `resultOf` does. */
export async function matchOf(
  id: string | undefined,
  rank: string | undefined,
  bot: Pick<Bot, 'results'>,
): Promise<{ result: Result; match: ShownMatch }> {
  const result = await resultOf(id, bot);
  const match = result.ranking.matches.find((one) => String(one.rank) === rank);
  if (match === undefined) throw new UserError('result-expired', texts.failure.expired);
  return { result, match };
}
